// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.formats.hl7v2.Delimiters;
import org.jspecify.annotations.Nullable;

/**
 * The five signs after {@code H}: field, component, repetition, escape, sub-component; {@code
 * H|~^\&|} by default, where component and repetition are those of HL7 in reverse.
 */
final class Signs {
  static final Delimiters STANDARD = new Delimiters('|', '~', '^', '\\', '&');
  private static final int COUNT = 5;
  private static final int SET_AT = 2;
  private static final int COMPONENT = 0;
  private static final int REPETITION = 1;
  private static final int ESCAPE = 2;
  private static final int SUB = 3;

  private Signs() {}

  /** Whether a text begins as a header does: {@code H} and five signs. */
  static boolean follow(String text) {
    return text.length() > COUNT
        && text.charAt(0) == 'H'
        && text.substring(1, COUNT + 1).chars().allMatch(Delimiters::sign);
  }

  /** Reads a header line; null when it declares no distinct signs. */
  static @Nullable Delimiters of(String line) {
    if (!follow(line)) {
      return null;
    }
    char field = line.charAt(1);
    int end = line.indexOf(field, SET_AT);
    String set = line.substring(SET_AT, end < 0 ? line.length() : end);
    boolean distinct = (set + field).chars().distinct().count() == set.length() + 1;
    if (set.length() < SUB || set.length() > SUB + 1 || !distinct) {
      return null;
    }
    if (!set.chars().allMatch(Delimiters::sign)) {
      return null;
    }
    char sub = set.length() > SUB ? set.charAt(SUB) : Delimiters.NONE;
    return new Delimiters(
        field, set.charAt(COMPONENT), set.charAt(REPETITION), set.charAt(ESCAPE), sub);
  }
}
