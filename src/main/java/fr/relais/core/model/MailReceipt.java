// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says of another mail: a delivery status (RFC 3464), a disposition (RFC 8098), or a
 * refused integration in plain words. It tells what a mailbox or a software did, never what a
 * doctor did.
 *
 * @param about identifiers of the mail that it is about, without angle brackets: all those that the
 *     notice and the header that it gives back say, else the mail that it answers; empty when it
 *     does not say
 * @param finalRecipient the mailbox that it speaks for, in lower case
 * @param disposition {@code processed}, {@code displayed}, {@code processed/error}; action of a
 *     delivery status; null for a plain mail
 * @param errorCode of MSSanté (900 to 906) or of HL7 table 0357; of a mail that did not arrive,
 *     what a server answered: reply of SMTP ({@code 550}), else enhanced status ({@code 5.1.1})
 */
public record MailReceipt(
    Kind kind,
    List<String> about,
    @Nullable String finalRecipient,
    @Nullable String disposition,
    @Nullable String errorCode) {
  public MailReceipt {
    about = List.copyOf(about);
  }

  /** What became of the mail. */
  public enum Kind {
    /** It reached the mailbox. */
    DELIVERED,
    /** It is on its way still. */
    DELAYED,
    /** It did not reach the mailbox. */
    NOT_DELIVERED,
    /** It was displayed to someone who reads the mailbox: a doctor, or not. */
    DISPLAYED,
    /** A software took it in. */
    PROCESSED,
    /** A software could not use it. */
    REFUSED,
    /** Something else: deleted unread, dispatched, or not said. */
    OTHER
  }
}
