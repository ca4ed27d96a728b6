// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Attachment;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Documents in or beside a message: ED and RP (HL7 v2.5 ch. 2.A.24, 2.A.66). Nothing is ever
 * fetched.
 */
final class Embedded {
  private static final String UNKNOWN = "application/octet-stream";
  private static final int GROUP = 4;
  private static final int GROUP_BYTES = 3;

  private Embedded() {}

  /** ED; null when its content is broken. */
  static @Nullable Attachment inside(Element field) {
    String data = field.component(5).verbatim();
    int size =
        switch (field.component(4).code().toUpperCase(Locale.ROOT)) {
          case "BASE64" -> base64(data);
          case "HEX" -> hexadecimal(data);
          case "A" -> data.length();
          default -> -1;
        };
    return size <= 0 ? null : new Attachment(type(field.component(2), field.component(3)), size);
  }

  /** RP: a pointer to a document that stays where it is. */
  static Attachment beside(Element field) {
    return new Attachment(type(field.component(3), field.component(4)), 0);
  }

  /** {@code AP^PDF}, {@code application^pdf}, {@code TEXT^HTML}. */
  private static String type(Element type, Element subtype) {
    String main =
        switch (type.code().toUpperCase(Locale.ROOT)) {
          case "AP", "APPLICATION" -> "application";
          case "IM", "IMAGE" -> "image";
          case "AU", "AUDIO" -> "audio";
          case "TX", "FT", "TEXT" -> "text";
          case "MULTIPART" -> "multipart";
          default -> "";
        };
    String sub = subtype.code().toLowerCase(Locale.ROOT);
    boolean known = !main.isEmpty() && sub.matches("[a-z0-9.+-]{1,40}");
    return known ? main + "/" + sub : UNKNOWN;
  }

  /** The decoded size, blanks and missing padding tolerated; -1 when it is not base64. */
  private static int base64(String data) {
    int signs = 0;
    int padding = 0;
    for (int i = 0; i < data.length(); i++) {
      char c = data.charAt(i);
      boolean sign =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '+'
              || c == '/';
      if (sign && padding == 0) {
        signs++;
      } else if (c == '=') {
        padding++;
      } else if (c != ' ' && c != '\n' && c != '\t') {
        return -1;
      }
    }
    boolean broken = signs % GROUP == 1 || padding > 2;
    return broken ? -1 : signs / GROUP * GROUP_BYTES + Math.max(0, signs % GROUP - 1);
  }

  private static int hexadecimal(String data) {
    return data.length() % 2 == 0 && data.matches("[0-9A-Fa-f]*+") ? data.length() / 2 : -1;
  }
}
