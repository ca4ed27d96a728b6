// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Field 5 or 11: a number as French laboratories write it, or a text kept as it is.
 *
 * @param text decimal point, no thousands blanks, precision kept; the sender's words otherwise
 * @param comparator {@code < > <= >=}, or null
 * @param unit the unit that stood inside the value; null when there was none
 * @param number whether the text is a number
 */
public record ResultValue(
    String text, @Nullable String comparator, @Nullable String unit, boolean number) {

  private static final int NUMBER_MAX = 80;
  private static final String BLANK = "[ \\u00a0\\u202f]";
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d{1,3}(?:" + BLANK + "\\d{3})+|\\d++)(?:[.,]\\d++)?");
  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("(" + NUMBER.pattern() + ")" + BLANK + "*+([\\p{L}%/µ°][^ \\t]*+)");
  private static final Pattern DOT_THOUSANDS = Pattern.compile("[+-]?[1-9]\\d{0,2}(?:\\.\\d{3})+");
  private static final List<String> COMPARATORS = List.of("<=", ">=", "<", ">");

  /** Null when the field is blank. */
  public static @Nullable ResultValue of(String field) {
    String whole = Blanks.strip(field);
    if (whole.isEmpty()) {
      return null;
    }
    String signs = whole.replace("≤", "<=").replace("≥", ">=");
    String comparator = COMPARATORS.stream().filter(signs::startsWith).findFirst().orElse(null);
    String rest = comparator == null ? whole : Blanks.strip(signs.substring(comparator.length()));
    if (rest.length() > NUMBER_MAX) {
      return new ResultValue(whole, null, null, false);
    }
    if (NUMBER.matcher(rest).matches()) {
      return new ResultValue(decimal(rest), comparator, null, true);
    }
    Matcher withUnit = NUMBER_AND_UNIT.matcher(rest);
    return comparator != null && withUnit.matches()
        ? new ResultValue(decimal(withUnit.group(1)), comparator, withUnit.group(2), true)
        : new ResultValue(whole, null, null, false);
  }

  /** Whether {@code 224.000} may mean thousands: nobody can tell, so it stays as it is. */
  public boolean looksLikeDotThousands() {
    return text.length() <= NUMBER_MAX && DOT_THOUSANDS.matcher(text).matches();
  }

  String withComparator() {
    return comparator == null ? text : comparator + text;
  }

  /** A number with a decimal point and no thousands blanks. */
  private static String decimal(String number) {
    return number.replaceAll(BLANK, "").replace(',', '.');
  }
}
