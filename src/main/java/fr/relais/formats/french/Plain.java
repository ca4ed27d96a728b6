// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.french;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text made harmless for the place where it goes: one line, or letters and digits alone. */
public final class Plain {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BLANKS = Pattern.compile(" {2,}");
  private static final Pattern NOT_A_NAME = Pattern.compile("[^A-Za-z0-9]+");
  private static final Pattern NOT_A_CAPITAL = Pattern.compile("[^A-Z0-9 '-]+");

  private Plain() {}

  /**
   * One line: whatever ends a line, controls a terminal or turns the direction of writing becomes a
   * blank; unpaired surrogates go.
   */
  public static String line(String text) {
    if (ordinary(text)) {
      return text.strip();
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(shown(c) ? c : ' '));
    return BLANKS.matcher(out).replaceAll(" ").strip();
  }

  /** Letters and digits without accents, {@code -} between words: part of a file name. */
  public static String fileName(String text) {
    String plain = NOT_A_NAME.matcher(withoutAccents(text)).replaceAll("-");
    String trimmed = plain.replaceAll("^-+|-+$", "");
    return trimmed.substring(0, Math.min(trimmed.length(), 40));
  }

  /** Capitals without accents, as the national form writes a birth name. */
  public static String capitals(String text) {
    String upper = withoutAccents(line(text)).toUpperCase(Locale.ROOT);
    return line(NOT_A_CAPITAL.matcher(upper).replaceAll(" "));
  }

  /** Whether XML, PDF and a terminal may all show it. */
  public static boolean shown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** Latin letters and signs, one blank at a time: nearly every text, told without a pattern. */
  private static boolean ordinary(String text) {
    char before = 'a';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean latin = c >= ' ' && c <= '~' || c > '\u00ad' && c < '\u0180';
      if (!latin || c == ' ' && before == ' ') {
        return false;
      }
      before = c;
    }
    return true;
  }

  private static String withoutAccents(String text) {
    String open = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE");
    return MARKS
        .matcher(Normalizer.normalize(open.replace('’', '\''), Normalizer.Form.NFD))
        .replaceAll("");
  }
}
