// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.text;

/** What French cannot have in a text, so that it was read in a wrong character set. */
public final class FrenchSpelling {
  private static final String NEVER_INSIDE_WORDS = "‚„…†‡ˆ‰‹›“”•˜™ƒ¤¦¨©¬®¯¶¸¹º¼½¾¿¡¢£¥§ª";

  private FrenchSpelling() {}

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
}
