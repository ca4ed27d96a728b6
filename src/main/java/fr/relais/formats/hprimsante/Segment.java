// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.formats.hl7v2.Delimiters;
import fr.relais.formats.hl7v2.Element;
import fr.relais.formats.hl7v2.Escapes;
import java.util.ArrayList;
import java.util.List;

/** One segment, its addenda glued, with its place in the file. */
final class Segment {
  private final String name;
  private final List<Element> fields;
  private final String text;
  private final int rank;
  private final RawSegment raw;
  private final Element nothing;

  /**
   * @param text in clear; empty fields of a segment that is too long to be read
   * @param rank its place among the segments of its name in the message, from 1
   */
  Segment(String name, String text, Delimiters by, Escapes escapes, int rank, RawSegment raw) {
    this.name = name;
    this.text = text;
    this.rank = rank;
    this.raw = raw;
    this.nothing = new Element("", by, escapes);
    this.fields = new ArrayList<>();
    int start = 0;
    for (int at = text.indexOf(by.field()); at >= 0; at = text.indexOf(by.field(), start)) {
      fields.add(new Element(text.substring(start, at), by, escapes));
      start = at + 1;
    }
    fields.add(new Element(text.substring(start), by, escapes));
  }

  String name() {
    return name;
  }

  boolean is(String other) {
    return name.equals(other);
  }

  RawSegment raw() {
    return raw;
  }

  String text() {
    return text;
  }

  /** Field n, numbered as in HL7; empty when the segment is shorter. H-1 are the separators. */
  Element field(int n) {
    return n < fields.size() ? fields.get(n) : nothing;
  }

  /** How many fields it has, its name left out. */
  int count() {
    return fields.size() - 1;
  }

  /** {@code P-7}, {@code OBX[2]-5}. */
  String place(int n) {
    return place() + "-" + n;
  }

  String place() {
    return rank == 1 && !is("OBX") && !is("OBR") && !is("C") ? name : name + "[" + rank + "]";
  }
}
