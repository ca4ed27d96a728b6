// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.text;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reference range as French laboratories write it in one text: {@code 10 - 40}, {@code
 * (3,5-5,1)}, {@code 3,5 à 5,1 mmol/L}, {@code vr : 4 a 10 000}, {@code < 5}, {@code inf. à 5}.
 *
 * @param low lower bound as sent, decimal point normalised
 * @param other the whole text, when it is not a pair of bounds or one bound for certain
 */
public record ReferenceBounds(@Nullable String low, @Nullable String high, @Nullable String other) {
  private static final ReferenceBounds NONE = new ReferenceBounds(null, null, null);
  private static final int TEXT_MAX = 80;
  private static final Pattern BEFORE =
      Pattern.compile(
          "(?i)(?:v\\.?r\\.?|v\\.?n\\.?|normales?|normes?|n|de|entre)(?![\\p{L}])"
              + "\\s{0,3}:?\\s{0,3}");
  private static final String NUMBER =
      "([+-]?(?:\\d{1,3}(?:[ \\u00a0\\u202f]\\d{3}){1,4}|\\d{1,15})(?:[.,]\\d{1,15})?)";
  private static final Pattern BOTH =
      Pattern.compile(NUMBER + "(?:\\s{0,5}[-–]\\s{0,5}|\\s{1,5}(?:[àaA]|et)\\s{1,5})" + NUMBER);
  private static final String TO = "(?:\\s{1,5}(?:ou\\s{1,5}égale?\\s{1,5})?à)?\\s{0,5}";
  private static final Pattern BELOW =
      Pattern.compile("(?i)(?:<=?|≤|inf\\.?|inférieure?)" + TO + NUMBER);
  private static final Pattern ABOVE =
      Pattern.compile("(?i)(?:>=?|≥|sup\\.?|supérieure?)" + TO + NUMBER);

  /**
   * Reads one text.
   *
   * @param text null or blank when the sender gave no range
   * @param unit that of the value, which some senders repeat after the bounds; null when not known
   */
  public static ReferenceBounds of(@Nullable String text, @Nullable String unit) {
    if (text == null || text.isBlank()) {
      return NONE;
    }
    String whole = text.strip();
    return whole.length() > TEXT_MAX
        ? new ReferenceBounds(null, null, whole)
        : read(bare(whole, unit), whole);
  }

  private static ReferenceBounds read(String bare, String whole) {
    Matcher both = BOTH.matcher(bare);
    if (both.matches()) {
      String low = number(both.group(1));
      String high = number(both.group(2));
      return new BigDecimal(low).compareTo(new BigDecimal(high)) <= 0
          ? new ReferenceBounds(low, high, null)
          : new ReferenceBounds(null, null, whole);
    }
    Matcher below = BELOW.matcher(bare);
    if (below.matches()) {
      return new ReferenceBounds(null, number(below.group(1)), null);
    }
    Matcher above = ABOVE.matcher(bare);
    return above.matches()
        ? new ReferenceBounds(number(above.group(1)), null, null)
        : new ReferenceBounds(null, null, whole);
  }

  /** Without the words before the bounds, the brackets around them and the unit after them. */
  private static String bare(String text, @Nullable String unit) {
    String outer = withoutUnit(text, unit);
    Matcher before = BEFORE.matcher(outer);
    String bare = before.lookingAt() ? outer.substring(before.end()) : outer;
    boolean bracketed =
        bare.startsWith("(") && bare.endsWith(")") || bare.startsWith("[") && bare.endsWith("]");
    String inside = bracketed ? bare.substring(1, bare.length() - 1).strip() : bare.strip();
    return withoutUnit(inside, unit);
  }

  /** The litre is written l or L; any other letter may change the unit. */
  private static String withoutUnit(String text, @Nullable String unit) {
    return unit != null
            && !unit.isEmpty()
            && text.replace('l', 'L').endsWith(unit.replace('l', 'L'))
        ? text.substring(0, text.length() - unit.length()).strip()
        : text;
  }

  private static String number(String written) {
    return written.replaceAll("[ \\u00a0\\u202f]", "").replace(',', '.');
  }
}
