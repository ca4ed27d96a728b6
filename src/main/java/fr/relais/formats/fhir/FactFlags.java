// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Interpretation;
import fr.relais.core.model.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;

/**
 * {@code interpretation}, repeatable (v3-ObservationInterpretation). The most alarming one is kept;
 * what our list cannot say is written in words, so that none is lost.
 *
 * @param flag null when none of the list fits, or when a word beside {@code N} may say otherwise
 * @param words the others, as the message calls them
 */
record FactFlags(@Nullable Interpretation flag, List<String> words) {
  private static final Set<String> SYSTEMS =
      Set.of(
          Uris.INTERPRETATION,
          "http://terminology.hl7.org/CodeSystem/v2-0078",
          "http://hl7.org/fhir/v3/ObservationInterpretation",
          "http://hl7.org/fhir/v2/0078",
          "urn:oid:2.16.840.1.113883.5.83");

  /** Known, and not in our list. */
  private static final Set<String> IN_WORDS =
      Set.of(
          "POS", "NEG", "IND", "E", "DET", "ND", "RR", "WR", "NR", "EXP", "UNE", "SDD", "NS",
          "SYN-R", "SYN-S", "NCL", "IE", "CAR", "Carrier", "TOX", "QCF", "HM");

  static FactFlags of(List<CodeableConcept> said, String place, Findings findings) {
    Interpretation most = null;
    Set<String> words = new LinkedHashSet<>();
    boolean other = false;
    for (CodeableConcept one : said) {
      List<Coding> codings = one.getCoding().stream().filter(Coding::hasCode).toList();
      for (Coding coding : codings) {
        Interpretation flag = flag(coding);
        if (flag == null) {
          other = true;
          words.add(word(coding));
          unknown(coding, place, findings);
        } else {
          if (!coding.getCode().equals(flag.code())) {
            words.add(word(coding));
          }
          most = moreAlarming(most, flag);
        }
      }
      if (codings.isEmpty() && one.hasText()) {
        other = true;
        words.add(one.getText().strip());
      }
    }
    boolean unsure = other && most == Interpretation.N;
    return new FactFlags(unsure ? null : most, new ArrayList<>(words));
  }

  private static boolean ours(Coding coding) {
    return !coding.hasSystem() || SYSTEMS.contains(coding.getSystem());
  }

  private static @Nullable Interpretation flag(Coding coding) {
    if (!ours(coding)) {
      return null;
    }
    String code = coding.getCode().strip().toUpperCase(Locale.ROOT);
    return switch (code) {
      case "HU", "HX", "H>" -> Interpretation.H;
      case "LU", "LX", "L<" -> Interpretation.L;
      case "EX" -> Interpretation.A;
      default ->
          Stream.of(Interpretation.values())
              .filter(flag -> flag.code().equals(code))
              .findFirst()
              .orElse(null);
    };
  }

  private static String word(Coding coding) {
    return coding.hasDisplay()
        ? coding.getCode() + " (" + coding.getDisplay().strip() + ")"
        : coding.getCode();
  }

  private static void unknown(Coding coding, String place, Findings findings) {
    if (!ours(coding) || !IN_WORDS.contains(coding.getCode())) {
      findings.warning(
          ProblemCode.CODE_NOT_UNDERSTOOD,
          place + ".interpretation",
          "Code d'interprétation inconnu ; il est repris en commentaire.",
          "Employez le système v3-ObservationInterpretation.");
    }
  }

  private static Interpretation moreAlarming(
      @Nullable Interpretation first, Interpretation second) {
    return first == null || severity(second) > severity(first) ? second : first;
  }

  private static int severity(Interpretation flag) {
    return flag.critical() ? 3 : flag.abnormal() ? 2 : flag.normal() ? 0 : 1;
  }
}
