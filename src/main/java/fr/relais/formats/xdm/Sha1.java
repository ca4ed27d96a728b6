// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest that IHE metadata ask for; it tells a damaged document, it proves nothing. */
final class Sha1 {
  private Sha1() {}

  static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
