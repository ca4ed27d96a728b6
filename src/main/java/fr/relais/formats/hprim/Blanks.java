// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

/** Blanks as senders write them: space, tab, and the no-break spaces of word processors. */
final class Blanks {
  private Blanks() {}

  static boolean is(char c) {
    return c == ' ' || c == '\t' || c == '\u00a0' || c == '\u202f' || c == '\u2007';
  }

  static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && is(text.charAt(from))) {
      from++;
    }
    while (to > from && is(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  static String stripEnd(String text) {
    int to = text.length();
    while (to > 0 && is(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(0, to);
  }

  static boolean only(String text) {
    return strip(text).isEmpty();
  }
}
