// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One segment to be written, with the usual delimiters. Data is escaped (HL7 v2.5 ch. 2.7): it
 * never becomes structure.
 */
final class OutputSegment {
  private static final String DELIMITERS = "^~\\&";

  private final List<String> fields = new ArrayList<>();
  private final int shift;

  OutputSegment(String name) {
    fields.add(name);
    boolean header = name.equals("MSH");
    if (header) {
      fields.add(DELIMITERS);
    }
    // MSH-1 is the separator itself
    shift = header ? 1 : 0;
  }

  /** Text, escaped; line ends as {@code \.br\}, other control characters as blanks. */
  static String data(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    StringBuilder out = new StringBuilder(lines.length() + 8);
    for (int i = 0; i < lines.length(); i++) {
      char c = lines.charAt(i);
      switch (c) {
        case '|' -> out.append("\\F\\");
        case '^' -> out.append("\\S\\");
        case '&' -> out.append("\\T\\");
        case '~' -> out.append("\\R\\");
        case '\\' -> out.append("\\E\\");
        case '\n' -> out.append("\\.br\\");
        default -> out.append(Character.isISOControl(c) && c != '\t' ? ' ' : c);
      }
    }
    return out.toString();
  }

  /** Components that are encoded already; the empty ones at the end are left out. */
  static String components(String... encoded) {
    int end = encoded.length;
    while (end > 0 && encoded[end - 1].isEmpty()) {
      end--;
    }
    return String.join("^", List.of(encoded).subList(0, end));
  }

  /** Repetitions that are encoded already, without the empty ones. */
  static String repetitions(List<String> encoded) {
    return String.join("~", encoded.stream().filter(one -> !one.isEmpty()).toList());
  }

  /** Field n as the standard numbers it, one component of text. */
  OutputSegment text(int n, @Nullable String text) {
    return set(n, data(text));
  }

  /** Field n, encoded already. */
  OutputSegment set(int n, String encoded) {
    int index = n - shift;
    while (fields.size() <= index) {
      fields.add("");
    }
    fields.set(index, encoded);
    return this;
  }

  /** Without the empty fields at its end. */
  @Override
  public String toString() {
    int end = fields.size();
    while (fields.get(end - 1).isEmpty()) {
      end--;
    }
    return String.join("|", fields.subList(0, end));
  }
}
