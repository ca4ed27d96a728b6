// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.formats.hl7v2.Element;
import fr.relais.formats.hprim.ResultValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Normal range (OBX-7): {@code 10 - 40}, {@code 4.10-5.70}, {@code vr : 4 a 10000}, {@code < 5}.
 *
 * @param low lower bound as sent, decimal point normalised
 * @param other the text, when it is not a pair of bounds or one bound for certain
 */
record Range(@Nullable String low, @Nullable String high, @Nullable String other) {
  private static final Range NONE = new Range(null, null, null);
  private static final int TEXT_MAX = 80;
  private static final Pattern BEFORE =
      Pattern.compile("(?i)(?:v\\.?r\\.?|v\\.?n\\.?|normales?|normes?|n)\\s{0,3}:?\\s{0,3}");
  private static final String NUMBER =
      "([+-]?(?:\\d{1,3}(?:[ \\u00a0\\u202f]\\d{3}){1,4}|\\d{1,15})(?:[.,]\\d{1,15})?)";
  private static final Pattern BOTH =
      Pattern.compile(NUMBER + "(?:\\s{0,5}[-–]\\s{0,5}|\\s{1,5}[àaA]\\s{1,5})" + NUMBER);
  private static final Pattern BELOW =
      Pattern.compile("(?i)(?:<=?|≤|inf\\.?|inférieure?)(?:\\s{1,5}à)?\\s{0,5}" + NUMBER);
  private static final Pattern ABOVE =
      Pattern.compile("(?i)(?:>=?|≥|sup\\.?|supérieure?)(?:\\s{1,5}à)?\\s{0,5}" + NUMBER);

  /**
   * @param unit OBX-6, which some senders repeat after the bounds
   */
  static Range of(Element field, @Nullable String unit) {
    List<Element> all = field.repetitions();
    if (all.isEmpty()) {
      return NONE;
    }
    // a repetition sign may belong to the unit: 150 - 400 10^9/L
    Range whole = of(bare(field.verbatim().strip(), unit), "");
    if (whole.other() == null) {
      return whole;
    }
    String text =
        all.stream().map(one -> one.verbatim().strip()).collect(Collectors.joining(" ; "));
    if (all.size() > 1 || text.length() > TEXT_MAX) {
      return new Range(null, null, text);
    }
    return of(bare(text, unit), text);
  }

  private static Range of(String bare, String text) {
    Matcher both = BOTH.matcher(bare);
    if (both.matches()) {
      String low = number(both.group(1));
      String high = number(both.group(2));
      return new BigDecimal(low).compareTo(new BigDecimal(high)) <= 0
          ? new Range(low, high, null)
          : new Range(null, null, text);
    }
    Matcher below = BELOW.matcher(bare);
    if (below.matches()) {
      return new Range(null, number(below.group(1)), null);
    }
    Matcher above = ABOVE.matcher(bare);
    return above.matches()
        ? new Range(number(above.group(1)), null, null)
        : new Range(null, null, text);
  }

  /** Without the words before the bounds, the brackets around them and the unit after them. */
  private static String bare(String text, @Nullable String unit) {
    Matcher before = BEFORE.matcher(text);
    String bare = before.lookingAt() ? text.substring(before.end()) : text;
    boolean bracketed =
        bare.startsWith("(") && bare.endsWith(")") || bare.startsWith("[") && bare.endsWith("]");
    String inside = bracketed ? bare.substring(1, bare.length() - 1).strip() : bare.strip();
    return unit != null && inside.endsWith(unit)
        ? inside.substring(0, inside.length() - unit.length()).strip()
        : inside;
  }

  private static String number(String written) {
    ResultValue value = ResultValue.of(written);
    return value == null ? written : value.text();
  }
}
