// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.formats.hl7v2.Element;
import fr.relais.formats.text.ReferenceBounds;
import java.util.List;
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

  /**
   * @param unit OBX-6, which some senders repeat after the bounds
   */
  static Range of(Element field, @Nullable String unit) {
    List<Element> all = field.repetitions();
    if (all.isEmpty()) {
      return NONE;
    }
    // a repetition sign may belong to the unit: 150 - 400 10^9/L
    ReferenceBounds whole = ReferenceBounds.of(field.verbatim(), unit);
    if (whole.other() == null) {
      return new Range(whole.low(), whole.high(), null);
    }
    String text =
        all.stream().map(one -> one.verbatim().strip()).collect(Collectors.joining(" ; "));
    return new Range(null, null, text);
  }
}
