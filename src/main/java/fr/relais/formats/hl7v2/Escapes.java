// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import java.nio.charset.Charset;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Escape sequences (HL7 v2.5 ch. 2.7), decoded after splitting so that they never become structure
 * again. What is not an escape sequence stays as it is written.
 */
public final class Escapes {
  private final Delimiters by;
  private final Charset charset;

  public Escapes(Delimiters by, Charset charset) {
    this.by = by;
    this.charset = charset;
  }

  public String decode(String raw) {
    int open = raw.indexOf(by.escape());
    if (open < 0) {
      return raw;
    }
    StringBuilder text = new StringBuilder(raw.length());
    int done = 0;
    while (open >= 0) {
      int close = raw.indexOf(by.escape(), open + 1);
      if (close < 0) {
        break;
      }
      String meant = meaning(raw, open + 1, close);
      if (meant == null) {
        text.append(raw, done, close);
        done = close;
        open = close;
      } else {
        text.append(raw, done, open).append(meant);
        done = close + 1;
        open = raw.indexOf(by.escape(), done);
      }
    }
    return text.append(raw, done, raw.length()).toString();
  }

  private @Nullable String meaning(String raw, int from, int to) {
    if (to == from) {
      return null;
    }
    char first = raw.charAt(from);
    if (to - from == 1) {
      return switch (first) {
        case 'F' -> String.valueOf(by.field());
        case 'S' -> String.valueOf(by.component());
        case 'T' -> by.sub() == Delimiters.NONE ? "&" : String.valueOf(by.sub());
        case 'R' -> String.valueOf(by.repetition());
        case 'E' -> String.valueOf(by.escape());
        case 'H', 'N' -> "";
        default -> null;
      };
    }
    if (first == '.') {
      return raw.regionMatches(from, ".br", 0, to - from) ? "\n" : null;
    }
    return first == 'X' ? hexadecimal(raw.substring(from + 1, to)) : null;
  }

  private @Nullable String hexadecimal(String digits) {
    if (digits.length() % 2 != 0 || !digits.chars().allMatch(HexFormat::isHexDigit)) {
      return null;
    }
    String text = new String(HexFormat.of().parseHex(digits), charset);
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }
}
