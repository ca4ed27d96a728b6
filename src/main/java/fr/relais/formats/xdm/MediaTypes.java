// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.Content;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What can stand beside a report without being read, by its first bytes. */
public final class MediaTypes {
  public static final String PDF = "application/pdf";

  /** One byte a character. */
  private static final Map<String, String> MARKS =
      Map.of(
          "%PDF-", PDF,
          "\377\330\377", "image/jpeg",
          "\211PNG\r\n\032\n", "image/png",
          "GIF8", "image/gif",
          "II*\000", "image/tiff",
          "MM\000*", "image/tiff");

  private static final int DICOM_AT = 128;
  private static final int BLANKS_MAX = 1024;

  private MediaTypes() {}

  /** Empty when it is neither a PDF nor an image. */
  public static Optional<String> of(Content content) {
    byte[] bytes = content.bytes();
    if (at(bytes, DICOM_AT, "DICM")) {
      return Optional.of("application/dicom");
    }
    return MARKS.entrySet().stream()
        .filter(mark -> at(bytes, mark.getValue().equals(PDF) ? blanks(bytes) : 0, mark.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Blank lines are met before the mark of a PDF. */
  private static int blanks(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && at < BLANKS_MAX && bytes[at] <= ' ' && bytes[at] > 0) {
      at++;
    }
    return at;
  }

  private static boolean at(byte[] bytes, int from, String mark) {
    byte[] wanted = mark.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    int to = from + wanted.length;
    return to <= bytes.length && Arrays.equals(bytes, from, to, wanted, 0, wanted.length);
  }
}
