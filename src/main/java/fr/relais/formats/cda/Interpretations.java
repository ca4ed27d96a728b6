// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.Interpretation;
import fr.relais.core.model.ProblemCode;
import fr.relais.formats.xml.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code interpretationCode}, repeatable (JDV_HL7_ObservationInterpretation). The most alarming one
 * is kept; what our list cannot say is written in words, so that none is lost.
 *
 * @param flag null when none of the list fits, or when a word beside {@code N} may say otherwise
 * @param words the others, as the document calls them
 */
record Interpretations(@Nullable Interpretation flag, List<String> words) {
  /** ObservationInterpretation, its value set, and table 0078 of HL7 v2 that it comes from. */
  private static final Set<String> SYSTEMS =
      Set.of("2.16.840.1.113883.5.83", "2.16.840.1.113883.1.11.78", "2.16.840.1.113883.12.78");

  /** Known, and not in our list. */
  private static final Set<String> IN_WORDS =
      Set.of(
          "HU", "LU", "HX", "LX", "EX", "POS", "NEG", "IND", "E", "DET", "ND", "RR", "WR", "NR",
          "EXP", "UNE", "SDD", "NS", "SYN-R", "SYN-S", "NCL", "IE", "CAR", "TOX", "QCF", "HM",
          "null");

  static Interpretations of(XmlElement observation, Findings findings) {
    Interpretation most = null;
    Set<String> words = new LinkedHashSet<>();
    boolean other = false;
    for (XmlElement code : observation.children("interpretationCode").toList()) {
      for (XmlElement one : Stream.concat(Stream.of(code), code.children("translation")).toList()) {
        String said = one.attribute("code");
        if (said == null) {
          continue;
        }
        Interpretation flag = flag(one, said);
        if (flag == null) {
          other = true;
          words.add(word(one, said));
          unknown(one, said, findings);
        } else {
          if (!said.equals(flag.code()) || foreign(one)) {
            words.add(word(one, said));
          }
          if (foreign(one)) {
            unknown(one, said, findings);
          }
          most = moreAlarming(most, flag);
        }
      }
    }
    boolean unsure = other && most == Interpretation.N;
    return new Interpretations(unsure ? null : most, new ArrayList<>(words));
  }

  /** Of a system that we do not know, only what asks to act now is believed. */
  private static @Nullable Interpretation flag(XmlElement element, String code) {
    Interpretation flag = known(code);
    return foreign(element) && flag != null && !flag.critical() ? null : flag;
  }

  private static boolean foreign(XmlElement element) {
    String system = element.attribute("codeSystem");
    return system != null && !SYSTEMS.contains(system);
  }

  /** Whatever its case: no two of these differ by that. */
  private static @Nullable Interpretation known(String written) {
    String code = written.strip().toUpperCase(Locale.ROOT);
    return switch (code) {
      case "HU", "HX" -> Interpretation.H;
      case "LU", "LX" -> Interpretation.L;
      case "EX" -> Interpretation.A;
      default ->
          Stream.of(Interpretation.values())
              .filter(flag -> flag.code().equals(code))
              .findFirst()
              .orElse(null);
    };
  }

  private static String word(XmlElement element, String code) {
    String label = element.attribute("displayName");
    return label == null ? code : code + " (" + label + ")";
  }

  private static void unknown(XmlElement element, String code, Findings findings) {
    if (!IN_WORDS.contains(code) || foreign(element)) {
      findings.warning(
          ProblemCode.CODE_NOT_UNDERSTOOD,
          "interpretationCode",
          "Code d'interprétation inconnu ; il est repris en commentaire.",
          "Employer le jeu de valeurs ObservationInterpretation du CI-SIS.");
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
