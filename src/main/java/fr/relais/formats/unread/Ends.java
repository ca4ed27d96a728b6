// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.unread;

import fr.relais.core.model.FormatName;
import java.nio.charset.StandardCharsets;

/** The marks that files carry at their end. */
final class Ends {
  private static final int TAIL_BYTES = 2048;

  private Ends() {}

  static boolean whole(byte[] bytes, FormatName name) {
    String tail = tail(bytes);
    return switch (name) {
      case PDF -> tail.contains("%%EOF");
      case HPRIM_XML -> closed(bytes, tail);
      case FHIR, HPRIM_SANTE, XDM, MIME, IMAGE, HPRIM_MEDECIN, HL7V2_ORU, HL7V2_CDA, CDA, UNKNOWN ->
          true;
    };
  }

  /** Whether the last element that closes is the first that opened. */
  private static boolean closed(byte[] bytes, String tail) {
    int close = tail.lastIndexOf("</");
    if (close < 0 || !tail.endsWith(">")) {
      return false;
    }
    String root = tail.substring(close + 2, tail.length() - 1).strip();
    return root.equals(root(Marks.beginning(bytes)));
  }

  /** Name of the first element, after declaration, instructions and comments. */
  static String root(String text) {
    int at = text.indexOf('<');
    while (at >= 0 && at + 1 < text.length()) {
      char next = text.charAt(at + 1);
      if (next != '?' && next != '!') {
        int end = at + 1;
        while (end < text.length() && " \t\r\n/>".indexOf(text.charAt(end)) < 0) {
          end++;
        }
        return text.substring(at + 1, end);
      }
      int past = text.startsWith("<!--", at) ? text.indexOf("-->", at) : text.indexOf('>', at);
      at = past < 0 ? -1 : text.indexOf('<', past);
    }
    return "";
  }

  /** The end of the text, its zeros (UTF-16) and the blanks after it left out. */
  private static String tail(byte[] bytes) {
    int start = Math.max(0, bytes.length - TAIL_BYTES);
    return new String(bytes, start, bytes.length - start, StandardCharsets.ISO_8859_1)
        .replace("\0", "")
        .stripTrailing();
  }
}
