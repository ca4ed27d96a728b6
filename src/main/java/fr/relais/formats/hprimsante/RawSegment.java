// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import java.util.List;

/**
 * One segment with its addenda, still in the units of the file.
 *
 * @param units the line, and what follows {@code A|} on the lines after it, glued without any
 *     separator: an addendum cuts words, numbers, even chars of two bytes
 * @param lines where its lines stand, addenda included, ends of line included
 */
record RawSegment(StringBuilder units, List<Span> lines) {

  /** From a unit to the one after its end. */
  record Span(int from, int to) {
    int length() {
      return to - from;
    }
  }

  int addenda() {
    return lines.size() - 1;
  }

  int size() {
    return lines.stream().mapToInt(Span::length).sum();
  }
}
