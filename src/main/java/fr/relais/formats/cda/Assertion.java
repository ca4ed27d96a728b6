// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.formats.xml.XmlElement;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a statement says that something is so (HL7 V3 {@code moodCode}, {@code negationInd}): a
 * goal, an intent or a request is no result, and what is denied is never read as found.
 */
final class Assertion {
  private static final Set<String> WORDS = Set.of("CD", "CE", "CV", "CO", "CS");
  private static final Set<String> QUIET = Set.of("N", "NEG", "ND");

  /** A yes or a no in itself: its denial may be read in two ways. */
  private static final Pattern YES_OR_NO =
      Pattern.compile("POSITI|NEGATI|PRESEN|ABSEN|DETECT|\\bOUI\\b|\\bNON\\b|AUCUN|PAS ");

  private Assertion() {}

  /** Whether it speaks of what happened, as a statement without mood does. */
  static boolean event(XmlElement statement) {
    String mood = statement.attribute("moodCode");
    return mood == null || mood.equals("EVN");
  }

  static boolean denied(XmlElement statement) {
    String negation = statement.attribute("negationInd");
    return "true".equals(negation) || "1".equals(negation);
  }

  /** Whether the denial of this result reads in one way only: one thing named, and not found. */
  static boolean absence(XmlElement observation) {
    List<XmlElement> values = observation.children("value").toList();
    boolean quiet =
        observation
            .children("interpretationCode")
            .map(code -> code.attribute("code"))
            .allMatch(code -> code == null || QUIET.contains(code));
    return quiet && values.size() == 1 && named(values.get(0));
  }

  private static boolean named(XmlElement value) {
    String type = value.attribute("type");
    String label = value.attribute("displayName");
    return type != null
        && label != null
        && WORDS.contains(type.substring(type.indexOf(':') + 1))
        && !YES_OR_NO.matcher(folded(label)).find();
  }

  private static String folded(String label) {
    return Normalizer.normalize(label, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .toUpperCase(Locale.ROOT);
  }
}
