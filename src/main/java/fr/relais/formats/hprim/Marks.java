// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

/** The marks of HPRIM Médecin, each alone on its line. */
final class Marks {
  static final String LAB = "****LAB****";
  static final String FIN = "****FIN****";
  static final String FINFICHIER = "****FINFICHIER****";
  static final String RES = "RES|";
  static final String TEX = "TEX|";

  private static final int NAME = 3;

  private Marks() {}

  /**
   * Whether a result seems to start there: {@code RES} in any case, blanks, a separator.
   *
   * @param from after the blanks that begin the line
   * @param to the end of the line, or of the text
   */
  static boolean resultLike(String text, int from, int to) {
    int at = from + NAME;
    if (at >= to || !text.regionMatches(true, from, RES, 0, NAME)) {
      return false;
    }
    while (at < to && Blanks.is(text.charAt(at))) {
      at++;
    }
    return at < to && text.charAt(at) == '|';
  }

  static boolean resultLike(String line) {
    return resultLike(line, 0, line.length());
  }
}
