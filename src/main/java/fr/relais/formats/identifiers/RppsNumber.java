// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.identifiers;

/** The national number of a professional: eleven digits of which the last is the Luhn key. */
public final class RppsNumber {
  private static final int DIGITS = 11;

  private RppsNumber() {}

  public static boolean right(String number) {
    if (number.length() != DIGITS || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < DIGITS; i++) {
      int digit = number.charAt(DIGITS - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit : digit * 2;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }
}
