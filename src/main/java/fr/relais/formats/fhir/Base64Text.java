// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

/** base64Binary of FHIR R4: groups of four signs, blanks between them, the last one padded. */
final class Base64Text {
  private Base64Text() {}

  /** Whether a strict decoder would take it; without decoding it. */
  static boolean right(String text) {
    long signs = 0;
    int padding = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
        continue;
      }
      if (c == '=') {
        padding++;
      } else if (padding > 0 || !sign(c)) {
        return false;
      }
      signs++;
    }
    return signs > 0 && signs % 4 == 0 && padding <= 2;
  }

  private static boolean sign(char c) {
    return c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c >= '0' && c <= '9'
        || c == '+'
        || c == '/';
  }
}
