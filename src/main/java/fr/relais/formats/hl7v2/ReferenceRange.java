// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reference range (OBX-7, HL7 v2.5 ch. 7.4.2.7).
 *
 * @param low lower bound as sent, decimal point normalised
 * @param other the text, when it is not a pair of bounds or one bound for certain
 */
record ReferenceRange(@Nullable String low, @Nullable String high, @Nullable String other) {
  private static final ReferenceRange NONE = new ReferenceRange(null, null, null);
  private static final int TEXT_MAX = 60;
  private static final String NUMBER = "([+-]?\\d{1,15}(?:[.,]\\d{1,15})?)";
  private static final Pattern BOTH =
      Pattern.compile(NUMBER + "\\s{0,5}(?:-|–|à)\\s{0,5}" + NUMBER);
  private static final Pattern BELOW =
      Pattern.compile("(?i)(?:<=?|≤|inf\\.?|inférieure?)(?:\\s{1,5}à)?\\s{0,5}" + NUMBER);
  private static final Pattern ABOVE =
      Pattern.compile("(?i)(?:>=?|≥|sup\\.?|supérieure?)(?:\\s{1,5}à)?\\s{0,5}" + NUMBER);

  static ReferenceRange of(@Nullable String text) {
    if (text == null) {
      return NONE;
    }
    if (text.length() <= TEXT_MAX) {
      Matcher both = BOTH.matcher(text);
      if (both.matches() && rising(point(both.group(1)), point(both.group(2)))) {
        return new ReferenceRange(point(both.group(1)), point(both.group(2)), null);
      }
      Matcher below = BELOW.matcher(text);
      if (below.matches()) {
        return new ReferenceRange(null, point(below.group(1)), null);
      }
      Matcher above = ABOVE.matcher(text);
      if (above.matches()) {
        return new ReferenceRange(point(above.group(1)), null, null);
      }
    }
    return new ReferenceRange(null, null, text);
  }

  private static boolean rising(String low, String high) {
    return new java.math.BigDecimal(low).compareTo(new java.math.BigDecimal(high)) <= 0;
  }

  private static String point(String number) {
    return number.replace(',', '.');
  }
}
