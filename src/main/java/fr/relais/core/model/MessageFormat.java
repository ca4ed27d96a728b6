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
