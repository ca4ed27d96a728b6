// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.text;

import java.nio.charset.Charset;

/**
 * How far bytes look like French once they are read in a single-byte character set.
 *
 * @param points what speaks for the set, less what speaks against it
 * @param faults how many characters cannot be there: a sign inside a word, a small letter among
 *     capitals, letters that no language of our patients puts side by side
 */
record Likeness(long points, int faults) {

  /** So many bytes outside ASCII tell enough. */
  private static final int JUDGED_MAX = 50_000;

  /** Reads the bytes once; linear in their number. */
  static Likeness of(byte[] bytes, Charset set) {
    Spelled text = new Spelled(bytes, set);
    long points = 0;
    int faults = 0;
    int judged = 0;
    for (int i = 0; i < bytes.length && judged < JUDGED_MAX; i++) {
      if (bytes[i] < 0) {
        judged++;
        text.moveTo(i);
        int here = text.atLetter() ? LetterRules.points(text) : SignRules.points(text);
        points += here;
        faults += here <= LetterRules.FAULT ? 1 : 0;
      }
    }
    return new Likeness(points, faults);
  }

  /** With what is known beside the bytes. */
  Likeness with(int more) {
    return new Likeness(points + more, faults);
  }
}
