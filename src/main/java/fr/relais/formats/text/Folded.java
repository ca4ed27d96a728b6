// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as it is compared: what is written in capitals or without accents says the same. */
public final class Folded {
  private static final int LINE_MAX = 20_000;
  private static final Pattern MARKS = Pattern.compile("\\p{M}");
  private static final Pattern NOT_A_LETTER = Pattern.compile("[^\\p{L}\\p{N}]++");

  private Folded() {}

  /**
   * Lower case, no accent, one blank between words and one at both ends. Of a line of more than
   * {@value #LINE_MAX} characters only the beginning is looked at.
   */
  public static String line(String line) {
    String beginning = line.substring(0, Math.min(line.length(), LINE_MAX));
    String plain = Normalizer.normalize(beginning, Normalizer.Form.NFD);
    String letters = MARKS.matcher(plain).replaceAll("").replace("œ", "oe");
    return " "
        + NOT_A_LETTER.matcher(letters.toLowerCase(Locale.ROOT)).replaceAll(" ").strip()
        + " ";
  }
}
