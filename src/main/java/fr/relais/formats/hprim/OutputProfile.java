// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.core.model.Content;
import fr.relais.formats.text.CharsetDetection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the strictest readers take: windows-1252, CRLF, twelve header lines with both dates {@code
 * dd/MM/yyyy}, a blank line 13, text of at most eighty columns, RES lines of fourteen closed
 * fields, FIN then FINFICHIER as the last two lines.
 */
final class OutputProfile {
  private static final Pattern DATE = Pattern.compile("\\d{2}/\\d{2}/\\d{4}");
  private static final int RES_BARS = 14;

  private OutputProfile() {}

  /** Whether these bytes already are what we would write. */
  static boolean satisfiedBy(Content content) {
    byte[] bytes = content.bytes();
    CharsetDetection detection = CharsetDetection.of(bytes);
    if (!detection.charset().equals(OutputText.CHARSET) || detection.bomLength() > 0) {
      return false;
    }
    String text = content.text(OutputText.CHARSET);
    if (!text.endsWith("\r\n") || text.replace("\r\n", "").matches("(?s).*[\\r\\n\\x1A].*")) {
      return false;
    }
    List<String> lines = List.of(text.substring(0, text.length() - 2).split("\r\n", -1));
    int fin = lines.size() - 2;
    return fin > Header.LINES
        && lines.get(fin).equals(Marks.FIN)
        && lines.get(fin + 1).equals(Marks.FINFICHIER)
        && header(lines)
        && body(lines.subList(Header.LINES, fin));
  }

  private static boolean header(List<String> lines) {
    return !lines.get(0).isBlank()
        && !lines.get(1).isBlank()
        && !lines.get(2).isBlank()
        && DATE.matcher(lines.get(6).strip()).matches()
        && DATE.matcher(lines.get(9).strip()).matches()
        && lines.get(Header.LINES).isEmpty();
  }

  private static boolean body(List<String> lines) {
    boolean lab = false;
    for (String line : lines) {
      String text = line.strip();
      if (text.equals(Marks.FIN) || text.equals(Marks.FINFICHIER)) {
        return false;
      }
      lab |= text.equals(Marks.LAB);
      boolean res = lab && line.startsWith(Marks.RES);
      if (res
          ? !line.endsWith("|") || line.chars().filter(c -> c == '|').count() != RES_BARS
          : line.length() > OutputText.COLUMNS) {
        return false;
      }
    }
    return true;
  }
}
