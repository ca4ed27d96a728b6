// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.ProducerAcknowledgement.Event;
import fr.relais.core.model.ProducerAcknowledgement.Said;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the producer of a document is told of it (ZAM^Z01, Z02, Z03), when he asked; the rows are
 * those of {@code test-fixtures/decisions/producer-acknowledgements.md}. An acknowledgement speaks
 * for the DMP, for a mailbox, for a software, never for Relais: so what Relais decided (not to
 * file, to go by another door) is told to nobody here, and what a time-out leaves unknown is not
 * told either.
 *
 * <p>A document that was in the DMP before our first try is no success of ours: someone else filed
 * it, the DMP answered him, and he is told by his own platform. It is one once a try of ours had no
 * answer: the DMP then shows that it took what we sent.
 */
public final class ProducerAcknowledgements {
  private ProducerAcknowledgements() {}

  /** What was seen. */
  public enum Seen {
    /** The DMP answered that it took the document, or deleted it. */
    DMP_TOOK(Said.DMP_TOOK),
    /** It is as we asked, found after a try of ours that had no answer. */
    DMP_AS_WE_TRIED(Said.DMP_TOOK),
    /** The same, and another document of the same message is not there. */
    DMP_TOOK_A_PART,
    /** It was as we were about to ask, before any try of ours. */
    DMP_AS_BEFORE,
    /** The DMP refused, for good. */
    DMP_REFUSED(Said.DMP_REFUSED),
    /** The DMP did not answer, refused for now, or was not asked. */
    DMP_NOTHING,
    /** Our copy of the result was filed or refused: not the document of the message. */
    DMP_COPY,

    /** Our operator took the mail: it is on its way. */
    MAIL_LEFT,
    /** The mail is in the mailbox (DSN). */
    MAIL_DELIVERED(Said.MAIL_RECEIVED),
    /** It was displayed to someone who reads the mailbox (MDN). */
    MAIL_DISPLAYED(Said.MAIL_RECEIVED, Said.MAIL_READ),
    /** A software integrated the document (MDN). */
    MAIL_PROCESSED(Said.MAIL_RECEIVED, Said.MAIL_READ),
    /** A software could not integrate it (MDN or mail, 900 to 906). */
    MAIL_NOT_INTEGRATED(Said.MAIL_RECEIVED, Said.MAIL_NOT_INTEGRATED),
    /** The mail was refused or came back, and it is not sent there again. */
    MAIL_REFUSED(Said.MAIL_NOT_RECEIVED),
    /** It came back, or was refused, and is sent there again. */
    MAIL_AGAIN,
    /** Late, deleted unread, without an answer: it tells neither yes nor no. */
    MAIL_NOTHING;

    private final Set<Said> tells;

    Seen(Said... tells) {
      this.tells = Set.of(tells);
    }

    /** Whether there is anything in it to tell. */
    public boolean says() {
      return !tells.isEmpty();
    }
  }

  /**
   * The rule.
   *
   * @param reception whether the producer asked for acknowledgements of reception
   * @param reading whether he asked for those of reading
   * @param named whether the message is for whoever the mail went to: its requester, or someone
   *     whom it names; to whom else Relais turned is not the producer's to know
   * @param before what was said of the same filing, or of the same mail
   */
  public static Set<Said> of(
      boolean reception, boolean reading, boolean named, Seen seen, Set<Said> before) {
    Set<Said> says = EnumSet.noneOf(Said.class);
    for (Said one : seen.tells) {
      if (asked(one, reception, reading)
          && (named || one.event() == Event.Z01)
          && !before.contains(one)
          && !(one == Said.MAIL_NOT_RECEIVED && someoneHasIt(before))) {
        says.add(one);
      }
    }
    return says;
  }

  private static boolean asked(Said one, boolean reception, boolean reading) {
    return switch (one.event()) {
      case Z01, Z02 -> reception;
      case Z03 -> reading;
    };
  }

  private static boolean someoneHasIt(Set<Said> before) {
    return before.contains(Said.MAIL_RECEIVED)
        || before.contains(Said.MAIL_READ)
        || before.contains(Said.MAIL_NOT_INTEGRATED);
  }
}
