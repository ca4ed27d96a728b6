// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import org.jspecify.annotations.Nullable;

/**
 * The characters that a message gives itself in MSH-1 and MSH-2 (HL7 v2.5 ch. 2.5.4).
 *
 * @param sub {@link #NONE} when MSH-2 has three characters
 */
record Delimiters(char field, char component, char repetition, char escape, char sub) {
  static final char NONE = '\0';
  static final Delimiters STANDARD = new Delimiters('|', '^', '~', '\\', '&');
  private static final int SET_AT = 4;
  private static final int SET_MIN = 3;

  /** 2.7 added a truncation character, which changes nothing for a reader. */
  private static final int SET_MAX = 5;

  /**
   * Reads the header segment.
   *
   * @return null when the characters are not distinct ASCII signs
   */
  static @Nullable Delimiters of(String msh) {
    if (msh.length() < SET_AT + SET_MIN) {
      return null;
    }
    char field = msh.charAt(SET_AT - 1);
    int end = msh.indexOf(field, SET_AT);
    String set = msh.substring(SET_AT, end < 0 ? msh.length() : end);
    String all = field + set;
    if (set.length() < SET_MIN
        || set.length() > SET_MAX
        || !all.chars().allMatch(Delimiters::sign)) {
      return null;
    }
    if (all.chars().distinct().count() != all.length()) {
      return null;
    }
    char sub = set.length() > SET_MIN ? set.charAt(SET_MIN) : NONE;
    return new Delimiters(field, set.charAt(0), set.charAt(1), set.charAt(2), sub);
  }

  /** Whether a character may part fields: printable ASCII, neither letter nor digit nor blank. */
  static boolean sign(int c) {
    return c > ' '
        && c < 0x7f
        && !(c >= '0' && c <= '9')
        && !(c >= 'A' && c <= 'Z')
        && !(c >= 'a' && c <= 'z');
  }
}
