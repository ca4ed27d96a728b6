// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fields 7 and 8, or 13 and 14: two bounds, or a whole interval in one field ({@code 2.20-2.60},
 * {@code -2 - 2}, {@code <100}).
 */
record Bounds(@Nullable String low, @Nullable String high) {
  private static final int LENGTH_MAX = 80;
  private static final Pattern INTERVAL =
      Pattern.compile("([+-]?\\d++(?:[.,]\\d++)?+)\\h*+-\\h*+([+-]?\\d++(?:[.,]\\d++)?+)");

  static Bounds of(String lower, String upper) {
    String low = Blanks.strip(lower);
    String high = Blanks.strip(upper);
    if (high.isEmpty() || low.isEmpty()) {
      Bounds alone = inOneField(low.isEmpty() ? high : low);
      if (alone != null) {
        return alone;
      }
    }
    return new Bounds(bound(low, ">"), bound(high, "<"));
  }

  private static @Nullable Bounds inOneField(String field) {
    if (field.isEmpty() || field.length() > LENGTH_MAX) {
      return null;
    }
    Matcher interval = INTERVAL.matcher(field);
    if (interval.matches()) {
      return new Bounds(bound(interval.group(1), ">"), bound(interval.group(2), "<"));
    }
    ResultValue value = ResultValue.of(field);
    if (value == null || value.comparator() == null || value.unit() != null) {
      return null;
    }
    return value.comparator().startsWith("<")
        ? new Bounds(null, value.text())
        : new Bounds(value.text(), null);
  }

  /** The number; the sender's own text when it points the other way, or is no number. */
  private static @Nullable String bound(String field, String direction) {
    ResultValue value = ResultValue.of(field);
    if (value == null) {
      return null;
    }
    boolean plain = value.comparator() == null || value.comparator().startsWith(direction);
    return plain && value.unit() == null ? value.text() : field;
  }
}
