// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A connection to the operator of our mailbox that did not become ours; its text is its reason. */
public final class MailRefused extends IOException {
  private static final long serialVersionUID = 1L;

  /** What a person must mend; what becomes of the mail is in the table of refusals. */
  public enum Reason {
    /** The server does not offer STARTTLS, or refuses it. Nothing of ours was said. */
    MAIL_NO_STARTTLS,
    /** More was said in clear after STARTTLS than its answer: someone stands between. */
    MAIL_CLEAR_TEXT,
    /** The server takes no token. None was shown. */
    MAIL_NO_XOAUTH2,
    /** There is no token: no file, or nothing in it that could be one. */
    MAIL_TOKEN_MISSING,
    /** The file of the token is open to others: it was not read. */
    MAIL_TOKEN_EXPOSED,
    /** The server does not take the token: it ended, or is for another mailbox. */
    MAIL_TOKEN_REFUSED
  }

  private final Reason reason;

  public MailRefused(Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** The one among these causes; null when it was something else. */
  static @Nullable MailRefused in(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof MailRefused refused) {
        return refused;
      }
    }
    return null;
  }
}
