// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import org.jspecify.annotations.Nullable;

/**
 * The characters that a message gives itself in MSH-1 and MSH-2 (HL7 v2.5 ch. 2.5.4).
 *
 * @param sub {@link #NONE} when MSH-2 has three characters
 */
public record Delimiters(char field, char component, char repetition, char escape, char sub) {
  public static final char NONE = '\0';

  /** U+02DC, which word processors put in the place of the tilde; in UTF-8 it is two bytes. */
  static final char TYPOGRAPHIC_TILDE = '\u02dc';

  private static final String TILDE_READ_AS_LATIN = "\u00cb\u009c";
  private static final int REPETITION_AT = 1;
  static final Delimiters STANDARD = new Delimiters('|', '^', '~', '\\', '&');
  private static final int SET_AT = 4;
  private static final int SET_MIN = 3;

  /** 2.7 added a truncation character, which changes nothing for a reader. */
  private static final int SET_MAX = 5;

  /**
   * Reads the header segment.
   *
   * @param msh decoded as Latin-1, since the charset is not known before MSH-18
   * @return null when the characters are not distinct ASCII signs
   */
  static @Nullable Delimiters of(String msh) {
    if (msh.length() < SET_AT + SET_MIN) {
      return null;
    }
    char field = msh.charAt(SET_AT - 1);
    int end = msh.indexOf(field, SET_AT);
    String set =
        msh.substring(SET_AT, end < 0 ? msh.length() : end)
            .replace(TILDE_READ_AS_LATIN, String.valueOf(TYPOGRAPHIC_TILDE));
    String all = field + set;
    if (set.length() < SET_MIN
        || set.length() > SET_MAX
        || !ascii(set).chars().allMatch(Delimiters::sign)
        || !sign(field)) {
      return null;
    }
    if (all.chars().distinct().count() != all.length()) {
      return null;
    }
    char sub = set.length() > SET_MIN ? set.charAt(SET_MIN) : NONE;
    return new Delimiters(field, set.charAt(0), set.charAt(1), set.charAt(2), sub);
  }

  /** The set with the plain tilde in the place of the typographic one. */
  private static String ascii(String set) {
    return set.charAt(REPETITION_AT) == TYPOGRAPHIC_TILDE
        ? set.charAt(0) + "~" + set.substring(REPETITION_AT + 1)
        : set;
  }

  /** Whether a character may part fields: printable ASCII, neither letter nor digit nor blank. */
  public static boolean sign(int c) {
    return c > ' '
        && c < 0x7f
        && !(c >= '0' && c <= '9')
        && !(c >= 'A' && c <= 'Z')
        && !(c >= 'a' && c <= 'z');
  }
}
