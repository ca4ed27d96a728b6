// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * Bytes exactly as they came or will leave: immutable and hashed. Its text form never shows them.
 */
public final class Content {
  private final byte[] bytes;
  private final Sha256 hash;

  private Content(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Sha256.of(bytes);
  }

  public static Content of(byte[] bytes) {
    return new Content(bytes.clone());
  }

  public static Content of(String text, Charset charset) {
    return new Content(text.getBytes(charset));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int size() {
    return bytes.length;
  }

  public byte at(int index) {
    return bytes[index];
  }

  public Sha256 hash() {
    return hash;
  }

  public String text(Charset charset) {
    return new String(bytes, charset);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Content that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return bytes.length + " bytes, sha256 " + hash.brief();
  }
}
