// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The symmetric signature of Standard Webhooks 1.0 ({@code v1}): HMAC-SHA256 (RFC 2104) over {@code
 * id.timestamp.body}, written here from the two texts and not taken from a library, so that a
 * mistake of the library does not agree with itself.
 */
final class WebhookSigner {
  private static final String SECRET_PREFIX = "whsec_";
  private static final String VERSION = "v1,";
  private static final int BLOCK_BYTES = 64;
  private static final int KEY_BYTES_MIN = 24;
  private static final int KEY_BYTES_MAX = 64;
  private final byte[] key;

  /**
   * @param secret {@code whsec_} and the key in Base64, of 24 to 64 bytes
   * @throws IllegalArgumentException when it is not
   */
  WebhookSigner(String secret) {
    if (!secret.startsWith(SECRET_PREFIX)) {
      throw new IllegalArgumentException("a webhook secret begins with " + SECRET_PREFIX);
    }
    key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
    if (key.length < KEY_BYTES_MIN || key.length > KEY_BYTES_MAX) {
      throw new IllegalArgumentException("a webhook key has 24 to 64 bytes");
    }
  }

  /** The header {@code webhook-signature}. */
  String sign(String id, String timestamp, byte[] body) {
    return VERSION + Base64.getEncoder().encodeToString(mac(id, timestamp, body));
  }

  /** Whether one of the signatures, apart by one blank, is ours; compared in constant time. */
  boolean verifies(String signatures, String id, String timestamp, byte[] body) {
    byte[] expected = sign(id, timestamp, body).getBytes(StandardCharsets.US_ASCII);
    boolean found = false;
    for (String signature : signatures.split(" ", -1)) {
      found |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
    }
    return found;
  }

  private byte[] mac(String id, String timestamp, byte[] body) {
    byte[] head = (id + '.' + timestamp + '.').getBytes(StandardCharsets.UTF_8);
    return sha256(padded(0x5c), sha256(padded(0x36), head, body));
  }

  private byte[] padded(int with) {
    byte[] block = Arrays.copyOf(key, BLOCK_BYTES);
    for (int i = 0; i < block.length; i++) {
      block[i] ^= (byte) with;
    }
    return block;
  }

  private static byte[] sha256(byte[]... pieces) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] piece : pieces) {
        digest.update(piece);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
