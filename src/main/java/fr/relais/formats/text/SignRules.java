// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.text;

import java.util.Set;

/**
 * What a sign outside ASCII says of the character set that gave it: a set that is not the right one
 * puts dashes, currencies and quotes inside words ({@code MU—OZ}, {@code D€}, {@code M³ller}).
 */
final class SignRules {
  private static final int NEVER = -20;
  private static final int WELCOME = 3;
  private static final int PLAIN = 1;
  private static final int ODD = -3;
  private static final String USUAL = "µ°²³«»€±×’–—…“”•\u00a0";
  private static final String ENDING = "…®™";
  private static final String BEGINNING = "«“‘„•–—";
  private static final Set<String> UNITS =
      Set.of("mol", "mole", "moles", "g", "L", "l", "UI", "U", "kat", "Eq", "M", "gr", "m", "s");
  private static final Set<String> DEGREES = Set.of("C", "F", "K");
  private static final Set<String> NUMBER = Set.of("n", "N", "no", "No", "NO");
  private static final Set<String> AFRICAN = Set.of("N", "M", "K", "n", "m", "k");
  private static final Set<String> METRES = Set.of("m", "mm", "cm", "dm", "km");

  private SignRules() {}

  /** At most {@link LetterRules#FAULT} when the sign cannot be there. */
  static int points(Spelled text) {
    char sign = text.here();
    if (impossible(sign)) {
      return NEVER;
    }
    boolean before = Spelled.letter(text.beside(-1));
    boolean after = Spelled.letter(text.beside(1));
    if (sign == '\u00a0') {
      return before && after ? -PLAIN : PLAIN;
    }
    if (sign == 'µ') {
      return before ? NEVER : micro(text, after);
    }
    if (before && after) {
      return sign == '’' ? apostrophe(text) : NEVER;
    }
    return before
        ? afterLetter(text, sign)
        : after ? beforeLetter(text, sign) : USUAL.indexOf(sign) >= 0 ? PLAIN : ODD;
  }

  /** No character, a command, a drawing, or a letter of another alphabet. */
  private static boolean impossible(char sign) {
    return sign >= 0x80 && sign < 0xA0
        || sign == '\uFFFD'
        || sign >= '\u2500' && sign <= '\u25FF'
        || sign >= '\uE000'
        || Character.isLetter(sign) && sign != 'µ'
        || sign == '\u00ad';
  }

  private static int micro(Spelled text, boolean word) {
    if (!word) {
      return PLAIN;
    }
    boolean capital = Character.isUpperCase(text.beside(1));
    return UNITS.contains(text.wordAfter()) ? WELCOME : capital ? LetterRules.FAULT : ODD;
  }

  /** {@code d’Arc}, {@code aujourd’hui}, {@code N’GUESSAN}; not {@code KJ’R}. */
  private static int apostrophe(Spelled text) {
    boolean elided = "aeiouyh".indexOf(text.baseBeside(1)) >= 0;
    String before = text.wordBefore();
    boolean shortWord = before.length() <= 2 || text.baseBeside(-1) == 'u';
    return elided && shortWord || AFRICAN.contains(before) ? PLAIN : ODD;
  }

  private static int afterLetter(Spelled text, char sign) {
    return switch (sign) {
      case '²', '³' -> METRES.contains(text.wordBefore()) ? WELCOME : LetterRules.FAULT;
      case '°' -> NUMBER.contains(text.wordBefore()) ? WELCOME : LetterRules.FAULT;
      case '»' -> text.opened("«") ? PLAIN : LetterRules.FAULT;
      case '”' -> text.opened("“„") ? PLAIN : LetterRules.FAULT;
      case '’' -> text.opened("‘") ? 0 : LetterRules.FAULT;
      default -> ENDING.indexOf(sign) >= 0 ? 0 : LetterRules.FAULT;
    };
  }

  private static int beforeLetter(Spelled text, char sign) {
    if (sign == '°') {
      return DEGREES.contains(text.wordAfter()) ? WELCOME : ODD;
    }
    return BEGINNING.indexOf(sign) >= 0 ? 0 : LetterRules.FAULT;
  }
}
