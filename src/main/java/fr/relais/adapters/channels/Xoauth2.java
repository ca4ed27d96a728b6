// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A mailbox and the token that opens it. Its text form shows nothing. */
record Xoauth2(String mailbox, String token) {

  /** What a client answers under the SASL mechanism XOAUTH2, in base64. */
  String answer() {
    String plain = "user=" + mailbox + "\u0001auth=Bearer " + token + "\u0001\u0001";
    return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return "Xoauth2";
  }
}
