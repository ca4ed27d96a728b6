// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Content;
import java.nio.charset.StandardCharsets;

/** What an original is, told by its first bytes and never by a name. */
final class MediaTypes {
  private MediaTypes() {}

  static String of(Content content) {
    byte[] bytes = content.bytes();
    String start = new String(bytes, 0, Math.min(bytes.length, 16), StandardCharsets.ISO_8859_1);
    if (start.startsWith("%PDF-")) {
      return "application/pdf";
    } else if (start.startsWith("MSH")) {
      return "x-application/hl7-v2+er7";
    } else if (start.startsWith("PK\u0003\u0004")) {
      return "application/zip";
    } else if (start.startsWith("<?xml") || start.startsWith("<ClinicalDocument")) {
      return "application/xml";
    }
    return "application/octet-stream";
  }
}
