// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a segment, still encoded: a field, a repetition, a component, a sub-component. */
public record Element(String raw, Delimiters by, Escapes escapes) {
  private static final String NULL = "\"\"";

  /** Every repetition, without the empty ones. */
  public List<Element> repetitions() {
    if (raw.indexOf(by.repetition()) < 0) {
      return present() ? List.of(this) : List.of();
    }
    List<Element> found = new ArrayList<>();
    for (String piece : split(raw, by.repetition())) {
      Element repetition = new Element(piece, by, escapes);
      if (repetition.present()) {
        found.add(repetition);
      }
    }
    return found;
  }

  /** Component n, counted from 1, of the first repetition. */
  public Element component(int n) {
    int end = raw.indexOf(by.repetition());
    return piece(end < 0 ? raw : raw.substring(0, end), by.component(), n);
  }

  /** Sub-component n, counted from 1. */
  public Element sub(int n) {
    return by.sub() == Delimiters.NONE && n == 1 ? this : piece(raw, by.sub(), n);
  }

  /** Whether anything is there; the explicit null {@code ""} is nothing. */
  public boolean present() {
    return !raw.isBlank() && !raw.equals(NULL);
  }

  /** The text without the blanks around it; null when there is none. */
  public @Nullable String text() {
    String text = verbatim().strip();
    return text.isEmpty() ? null : text;
  }

  /** The text as it is written, its separators included; empty when there is none. */
  public String verbatim() {
    return raw.equals(NULL) ? "" : escapes.decode(raw);
  }

  /** {@link #text()}, or nothing as an empty string. */
  public String code() {
    String text = text();
    return text == null ? "" : text;
  }

  private Element piece(String whole, char separator, int n) {
    int start = 0;
    for (int i = 1; i < n; i++) {
      int next = whole.indexOf(separator, start);
      if (next < 0) {
        return new Element("", by, escapes);
      }
      start = next + 1;
    }
    int end = whole.indexOf(separator, start);
    return new Element(whole.substring(start, end < 0 ? whole.length() : end), by, escapes);
  }

  private static List<String> split(String whole, char separator) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    for (int at = whole.indexOf(separator); at >= 0; at = whole.indexOf(separator, start)) {
      pieces.add(whole.substring(start, at));
      start = at + 1;
    }
    pieces.add(whole.substring(start));
    return pieces;
  }
}
