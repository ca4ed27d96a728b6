// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The header lines of a mail (RFC 5322 section 2.2), as the operator needs them.
 *
 * @param fields each with its folded lines and without its line end
 * @param length bytes up to the blank line, which is not counted
 */
record MailHead(List<String> fields, int length) {

  static MailHead of(byte[] mail) {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (at < mail.length) {
      int end = at;
      while (end < mail.length && mail[end] != '\n') {
        end++;
      }
      String line = new String(mail, at, end - at, StandardCharsets.ISO_8859_1).stripTrailing();
      if (line.isEmpty()) {
        break;
      }
      if ((line.startsWith(" ") || line.startsWith("\t")) && !fields.isEmpty()) {
        fields.set(fields.size() - 1, fields.get(fields.size() - 1) + "\r\n" + line);
      } else {
        fields.add(line);
      }
      at = Math.min(end + 1, mail.length);
    }
    return new MailHead(List.copyOf(fields), at);
  }

  /** The first field of this name, unfolded; empty when there is none. */
  String value(String name) {
    return fields.stream()
        .filter(field -> is(field, name))
        .findFirst()
        .map(field -> field.substring(name.length() + 1).replace("\r\n", "").strip())
        .orElse("");
  }

  /** The mail without any field of this name. */
  static byte[] without(byte[] mail, String name) {
    MailHead head = of(mail);
    ByteArrayOutputStream rest = new ByteArrayOutputStream(mail.length);
    for (String field : head.fields()) {
      if (!is(field, name)) {
        rest.writeBytes((field + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    rest.write(mail, head.length(), mail.length - head.length());
    return rest.toByteArray();
  }

  private static boolean is(String field, String name) {
    return field.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":");
  }
}
