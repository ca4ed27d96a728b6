// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.text;

import java.util.Locale;
import java.util.Set;

/**
 * What an accented letter says of the character set that gave it. Names of every origin are written
 * in French files, so a letter that French lacks only costs; but a small letter among capitals
 * ({@code NOâL}) or letters that stand nowhere side by side ({@code NOÀL}) cannot be.
 */
final class LetterRules {
  /** From here down, the character cannot be there. */
  static final int FAULT = -10;

  private static final int COMMON = 3;
  private static final int KNOWN = -1;
  private static final int FOREIGN = -2;
  private static final int CAPS_LOCK = -4;
  private static final int ICELANDIC = -6;
  private static final String FRENCH = "éèêëàâùûôîïçœ";
  private static final String GERMAN_SPANISH = "äöüñ";
  private static final String VOWELS = "aeiouy";

  /** Keys of the French keyboard, which give no capital: {@code RéSULTAT}. */
  private static final String KEYS = "éèàçù";

  private static final Set<String> UNITS =
      Set.of("mol", "mole", "moles", "g", "L", "l", "UI", "U", "kat", "Eq", "M", "gr");
  private static final Set<String> METRES = Set.of("m", "mm", "cm", "dm");
  private static final Set<String> AFTER_A_TILDE = Set.of("", "o", "os", "e", "es", "s");

  private LetterRules() {}

  /** At most {@link #FAULT} when the letter cannot be there. */
  static int points(Spelled text) {
    char small = Character.toLowerCase(text.here());
    int clash = caseClash(text);
    if (clash < 0) {
      return clash;
    }
    if (misplaced(text, small) || unitMisread(text, small)) {
      return FAULT;
    }
    if (small == 'ð' || small == 'þ') {
      return ICELANDIC;
    }
    if (FRENCH.indexOf(small) >= 0) {
      return usual(text, small) ? COMMON : FOREIGN;
    }
    return GERMAN_SPANISH.indexOf(small) >= 0 ? KNOWN : FOREIGN;
  }

  private static int caseClash(Spelled text) {
    char c = text.here();
    boolean capitalBefore = capital(text.beside(-1));
    boolean capitalAfter = capital(text.beside(1));
    if (Character.isUpperCase(c)) {
      boolean inSmall = !text.firstOfWord() && text.smalls() > 0;
      return inSmall ? FAULT : 0;
    }
    boolean among = text.smalls() == 0 && text.capitals() > 1 || capitalBefore && capitalAfter;
    if (among || text.firstOfWord() && capitalAfter) {
      return KEYS.indexOf(c) >= 0 || c == 'ß' ? CAPS_LOCK : FAULT;
    }
    return 0;
  }

  private static boolean capital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /** Letters that stand nowhere side by side, whatever the language of the name. */
  private static boolean misplaced(Spelled text, char small) {
    char before = text.baseBeside(-1);
    char after = text.baseBeside(1);
    boolean tripled = text.here() == text.beside(-1) && text.here() == text.beside(-2);
    return tripled
        || switch (small) {
          case 'þ' -> !text.firstOfWord();
          case 'è' -> before == 'a';
          case 'ô' -> before == 'i';
          case 'à' -> after != 0 && vowel(before);
          case 'á' -> after == 'o' || after == 'a';
          case 'â' -> before == 'a' || before == 'o';
          case 'ã' ->
              before == 'a' || !AFTER_A_TILDE.contains(text.wordAfter().toLowerCase(Locale.ROOT));
          case 'õ' -> after != 'e' && after != 0;
          case 'œ', 'ø', 'å' -> vowel(before);
          case 'æ' -> vowel(before) || vowel(after) || after == 'h';
          case 'ï', 'ÿ', 'ß' -> !vowel(before);
          case 'ú' -> after == 'u';
          case 'ä', 'ö' ->
              before != 'y' && vowel(before) || "aeo".indexOf(after) >= 0 && after != 0;
          case 'ç', 'ñ' -> after != 0 && !vowel(after);
          default -> false;
        };
  }

  private static boolean vowel(char base) {
    return base != 0 && VOWELS.indexOf(base) >= 0;
  }

  /** {@code æmol/L} for µmol/L, {@code mý} for m². */
  private static boolean unitMisread(Spelled text, char small) {
    return text.firstOfWord() && UNITS.contains(text.wordAfter())
        || (small == 'ü' || small == 'ý')
            && text.baseBeside(1) == 0
            && METRES.contains(text.wordBefore());
  }

  /** Whether French has the letter there: à begins or ends a word, ë follows a vowel. */
  private static boolean usual(Spelled text, char small) {
    char after = text.baseBeside(1);
    return switch (small) {
      case 'à' -> text.firstOfWord() || after == 0;
      case 'ù' -> text.baseBeside(-1) == 'o' && after == 0;
      case 'œ' -> after == 'u' || after == 'i';
      case 'ç' ->
          text.firstOfWord()
              || after == 0
              || "aou".indexOf(after) >= 0 && !text.wordAfter().equalsIgnoreCase("o");
      case 'ë' -> vowel(text.baseBeside(-1));
      default -> true;
    };
  }
}
