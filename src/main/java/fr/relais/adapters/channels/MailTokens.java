// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.nio.file.Path;

/**
 * Where the access token of our mailbox comes from: whoever signed in renews it, since it lives for
 * minutes. Asked at each connection; what it gives is kept nowhere.
 */
@FunctionalInterface
public interface MailTokens {
  /**
   * The token of now.
   *
   * @throws MailRefused when there is none fit for use
   */
  String current() throws MailRefused;

  /** The token that a file holds, alone. */
  static MailTokens file(Path file) {
    return new TokenFile(file);
  }
}
