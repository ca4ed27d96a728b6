// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Act;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a recipient's side says of a delivery afterwards: a call that was taken or not, a mail that
 * was read or came back. It feeds the delivery, "opened" at most, never the responsibility.
 */
public final class Receipts {
  private final Store store;
  private final InstantSource clock;
  private final FollowUps followUps;

  public Receipts(Store store, InstantSource clock, FollowUps followUps) {
    this.store = store;
    this.clock = clock;
    this.followUps = followUps;
  }

  /** What is said. */
  public enum Receipt {
    /** The software, or the mailbox, has it. */
    TAKEN_IN,
    /** A person saw or heard it. */
    SEEN,
    /** The phone was busy, or nobody took it. */
    NO_ANSWER,
    /** It came back, or could not be filed. */
    FAILED
  }

  /**
   * Notes what was said of a delivery; what is not known, or was said before, changes nothing.
   *
   * @return false when no delivery has this id
   */
  public boolean note(String delivery, Receipt receipt) {
    Optional<Delivery> sent = store.inTransaction(tx -> note(tx, delivery, receipt));
    sent.filter(d -> receipt == Receipt.SEEN && asks(d))
        .ifPresent(
            d ->
                followUps.act(d.followUp(), Act.of(Act.Kind.OPEN, d.recipient(), clock.instant())));
    return sent.isPresent();
  }

  private static boolean asks(Delivery delivery) {
    return switch (delivery.kind()) {
      case RESULT, NOTICE_ACT, NOTICE_RUNG, NOTICE_OFFER -> true;
      case NOTICE_STAND_DOWN,
          NOTICE_CORRECTED,
          NOTICE_APPOINTMENT,
          NOTICE_PATIENT,
          VISIT_REPORT,
          NOTICE_DIGEST,
          DMP_PUBLISH,
          DMP_DELETE,
          ACKNOWLEDGEMENT ->
          false;
    };
  }

  private Optional<Delivery> note(Transaction tx, String id, Receipt receipt) {
    Delivery delivery = tx.delivery(id).orElse(null);
    if (delivery == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    // a quick recipient may speak before the outcome of the try is noted
    boolean early = delivery.state() == DeliveryState.READY && delivery.attempts() > 0;
    boolean seen = receipt == Receipt.SEEN || receipt == Receipt.TAKEN_IN;
    boolean sent = delivery.state() == DeliveryState.SENT || early && seen;
    if (sent) {
      switch (receipt) {
        case TAKEN_IN, SEEN -> tx.heard(id, DeliveryState.CONFIRMED, null);
        case NO_ANSWER -> {
          if (Retries.callAgain(delivery)) {
            tx.heard(id, DeliveryState.READY, now.plus(Retries.CALL_AGAIN));
          }
        }
        case FAILED -> tx.heard(id, DeliveryState.READY, now);
      }
      tx.audit(
          new AuditLine(
              now,
              delivery.recipient(),
              AuditLine.Action.RECEIPT,
              delivery.followUp(),
              delivery.channel() + " " + receipt.name()));
    }
    return Optional.of(delivery);
  }
}
