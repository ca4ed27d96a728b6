// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with a random 96-bit nonce. What is sealed is bound to its place (table, row, field),
 * so that a ciphertext moved elsewhere does not open.
 */
final class Sealing {
  static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** Below this a deflater costs more than it saves. */
  private static final int DEFLATE_FROM = 160;

  private static final byte STORED = 0;
  private static final byte DEFLATED = 1;

  private final SecureRandom random = new SecureRandom();

  SecretKey newKey() {
    return new SecretKeySpec(randomBytes(KEY_BYTES), "AES");
  }

  byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Compresses when that makes it smaller, then seals. */
  byte[] seal(SecretKey key, byte[] plain, String place) {
    return encrypt(key, pack(plain), place);
  }

  /**
   * @throws IllegalStateException when the bytes were not sealed with this key for this place
   */
  byte[] open(SecretKey key, byte[] sealed, String place) {
    return unpack(decrypt(key, sealed, place));
  }

  byte[] encrypt(SecretKey key, byte[] plain, String place) {
    try {
      byte[] nonce = randomBytes(NONCE_BYTES);
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, place);
      byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
      cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  byte[] decrypt(SecretKey key, byte[] sealed, String place) {
    if (sealed.length < NONCE_BYTES) {
      throw new IllegalStateException("SEAL_BROKEN");
    }
    try {
      byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
      return cipher(Cipher.DECRYPT_MODE, key, nonce, place)
          .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SEAL_BROKEN", e);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static byte[] pack(byte[] plain) {
    byte[] packed = new byte[plain.length + 1];
    int size = plain.length < DEFLATE_FROM ? 0 : deflate(plain, packed);
    if (size > 0) {
      packed[0] = DEFLATED;
      return Arrays.copyOf(packed, size + 1);
    }
    packed[0] = STORED;
    System.arraycopy(plain, 0, packed, 1, plain.length);
    return packed;
  }

  /** Its size when it is smaller, after the first byte; else 0. */
  private static int deflate(byte[] plain, byte[] packed) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(plain);
      deflater.finish();
      int size = deflater.deflate(packed, 1, packed.length - 1);
      return deflater.finished() ? size : 0;
    } finally {
      deflater.end();
    }
  }

  private static byte[] unpack(byte[] packed) {
    if (packed[0] == STORED) {
      return Arrays.copyOfRange(packed, 1, packed.length);
    }
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed, 1, packed.length - 1);
      ByteArrayOutputStream plain = new ByteArrayOutputStream(packed.length * 3);
      byte[] chunk = new byte[8192];
      while (!inflater.finished()) {
        int size = inflater.inflate(chunk);
        if (size == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new IllegalStateException("SEAL_BROKEN");
        }
        plain.write(chunk, 0, size);
      }
      return plain.toByteArray();
    } catch (DataFormatException e) {
      throw new IllegalStateException("SEAL_BROKEN", e);
    } finally {
      inflater.end();
    }
  }
}
