// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Content;
import fr.relais.core.model.MailReceipt;
import fr.relais.flow.MailLedger.Place;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The door by which mails to our own secure mailbox come in. */
public interface Mailbox {

  /** Takes one mail. Never throws. The same mail may come again, and then changes nothing. */
  Kept mail(IncomingMail mail);

  /** Which of these were taken before, and need not be fetched again. */
  Set<Place> taken(Collection<Place> places);

  /** Whether the mail may be marked as seen at the operator. */
  enum Kept {
    YES,
    TRY_LATER
  }

  /**
   * A mail at the door. All of it was written by someone else.
   *
   * @param place where it lies at the operator; null when it lies nowhere
   * @param from the one address of the From header, in lower case, which the operator's envelope
   *     does not contradict; empty when there is not exactly one, or it is malformed
   * @param subject decoded, at most 300 characters; empty when there is not exactly one
   * @param firstLine first line of the plain text that is not blank, at most 200 characters; null
   *     when there is none, or when a machine wrote the mail (RFC 3834)
   * @param words all that was written, when a person wrote the mail and it holds nothing else, at
   *     most 4,000 characters; null otherwise
   * @param automatic the same, when a machine wrote the mail (RFC 3834): nobody answers by it; null
   *     otherwise
   * @param about the deliveries of ours that it names: those that a receipt is about, else those
   *     that it answers
   * @param receipt what it says of a mail of ours; null when it speaks of itself
   * @param raw the mail itself; only its beginning when it is over the limit of size
   */
  record IncomingMail(
      @Nullable Place place,
      String from,
      String subject,
      @Nullable String firstLine,
      @Nullable String words,
      @Nullable String automatic,
      List<String> about,
      @Nullable MailReceipt receipt,
      Content raw) {
    public IncomingMail {
      about = List.copyOf(about);
    }

    /** One that lies nowhere. */
    public static IncomingMail of(
        String from,
        @Nullable String firstLine,
        List<String> about,
        @Nullable MailReceipt receipt,
        Content raw) {
      return new IncomingMail(null, from, "", firstLine, null, null, about, receipt, raw);
    }
  }
}
