// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import org.jspecify.annotations.Nullable;

/**
 * How a connection to the operator of our mailbox becomes ours.
 *
 * @param startTls whether it begins in clear and must be inside TLS before anything of ours is said
 *     (RFC 3207; RFC 9051 section 6.2.1); else TLS from the first byte
 * @param tokens give the access token by which a personal mailbox opens (XOAUTH2); null when our
 *     certificate is enough
 */
public record MailAccess(boolean startTls, @Nullable MailTokens tokens) {
  /** TLS from the first byte, and our certificate. */
  public static final MailAccess BY_CERTIFICATE = new MailAccess(false, null);

  /**
   * What opens this mailbox now; null when our certificate is enough.
   *
   * @throws MailRefused when a token is needed, and there is none fit for use
   */
  @Nullable Xoauth2 now(String mailbox) throws MailRefused {
    return tokens == null ? null : new Xoauth2(mailbox, tokens.current());
  }
}
