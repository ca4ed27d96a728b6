// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.match;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Folding of names so that spellings of one name meet: case, accents, hyphens, apostrophes, blanks
 * (RNIV). Letters of another alphabet stay what they are, and so never meet a look-alike.
 */
public final class Traits {

  private Traits() {}

  public static String fold(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .replace("œ", "oe")
            .replace("Œ", "OE")
            .replace("æ", "ae")
            .replace("Æ", "AE");
    return plain
        .toUpperCase(Locale.ROOT)
        .replaceAll("['’ʼ`´\\-‐‑–\\s\\u00a0\\u202f.]+", " ")
        .strip();
  }

  /**
   * Whether every letter is Latin: a look-alike of another alphabet is a doubt, not a difference.
   */
  static boolean latin(String name) {
    return name.codePoints()
        .filter(Character::isLetter)
        .allMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN);
  }
}
