// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.LocalId;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Sex;
import fr.relais.formats.hl7v2.Element;
import fr.relais.formats.identifiers.InsNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code P|1|CS-871|457812||MOREAU~JEANNE|BERTHELOT|19570314|F||12 RUE~~MENDE~~48000|INS|PHONE}:
 * who the message says the patient is. P-11 has no OID, so its number is no INS, only a candidate.
 */
final class Identity {
  private static final Pattern LETTER = Pattern.compile("\\p{L}");
  private static final String NOTHING = "*";

  private final Segment p;
  private final Header header;
  private final Findings findings;

  Identity(Segment p, Header header, Findings findings) {
    this.p = p;
    this.header = header;
    this.findings = findings;
  }

  PatientIdentity read() {
    String used = name(5);
    String birth = name(6);
    if (used == null && birth == null) {
      findings.error(
          ProblemCode.PATIENT_MISSING,
          p.place(5),
          "Le nom du patient est absent.",
          "Écrire le nom du patient en P-5.");
    }
    if (p.field(9).present()) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          p.place(9),
          "Un champ interdit est rempli ; il n'a pas été lu.",
          "Laisser P-9 vide.");
    }
    return new PatientIdentity(
        null,
        null,
        IdentityStatus.PROVISIONAL,
        birth,
        used,
        Stream.of(part(5, 2).text(), part(5, 3).text()).filter(Objects::nonNull).toList(),
        new Times(findings).day(p, 7),
        sex(),
        null,
        localIds(),
        p.field(12).repetitions().stream()
            .map(one -> one.component(1).code())
            .filter(number -> !number.isEmpty() && !number.equals(NOTHING))
            .distinct()
            .toList(),
        address());
  }

  /** A name has a letter; what has none was pushed there from another field. */
  private @Nullable String name(int field) {
    String name = part(field, 1).text();
    if (name != null && !LETTER.matcher(name).find()) {
      findings.shifted(p.place(field));
    }
    return name;
  }

  private @Nullable Sex sex() {
    return switch (p.field(8).code()) {
      case "M" -> Sex.M;
      case "F" -> Sex.F;
      case "U" -> Sex.U;
      case "" -> null;
      default -> {
        findings.shifted(p.place(8));
        yield null;
      }
    };
  }

  private List<LocalId> localIds() {
    List<LocalId> ids = new ArrayList<>();
    add(ids, part(2, 1), header.requesterName(), "PI");
    add(ids, p.field(3).component(1), header.performerName(), "PI");
    add(ids, p.field(4).component(1), null, null);
    if (part(2, 2).present() || part(2, 3).present()) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          p.place(2),
          "Le message annonce une fusion de dossiers ; elle n'a pas été faite.",
          "Vérifier les deux dossiers du patient chez le demandeur.");
    }
    p.field(11).repetitions().forEach(one -> candidate(one, ids));
    return ids;
  }

  private static void add(
      List<LocalId> ids, Element number, @Nullable String authority, @Nullable String type) {
    String text = number.text();
    boolean known = ids.stream().anyMatch(id -> id.value().equals(text));
    if (text != null && !(authority == null && known)) {
      ids.add(new LocalId(text, authority, type));
    }
  }

  /** INS-C was computed from traits; INS-A, or a bare number, says no authority. */
  private void candidate(Element one, List<LocalId> ids) {
    String number = one.component(1).text();
    String type = one.component(2).code();
    if (number == null) {
      return;
    }
    if (type.equals("INS-C")) {
      ids.add(new LocalId(number, null, type));
    } else if (number.length() == 15 && !InsNumber.right(number)) {
      findings.warning(
          ProblemCode.INS_KEY_WRONG,
          p.place(11),
          "La clé de l'INS est fausse ; le numéro n'a pas été retenu.",
          "Envoyer l'INS sur 15 caractères, tel que le téléservice l'a rendu.");
    } else {
      findings.warning(
          ProblemCode.IDENTITY_OID_UNKNOWN,
          p.place(11),
          "Ce format ne dit pas l'autorité de l'INS ; il est gardé comme un numéro à vérifier.",
          "Vérifier l'INS par le téléservice ; le compte rendu CDA peut le porter.");
      ids.add(new LocalId(number, null, type.isEmpty() ? "INS" : type));
    }
  }

  private @Nullable String address() {
    List<String> parts =
        IntStream.rangeClosed(1, 6)
            .mapToObj(n -> part(10, n).sub(1).code())
            .filter(text -> !text.isEmpty() && !text.equals(NOTHING))
            .toList();
    return parts.isEmpty() ? null : String.join(", ", parts);
  }

  private Element part(int field, int component) {
    return p.field(field).component(component);
  }
}
