// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.identifiers;

import java.util.Set;
import java.util.regex.Pattern;

/** The national health identity number: a NIR or NIA of 13 characters and its key. */
public final class InsNumber {
  private static final String ROOT = "1.2.250.1.213.1.4.";

  /** NIR, NIA, test, demonstration. */
  public static final Set<String> AUTHORITIES =
      Set.of(ROOT + "8", ROOT + "9", ROOT + "10", ROOT + "11");

  /** INS-C, computed from traits until 2020: never an INS. */
  public static final String COMPUTED = ROOT + "2";

  private static final Pattern FORM = Pattern.compile("\\d{5}(?:\\d{2}|2[AB])\\d{8}");
  private static final int BODY = 13;
  private static final int MODULUS = 97;

  private InsNumber() {}

  /** Whether the key is 97 - (number modulo 97), with 2A read 19 and 2B read 18. */
  public static boolean right(String number) {
    if (!FORM.matcher(number).matches()) {
      return false;
    }
    String digits = number.replace("2A", "19").replace("2B", "18");
    long body = Long.parseLong(digits.substring(0, BODY));
    return MODULUS - body % MODULUS == Long.parseLong(digits.substring(BODY));
  }
}
