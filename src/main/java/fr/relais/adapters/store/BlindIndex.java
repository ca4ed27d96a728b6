// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.match.BlindKey;
import fr.relais.core.model.LineageKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Keyed hashes (HMAC-SHA-256, first 128 bits) by which rows are found without their values in
 * clear.
 */
final class BlindIndex {
  private static final int HASH_BYTES = 16;
  private final SecretKey key;

  BlindIndex(SecretKey key) {
    this.key = key;
  }

  byte[] of(BlindKey found) {
    return hash("identity", found.kind().name(), found.value());
  }

  byte[] of(LineageKey named) {
    return hash("lineage", named.performer(), named.kind().name(), named.value());
  }

  byte[] ofRequest(String key) {
    return hash("request", key);
  }

  /** What an advisory lock on this request's key is called. */
  long lockOfRequest(String key) {
    return ByteBuffer.wrap(ofRequest(key)).getLong();
  }

  /** What an advisory lock on this key is called. */
  long lockOf(LineageKey named) {
    return ByteBuffer.wrap(of(named)).getLong();
  }

  /** Tells one key file from another, and nothing of what is in it. */
  String keyCheck() {
    return HexFormat.of().formatHex(hash("installation"));
  }

  private byte[] hash(String... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        mac.update(bytes);
      }
      return Arrays.copyOf(mac.doFinal(), HASH_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
