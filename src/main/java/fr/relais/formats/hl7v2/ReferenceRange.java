// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import java.util.Locale;
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

  /** A name before the bounds: it says that they are those of the normal. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)^(?:N|VN|VR|normale?s?|r[ée]f(?:[ée]rences?|\\.)?|valeurs? (?:normales?|de"
              + " r[ée]f[ée]rence|usuelles?))\\s{0,3}[:=]\\s{0,3}");

  /** Blanks between groups of three digits. */
  private static final Pattern THOUSANDS =
      Pattern.compile("(?<![\\d.,])\\d{1,3}(?:[ \u00A0\u202F]\\d{3}){1,4}(?!\\d)");

  /**
   * Reads a range.
   *
   * @param unit of the value; the same one after the bounds says nothing more
   */
  static ReferenceRange of(@Nullable String text, @Nullable String unit) {
    if (text == null) {
      return NONE;
    }
    ReferenceRange bounds = bounds(text.length() <= TEXT_MAX ? bare(text, unit) : text);
    return bounds.other() == null ? bounds : new ReferenceRange(null, null, text);
  }

  /** Without a name before, the unit after, brackets around, and blanks inside numbers. */
  private static String bare(String text, @Nullable String unit) {
    String bare = NAME.matcher(text.strip()).replaceFirst("").strip();
    if (unit != null && bare.toLowerCase(Locale.ROOT).endsWith(unit.toLowerCase(Locale.ROOT))) {
      bare = bare.substring(0, bare.length() - unit.length()).strip();
    }
    boolean brackets =
        bare.startsWith("[") && bare.endsWith("]") || bare.startsWith("(") && bare.endsWith(")");
    if (brackets) {
      bare = bare.substring(1, bare.length() - 1).strip();
    }
    return THOUSANDS
        .matcher(bare)
        .replaceAll(number -> number.group().replaceAll("[ \u00A0\u202F]", ""));
  }

  private static ReferenceRange bounds(String text) {
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
