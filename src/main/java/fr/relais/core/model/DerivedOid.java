// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Identifiers that are the same each time they are made of the same parts: an OID under {@code
 * 2.25} (ITU-T X.667) whose last arc is the first 128 bits of a SHA-256.
 */
public final class DerivedOid {
  private static final int HEX_OF_128_BITS = 32;

  private DerivedOid() {}

  public static String of(String... parts) {
    byte[] all = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
    return "2.25." + new BigInteger(Sha256.of(all).hex().substring(0, HEX_OF_128_BITS), 16);
  }
}
