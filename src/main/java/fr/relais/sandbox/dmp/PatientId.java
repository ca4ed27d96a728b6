// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An INS as XDS writes it, {@code <INS>^^^&<OID>&ISO^NH}.
 *
 * @param ins number and key, 15 characters
 * @param oid of its authority
 */
record PatientId(String ins, String oid) {
  private static final String ROOT = "1.2.250.1.213.1.4.";
  private static final Pattern CX =
      Pattern.compile("([0-9AB]{15})\\^\\^\\^&(1(?:\\.[0-9]{1,9}){1,15})&ISO\\^NH");

  /**
   * @throws Refusal when it is written otherwise
   */
  static PatientId read(String cx, String attribute) throws Refusal {
    Matcher matcher = CX.matcher(cx);
    if (!matcher.matches()) {
      throw Refusal.metadata(attribute, "INS attendu sous la forme INS^^^&OID&ISO^NH");
    }
    return new PatientId(matcher.group(1), matcher.group(2));
  }

  static boolean isWritten(String cx) {
    return CX.matcher(cx).matches();
  }

  /** Whether it may be known here: a test instance knows no real person. */
  boolean isOfTest() {
    return oid.equals(ROOT + "10") || oid.equals(ROOT + "11");
  }

  /** Whether the last two digits are the key of the others (97 less the rest by 97). */
  boolean isKeyRight() {
    String number = ins.substring(0, 13).replace("2A", "19").replace("2B", "18");
    if (!(number + ins.substring(13)).matches("[0-9]{15}")) {
      return false;
    }
    return 97 - Long.parseLong(number) % 97 == Long.parseLong(ins.substring(13));
  }

  @Override
  public String toString() {
    return "PatientId";
  }
}
