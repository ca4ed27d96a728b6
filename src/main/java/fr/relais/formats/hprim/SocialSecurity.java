// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

/**
 * Line 8: 13 digits and a key, with or without blanks, or anything else. It may be the number of
 * the insured parent, so it never proves an identity.
 */
final class SocialSecurity {
  private static final int LENGTH_MAX = 40;

  private SocialSecurity() {}

  /** The digits, and the letter of a Corsican department; empty when there are none. */
  static String digits(String line) {
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < Math.min(line.length(), LENGTH_MAX); i++) {
      char c = line.charAt(i);
      boolean corsica = (c == 'A' || c == 'B') && kept.length() == 6 && kept.charAt(5) == '2';
      if (c >= '0' && c <= '9' || corsica) {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  /** 13 digits, or 15 with the key, and nothing else. */
  static boolean looksLikeOne(String line) {
    String digits = digits(line);
    long others = line.chars().filter(c -> !Blanks.is((char) c)).count() - digits.length();
    return others == 0 && (digits.length() == 13 || digits.length() == 15);
  }
}
