// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A mail, or a part of one (RFC 2045), with the parts inside it.
 *
 * @param bytes in which it stands
 * @param from where its body begins
 * @param to where its body ends
 * @param parts of a multipart, or the enclosed mail; none otherwise
 */
record Entity(Fields fields, byte[] bytes, int from, int to, List<Entity> parts) {

  Entity {
    parts = List.copyOf(parts);
  }

  String type() {
    return fields.type();
  }

  boolean is(String type) {
    return fields.type().equals(type);
  }

  /** This one and everything inside, in its order. */
  Stream<Entity> everything() {
    return Stream.concat(Stream.of(this), parts.stream().flatMap(Entity::everything));
  }

  /** Whether it says that it is a file beside the text. */
  boolean attached() {
    String said = fields.value("content-disposition");
    String disposition = said == null ? "" : said.toLowerCase(Locale.ROOT);
    return disposition.startsWith("attachment")
        || disposition.contains("filename")
        || fields.parameter("name") != null;
  }

  /** Transfer encoding, in lower case. */
  String encoding() {
    String said = fields.value("content-transfer-encoding");
    return said == null ? "7bit" : said.split("[;\\s]", 2)[0].toLowerCase(Locale.ROOT);
  }

  /** Its body as it stands. */
  byte[] body() {
    return java.util.Arrays.copyOfRange(bytes, from, to);
  }
}
