// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Reads a calendar object as strictly as RFC 5545 allows. */
final class Ics {
  private Ics() {}

  /** Its content lines, unfolded. */
  static List<String> lines(String text) {
    assertThat(text).endsWith("\r\n");
    assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
    for (String physical : text.split("\r\n")) {
      assertThat(physical.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
    }
    List<String> lines = Arrays.asList(text.replace("\r\n ", "").split("\r\n"));
    Deque<String> open = new ArrayDeque<>();
    for (String line : lines) {
      assertThat(line).matches("[A-Z-]+(;[A-Z-]+=[^:;]+)*:.*");
      if (line.startsWith("BEGIN:")) {
        open.push(line.substring(6));
      } else if (line.startsWith("END:")) {
        assertThat(open.pop()).isEqualTo(line.substring(4));
      }
    }
    assertThat(open).isEmpty();
    assertThat(lines)
        .contains("VERSION:2.0", "TZID:Europe/Paris", "BEGIN:VTIMEZONE", "BEGIN:VEVENT");
    for (String once : List.of("UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "METHOD", "STATUS")) {
      assertThat(lines.stream().filter(l -> l.startsWith(once + ":")).count()).as(once).isOne();
    }
    return lines;
  }

  static String value(List<String> lines, String name) {
    return lines.stream()
        .filter(l -> l.startsWith(name + ":"))
        .map(l -> l.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }
}
