// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.MailReceipt.Kind;
import java.util.Set;

/**
 * What a receipt of one of our mails changes. Receipts come late, twice, in any order, and
 * contradict each other: a software that has the document is believed before a server that says it
 * never arrived; one that could not file it is always told to someone. None of them says that a
 * doctor took charge.
 */
public final class ReceiptRule {
  private ReceiptRule() {}

  /** What is done with the delivery. */
  public enum Next {
    /** Nothing changes; the fact is kept. */
    NOTED,
    /** It is there: in the mailbox, or in the software. */
    CONFIRMED,
    /** It came back: once more by the same door. */
    SEND_AGAIN,
    /** The same would be refused again: by the next door, or its owner is told. */
    NEXT_DOOR,
    /** Whoever is responsible must look: the software says one thing and its contrary. */
    TELL_OWNER,
    /** The try that it is about has not ended yet: the notice is read again after it. */
    WAIT
  }

  /**
   * The rule, one line for each kind of notice.
   *
   * @param state of the delivery
   * @param tried whether it ever began to leave
   * @param trying whether a try runs at this moment
   * @param heard what was said of it before
   */
  public static Next of(
      DeliveryState state, boolean tried, boolean trying, Set<Kind> heard, Kind now) {
    if (!tried) {
      return Next.NOTED;
    }
    return switch (now) {
      case DELAYED, OTHER, ELSEWHERE -> Next.NOTED;
      case DELIVERED ->
          waits(state, trying) && heard.contains(Kind.NOT_DELIVERED) ? Next.NOTED : arrived(state);
      case DISPLAYED, PROCESSED -> arrived(state);
      case NOT_DELIVERED -> trying ? Next.WAIT : cameBack(state, heard);
      case REFUSED -> trying ? Next.WAIT : refused(state, heard);
    };
  }

  /** It goes again already. */
  private static boolean waits(DeliveryState state, boolean trying) {
    return state == DeliveryState.READY && !trying;
  }

  private static Next arrived(DeliveryState state) {
    return switch (state) {
      case READY, SENT -> Next.CONFIRMED;
      case CONFIRMED, SECOND_CHANNEL, EXPIRED -> Next.NOTED;
    };
  }

  private static Next cameBack(DeliveryState state, Set<Kind> heard) {
    boolean used = heard.contains(Kind.PROCESSED) || heard.contains(Kind.DISPLAYED);
    return switch (state) {
      case SENT -> Next.SEND_AGAIN;
      case CONFIRMED -> used ? Next.NOTED : Next.SEND_AGAIN;
      case READY, SECOND_CHANNEL, EXPIRED -> Next.NOTED;
    };
  }

  private static Next refused(DeliveryState state, Set<Kind> heard) {
    if (heard.contains(Kind.REFUSED)) {
      return Next.NOTED;
    }
    if (heard.contains(Kind.PROCESSED)) {
      return Next.TELL_OWNER;
    }
    return switch (state) {
      case READY, SENT, CONFIRMED -> Next.NEXT_DOOR;
      case SECOND_CHANNEL, EXPIRED -> Next.NOTED;
    };
  }
}
