// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * OBX-6 (CE): the code of the unit. Senders write a power ({@code 10^9/L}, {@code /mm^3}) without
 * escaping its sign, which then looks like the next component.
 *
 * @param doubtful whether what stands there cannot be told for a unit and a power for certain
 */
record Unit(@Nullable String text, boolean doubtful) {
  /** An exponent, alone or before the rest of a unit. */
  private static final Pattern POWER = Pattern.compile("[+-]?\\d{1,2}(?:\\s?[/.*].{0,30})?");

  /** A base without its power is a number, which no unit is. */
  private static final Pattern BASE = Pattern.compile("[x*]?\\s?10\\*?");

  static Unit of(Element field) {
    String first = field.component(1).text();
    String second = field.component(2).text();
    if (first == null || second == null) {
      return new Unit(
          first == null ? second : first, first != null && BASE.matcher(first).matches());
    }
    if (POWER.matcher(second).matches()) {
      return new Unit(first + "^" + second, false);
    }
    return BASE.matcher(first).matches()
        ? new Unit(first + "^" + second, true)
        : new Unit(first, false);
  }
}
