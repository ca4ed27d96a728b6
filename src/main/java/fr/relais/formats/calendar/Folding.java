// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.calendar;

import java.nio.charset.StandardCharsets;

/** Content lines of 75 octets at most, ended by CR LF (RFC 5545 section 3.1). */
final class Folding {
  private static final int OCTETS_MAX = 75;
  private final StringBuilder out = new StringBuilder();

  Folding line(String text) {
    int octets = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      String one = new String(Character.toChars(point));
      int size = one.getBytes(StandardCharsets.UTF_8).length;
      if (octets + size > OCTETS_MAX) {
        out.append("\r\n ");
        octets = 1;
      }
      out.append(one);
      octets += size;
      i += one.length();
    }
    out.append("\r\n");
    return this;
  }

  /** A TEXT value (section 3.3.11); a control character becomes a space. */
  static String text(String value) {
    return value
        .replaceAll("\\p{Cntrl}", " ")
        .replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,");
  }

  byte[] bytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
