// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Sha256;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Which mails of our mailbox were taken, and of which mails of ours a receipt is awaited. What the
 * server remembers (read or unread) is a help for people who look into the mailbox, never the
 * truth: the ledger is written in the transaction that does what the mail asks.
 */
public interface MailLedger {

  /**
   * Where a mail lies (RFC 9051 section 2.3.1.1).
   *
   * @param mailbox our address
   * @param uidValidity changes when the server numbers its mails anew
   * @param uid its number
   * @param messageId digest of its Message-ID, of nothing when it has none: a server that gives a
   *     number twice hides no mail
   */
  record Place(String mailbox, long uidValidity, long uid, Sha256 messageId) {}

  /** Which of these were taken before. */
  Set<Place> taken(Collection<Place> places);

  /**
   * Notes that this transaction takes the mail. Waits for a transaction that takes the same mail at
   * this moment.
   *
   * @param mail digest of its Message-ID and its bytes: the same mail under another number is the
   *     same
   * @return false when it was taken before, here or under another number: nothing more may be done
   *     with it; the number is noted all the same
   */
  boolean take(Place place, Sha256 mail, Instant at);

  /** A receipt of this delivery is awaited until then. */
  void awaitReceipt(String delivery, Instant until);

  /** No receipt of this delivery is awaited any more. */
  void heard(String delivery);

  /**
   * Deliveries whose receipt did not come in time; it is awaited no more. Every other node passes
   * them over until this transaction ends.
   */
  List<String> claimSilent(Instant now, int limit);
}
