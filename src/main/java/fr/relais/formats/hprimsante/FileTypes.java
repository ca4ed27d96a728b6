// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import java.util.Locale;

/** What the third component of a FIC calls a file. */
final class FileTypes {
  private FileTypes() {}

  static String of(String type) {
    String end = type.substring(type.lastIndexOf('.') + 1).strip().toUpperCase(Locale.ROOT);
    return switch (end) {
      case "PDF" -> "application/pdf";
      case "TXT" -> "text/plain";
      case "RTF" -> "application/rtf";
      case "HTM", "HTML" -> "text/html";
      case "XML" -> "text/xml";
      case "DOC" -> "application/msword";
      case "JPG", "JPEG" -> "image/jpeg";
      case "PNG" -> "image/png";
      case "TIF", "TIFF" -> "image/tiff";
      default -> "application/octet-stream";
    };
  }
}
