// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines of the form {@code name: value}, folded or not (RFC 5322 section 2.2), as they stand in
 * notices; read up to a limit, anything else skipped.
 */
record MailFields(List<Field> all) {
  private static final int LINES_MAX = 2_000;

  /**
   * One field.
   *
   * @param name in lower case
   */
  record Field(String name, String value) {}

  static MailFields of(String text) {
    List<Field> fields = new ArrayList<>();
    int lines = 0;
    int from = 0;
    while (from < text.length() && lines < LINES_MAX) {
      int end = text.indexOf('\n', from);
      String line = text.substring(from, end < 0 ? text.length() : end);
      add(line.stripTrailing(), fields);
      lines++;
      from = end < 0 ? text.length() : end + 1;
    }
    return new MailFields(List.copyOf(fields));
  }

  private static void add(String line, List<Field> fields) {
    boolean folded = line.startsWith(" ") || line.startsWith("\t");
    int colon = line.indexOf(':');
    if (folded && !fields.isEmpty()) {
      Field last = fields.remove(fields.size() - 1);
      fields.add(new Field(last.name(), last.value() + " " + line.strip()));
    } else if (!folded && colon > 0) {
      fields.add(
          new Field(
              line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
              line.substring(colon + 1).strip()));
    }
  }

  /** The values of the fields of this name. */
  List<String> values(String name) {
    return all.stream().filter(field -> field.name().equals(name)).map(Field::value).toList();
  }

  boolean has(String name) {
    return !values(name).isEmpty();
  }
}
