// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.unread;

import fr.relais.core.model.FormatName;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The marks that files carry at their beginning. */
final class Marks {
  /** A root element or a header is never further than this. */
  private static final int LOOKED_AT_BYTES = 64 * 1024;

  private static final int DICOM_AT = 128;

  private Marks() {}

  static Optional<FormatName> binary(byte[] bytes) {
    if (at(bytes, pdfStart(bytes), "%PDF-")) {
      return Optional.of(FormatName.PDF);
    }
    boolean image =
        at(bytes, 0, "\377\330\377")
            || at(bytes, 0, "\211PNG\r\n\032\n")
            || at(bytes, 0, "II*\000")
            || at(bytes, 0, "MM\000*")
            || at(bytes, DICOM_AT, "DICM");
    return image ? Optional.of(FormatName.IMAGE) : Optional.empty();
  }

  /** Blank lines and a byte-order mark are met before the mark of a PDF. */
  private static int pdfStart(byte[] bytes) {
    int at = at(bytes, 0, "\357\273\277") ? 3 : 0;
    while (at < bytes.length && at < LOOKED_AT_BYTES && (bytes[at] <= ' ' && bytes[at] > 0)) {
      at++;
    }
    return at;
  }

  /** The first characters, by the byte-order mark, or by the zeros of UTF-16. */
  static String beginning(byte[] bytes) {
    int length = Math.min(bytes.length, LOOKED_AT_BYTES);
    int mark = 0;
    Charset charset = StandardCharsets.ISO_8859_1;
    if (at(bytes, 0, "\357\273\277")) {
      mark = 3;
    } else if (at(bytes, 0, "\377\376")) {
      mark = 2;
      charset = StandardCharsets.UTF_16LE;
    } else if (at(bytes, 0, "\376\377")) {
      mark = 2;
      charset = StandardCharsets.UTF_16BE;
    } else if (at(bytes, 0, "<\000")) {
      charset = StandardCharsets.UTF_16LE;
    } else if (at(bytes, 0, "\000<")) {
      charset = StandardCharsets.UTF_16BE;
    }
    return new String(bytes, mark, length - mark, charset);
  }

  /** Whether these bytes stand there; the mark is written one byte a character. */
  static boolean at(byte[] bytes, int start, String mark) {
    if (start < 0 || start + mark.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < mark.length(); i++) {
      if ((bytes[start + i] & 0xff) != mark.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
