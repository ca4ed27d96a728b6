// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.Attachment;
import fr.relais.formats.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Data inside a document (ED, HL7 V3 data types R1). What it points to elsewhere is not fetched.
 */
final class Media {
  static final String PDF = "application/pdf";
  private static final String UNKNOWN = "application/octet-stream";

  private Media() {}

  static boolean is(XmlElement value) {
    return "B64".equals(value.attribute("representation"));
  }

  static boolean pdf(XmlElement value) {
    return type(value).equals(PDF);
  }

  private static String type(XmlElement value) {
    String type = value.attribute("mediaType");
    String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
    return lower.matches("[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,80}") ? lower : UNKNOWN;
  }

  /** The bytes; null when they are not base64, or when there are none. */
  static byte @Nullable [] bytes(XmlElement value) {
    byte[] signs = value.text().replaceAll("\\s+", "").getBytes(StandardCharsets.ISO_8859_1);
    try {
      byte[] bytes = Base64.getDecoder().decode(signs);
      return bytes.length == 0 ? null : bytes;
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  static Attachment attachment(XmlElement value, byte[] bytes) {
    return new Attachment(type(value), bytes.length);
  }

  /** Whether the bytes begin as a PDF does. */
  static boolean looksLikePdf(byte[] bytes) {
    int looked = Math.min(bytes.length, 1024);
    return new String(bytes, 0, looked, StandardCharsets.ISO_8859_1).contains("%PDF-");
  }
}
