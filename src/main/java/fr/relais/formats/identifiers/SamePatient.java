// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.identifiers;

import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Sex;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether an envelope and the document in it, or two documents of one sending, speak of one
 * patient. Published messages were seen where they do not: any contradiction is enough, and
 * something must agree.
 */
public final class SamePatient {
  private final PatientIdentity envelope;
  private final PatientIdentity document;

  public SamePatient(PatientIdentity envelope, PatientIdentity document) {
    this.envelope = envelope;
    this.document = document;
  }

  /** Nothing contradicts, and the INS agrees, or birth date and a family name. */
  public boolean certain() {
    return !contradicted() && (insAgree() || (birthDatesAgree() && familyNamesMeet()));
  }

  /** Whether one says what the other denies. */
  public boolean contradicted() {
    return insDiffer()
        || different(envelope.birthDate(), document.birthDate())
        || different(sex(envelope), sex(document))
        || birthNamesDiffer()
        || givenNamesDiffer();
  }

  private boolean insAgree() {
    return envelope.ins() != null
        && envelope.ins().equals(document.ins())
        && Objects.equals(envelope.insOid(), document.insOid());
  }

  /** The same digits under two authorities are two identities. */
  private boolean insDiffer() {
    return envelope.ins() != null && document.ins() != null && !insAgree();
  }

  private boolean birthDatesAgree() {
    return envelope.birthDate() != null && envelope.birthDate().equals(document.birthDate());
  }

  private static boolean different(@Nullable Object one, @Nullable Object two) {
    return one != null && two != null && !one.equals(two);
  }

  private static @Nullable Sex sex(PatientIdentity patient) {
    return patient.sex() == Sex.U ? null : patient.sex();
  }

  /** A birth name in the place of the used name, or the reverse, is no contradiction. */
  private boolean birthNamesDiffer() {
    if (envelope.birthName() != null && document.birthName() != null) {
      return !familyNamesMeet();
    }
    return !names(envelope).isEmpty() && !names(document).isEmpty() && !familyNamesMeet();
  }

  private boolean familyNamesMeet() {
    return names(envelope).stream().anyMatch(names(document)::contains);
  }

  private static List<String> names(PatientIdentity patient) {
    return Stream.of(patient.birthName(), patient.usedName())
        .filter(Objects::nonNull)
        .map(SamePatient::folded)
        .distinct()
        .toList();
  }

  /** One list may be longer than the other, or be written as one name. */
  private boolean givenNamesDiffer() {
    String one = folded(String.join(" ", envelope.givenNames()));
    String two = folded(String.join(" ", document.givenNames()));
    return !one.isEmpty()
        && !two.isEmpty()
        && !(one + " ").startsWith(two + " ")
        && !(two + " ").startsWith(one + " ")
        && !firstWord(one).equals(firstWord(two));
  }

  private static String firstWord(String names) {
    int blank = names.indexOf(' ');
    return blank < 0 ? names : names.substring(0, blank);
  }

  /** Case, accents, hyphens, apostrophes and blanks do not tell two people apart. */
  private static String folded(String name) {
    return Normalizer.normalize(name.replace("œ", "oe").replace("Œ", "OE"), Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .toUpperCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }
}
