// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The door by which mails to our own secure mailbox come in. */
public interface Mailbox {

  /** Takes one mail. Never throws. The same mail may come again, and then changes nothing. */
  Kept mail(IncomingMail mail);

  /** Whether the mail may be marked as seen at the operator. */
  enum Kept {
    YES,
    TRY_LATER
  }

  /** What a mail tells about one of ours. */
  enum Report {
    /** Nothing: it is a person's mail, or none that we understand. */
    NONE,
    /** It did not reach the mailbox (RFC 3464, action failed). */
    BOUNCED,
    /** It reached the mailbox (RFC 3464, action delivered). */
    DELIVERED,
    /** A software displayed or processed it (RFC 8098): no doctor took charge of anything. */
    PROCESSED,
    /** A software could not use it (RFC 8098, error or failed). */
    FAILED
  }

  /**
   * A mail at the door. All of it was written by someone else.
   *
   * @param from the one address of the From header, in lower case, which the operator's envelope
   *     does not contradict; empty when there is not exactly one, or it is malformed
   * @param firstLine first line of the plain text that is not blank, at most 200 characters; null
   *     when there is none, or when a machine wrote the mail (RFC 3834)
   * @param about the deliveries of ours that it names
   * @param raw the mail itself; only its beginning when it is over the limit of size
   */
  record IncomingMail(
      String from, @Nullable String firstLine, List<String> about, Report report, Content raw) {
    public IncomingMail {
      about = List.copyOf(about);
    }
  }
}
