// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import org.jspecify.annotations.Nullable;

/**
 * A format of the field: bytes to {@link Report} and back. Pure: no socket, no file, no clock.
 *
 * <p>Decoding never throws, whatever the bytes: what is not understood for certain comes back as a
 * {@link Problem}.
 */
public interface MessageFormat {

  /** Whether the content carries the marks of this format. File names and channels do not count. */
  boolean recognises(Content content);

  Decoding decode(Content content);

  /**
   * The same for a sender who declared his character set. It settles what the message leaves open;
   * what the message says of itself, and its bytes, are stronger, and a contradiction is a {@link
   * Problem}. A format that always says its own does not look at it.
   */
  default Decoding decode(Content content, @Nullable SenderCharset declared) {
    return decode(content);
  }

  /**
   * Whether the end mark of this format is there, so that a file being written can be told apart.
   */
  boolean endsWhole(Content content);

  /**
   * The answer that this format's standard foresees, or null when it has none.
   *
   * @param received the message that is answered, in any state
   */
  @Nullable Content acknowledge(Content received, Acknowledgement acknowledgement);
}
