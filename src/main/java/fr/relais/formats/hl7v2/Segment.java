// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

/** One segment, with its place in the bytes. */
final class Segment {
  private final String name;
  private final String text;
  private final Delimiters by;
  private final Escapes escapes;
  private final int rank;
  private final Envelope.Line line;

  /**
   * @param rank its place among the segments of its name in the message, from 1
   */
  Segment(String text, Delimiters by, Escapes escapes, int rank, Envelope.Line line) {
    this.name = text.substring(0, NAME_LENGTH);
    this.text = text;
    this.by = by;
    this.escapes = escapes;
    this.rank = rank;
    this.line = line;
  }

  static final int NAME_LENGTH = 3;

  String name() {
    return name;
  }

  boolean is(String other) {
    return name.equals(other);
  }

  int rank() {
    return rank;
  }

  Envelope.Line line() {
    return line;
  }

  /** Field n, as the standard numbers it; empty when the segment is shorter. */
  Element field(int n) {
    // MSH-1 is the separator itself
    int index = is("MSH") ? n - 1 : n;
    int start = 0;
    for (int i = 0; i < index; i++) {
      int next = text.indexOf(by.field(), start);
      if (next < 0) {
        return new Element("", by, escapes);
      }
      start = next + 1;
    }
    int end = text.indexOf(by.field(), start);
    return new Element(text.substring(start, end < 0 ? text.length() : end), by, escapes);
  }

  /** {@code PID-3}, {@code OBX[2]-5}. */
  String place(int n) {
    return place() + "-" + n;
  }

  String place() {
    boolean alone = rank == 1 && !is("OBX") && !is("OBR") && !is("NTE");
    return alone ? name : name + "[" + rank + "]";
  }
}
