// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.formats.text.ReferenceBounds;
import org.jspecify.annotations.Nullable;

/**
 * Fields 7 and 8, or 13 and 14: two bounds, or a whole interval in one field ({@code 2.20-2.60},
 * {@code (3,5 à 5,1)}, {@code <100}).
 *
 * @param other what the sender wrote, when it is no pair of bounds nor one bound for certain
 */
record Bounds(@Nullable String low, @Nullable String high, @Nullable String other) {

  /**
   * @param unit that of the value; null when there is none
   */
  static Bounds of(String lower, String upper, @Nullable String unit) {
    String first = Blanks.strip(lower);
    String second = Blanks.strip(upper);
    boolean plain = plain(first, ">") && plain(second, "<");
    if (plain) {
      return new Bounds(number(first), number(second), null);
    }
    boolean two = !first.isEmpty() && !second.isEmpty();
    String whole = two ? first + " - " + second : first + second;
    ReferenceBounds read = ReferenceBounds.of(whole, unit);
    return new Bounds(read.low(), read.high(), read.other());
  }

  /** Empty, or a number; it may point the way that its place says. */
  private static boolean plain(String field, String direction) {
    ResultValue value = ResultValue.of(field);
    return value == null
        || value.number()
            && value.unit() == null
            && (value.comparator() == null || value.comparator().startsWith(direction));
  }

  private static @Nullable String number(String field) {
    ResultValue value = ResultValue.of(field);
    return value == null ? null : value.text();
  }
}
