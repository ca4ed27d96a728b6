// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.text;

import java.nio.charset.Charset;

/**
 * How far a text looks like French once it is read in a character set: accents where French has
 * them, and none of the signs that a wrong set puts inside words ({@code Pr‚lŠvement}).
 */
public final class FrenchSpelling {
  private static final String LETTERS = "éèêëàâäùûüôöîïçœÉÈÊËÀÂÄÙÛÜÔÖÎÏÇŒæÆ";
  private static final String COMMON_LETTERS = "éèêëàâùûôîïçœÉÈÊÀÂÔÎÇ";
  private static final String SIGNS = "µ°²³«»€±×’\u00a0";
  private static final String NEVER_INSIDE_WORDS = "‚„…†‡ˆ‰‹›“”•˜™ƒ¤¦¨©¬®¯¶¸¹º¼½¾¿¡¢£¥§ª";
  private static final int FAULT = -6;

  /** So many bytes outside ASCII tell enough. */
  private static final int JUDGED_MAX = 50_000;

  private FrenchSpelling() {}

  static long score(byte[] bytes, Charset charset) {
    char[] table = table(charset);
    long score = 0;
    int judged = 0;
    for (int i = 0; i < bytes.length && judged < JUDGED_MAX; i++) {
      if (bytes[i] < 0) {
        judged++;
        char before = i == 0 ? '\n' : table[bytes[i - 1] & 0xFF];
        char after = i + 1 == bytes.length ? '\n' : table[bytes[i + 1] & 0xFF];
        score += score(before, table[bytes[i] & 0xFF], after);
      }
    }
    return score;
  }

  /**
   * The first place where a char cannot be there in French, so that the character set is in
   * conflict with the bytes; -1 when there is none. U+FFFD counts.
   */
  public static int firstFault(String text) {
    for (int i = 0; i < text.length(); i++) {
      char at = text.charAt(i);
      if (at >= 0x80) {
        char before = i == 0 ? '\n' : text.charAt(i - 1);
        char after = i + 1 == text.length() ? '\n' : text.charAt(i + 1);
        if (at == '\uFFFD' || fault(before, at, after) || utf8ReadAsLatin(at, after)) {
          return i;
        }
      }
    }
    return -1;
  }

  private static int score(char before, char at, char after) {
    if (at == '\uFFFD' || at >= 0x80 && at < 0xA0) {
      return FAULT * 2;
    }
    if (fault(before, at, after)) {
      return FAULT;
    }
    if (LETTERS.indexOf(at) >= 0) {
      boolean inWord = Character.isLetter(before) || Character.isLetter(after);
      boolean common = COMMON_LETTERS.indexOf(at) >= 0;
      boolean small = Character.isLowerCase(at) && isUpper(before) && isUpper(after);
      return small ? -3 : !common ? -1 : inWord ? 3 : 2;
    }
    if (SIGNS.indexOf(at) >= 0) {
      return 2;
    }
    return "–—…‘“”Œ".indexOf(at) >= 0 ? 0 : -3;
  }

  private static boolean isUpper(char c) {
    return Character.isUpperCase(c);
  }

  private static boolean fault(char before, char at, char after) {
    if (at >= '\u2500' && at <= '\u259F') {
      return true;
    }
    boolean inside = Character.isLetter(before) && Character.isLetter(after);
    return inside && NEVER_INSIDE_WORDS.indexOf(at) >= 0
        || Character.isLowerCase(before) && at > 0x7F && Character.isUpperCase(at);
  }

  private static boolean utf8ReadAsLatin(char at, char after) {
    return (at == 'Ã' || at == 'Â') && after >= 0x80 && !Character.isLetter(after);
  }

  private static char[] table(Charset charset) {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    return new String(all, charset).toCharArray();
  }
}
