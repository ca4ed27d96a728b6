// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.Content;
import fr.relais.formats.hl7v2.Delimiters;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A message as fields of components, before any separator: what it says stays the same however it
 * is written. {@code ;} parts components, {@code ¦} repetitions and {@code §} sub-components, in
 * this notation alone.
 */
final class Message {
  /** The separators of the header, or the name of a segment, are on its first line. */
  private static final int UNCUT = 7;

  private final List<List<String>> segments = new ArrayList<>();

  Message segment(String... fields) {
    segments.add(List.of(fields));
    return this;
  }

  int size() {
    return segments.size();
  }

  /** As it is written with these separators, without any addendum. */
  Content written(Delimiters by, Charset charset, String lineEnd) {
    return Content.of(String.join(lineEnd, lines(by)) + lineEnd, charset);
  }

  /** The same bytes, cut anywhere after the name of a segment by addenda. */
  Content cut(Delimiters by, Charset charset, String lineEnd, Random random) {
    StringBuilder text = new StringBuilder();
    for (String line : lines(by)) {
      String units = new String(line.getBytes(charset), StandardCharsets.ISO_8859_1);
      int start = 0;
      while (units.length() - start > UNCUT && random.nextInt(3) > 0) {
        int at = start + UNCUT + random.nextInt(units.length() - start - UNCUT);
        text.append(units, start, at).append(lineEnd).append('A').append(by.field());
        start = at;
      }
      text.append(units.substring(start)).append(lineEnd);
    }
    return Content.of(text.toString(), StandardCharsets.ISO_8859_1);
  }

  private List<String> lines(Delimiters by) {
    List<String> lines = new ArrayList<>();
    for (List<String> segment : segments) {
      List<String> fields = new ArrayList<>();
      for (String field : segment) {
        fields.add(field(field, by));
      }
      if (segment.get(0).equals("H")) {
        fields.set(1, "" + by.component() + by.repetition() + by.escape() + by.sub());
      }
      lines.add(String.join(String.valueOf(by.field()), fields));
    }
    return lines;
  }

  private static String field(String field, Delimiters by) {
    StringBuilder text = new StringBuilder();
    for (char c : field.toCharArray()) {
      if (c == ';') {
        text.append(by.component());
      } else if (c == '¦') {
        text.append(by.repetition());
      } else if (c == '§') {
        text.append(by.sub());
      } else {
        text.append(escaped(c, by));
      }
    }
    return text.toString();
  }

  private static String escaped(char c, Delimiters by) {
    char code =
        c == by.field()
            ? 'F'
            : c == by.component()
                ? 'S'
                : c == by.repetition() ? 'R' : c == by.escape() ? 'E' : c == by.sub() ? 'T' : '\0';
    return code == '\0' ? String.valueOf(c) : "" + by.escape() + code + by.escape();
  }
}
