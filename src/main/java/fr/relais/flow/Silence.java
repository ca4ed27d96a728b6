// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.SoftwareSheet.Acknowledges;
import fr.relais.flow.Transaction.Ended;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A mail that nobody acknowledges although its recipient's software does so: the same goes by the
 * next door, or whoever is responsible is told. Says nothing about what a doctor did.
 */
public final class Silence {
  private static final int BATCH = 50;

  /** A server that takes a mail says so within minutes; one that cannot, within a day. */
  private static final Duration PRESSING = Duration.ofMinutes(15);

  private static final Duration USUAL = Duration.ofHours(24);

  private final Store store;
  private final InstantSource clock;
  private final NextDoor doors;

  public Silence(Store store, Rules rules, InstantSource clock, Ids ids) {
    this.store = store;
    this.clock = clock;
    this.doors = new NextDoor(new Outbox(ids, rules.sheets()), ids);
  }

  /** From now on a receipt of this mail is awaited, when its recipient's sheet promises one. */
  static void begin(Transaction tx, Ended ended, Rules rules) {
    Delivery delivery = ended.delivery();
    boolean mailed =
        ended.outcome() == AttemptOutcome.OK
            && ended.next() == DeliveryState.SENT
            && delivery.kind() == Delivery.Kind.RESULT
            && delivery.channel().equals(Channel.MAIL.code());
    if (mailed
        && tx.roster()
            .practitioner(delivery.recipient())
            .map(person -> rules.sheets().of(person).acknowledges())
            .filter(Acknowledges.DELIVERY_RECEIPT::equals)
            .isPresent()) {
      boolean pressing = delivery.priority().ordinal() <= FollowUpPriority.URGENT.ordinal();
      tx.records()
          .mails()
          .awaitReceipt(delivery.id(), ended.at().plus(pressing ? PRESSING : USUAL));
    }
  }

  /** Does what is due; how many were silent for too long, 0 when none was. */
  public int runOnce() {
    return store.inTransaction(
        tx -> {
          Instant now = clock.instant();
          var silent = tx.records().mails().claimSilent(now, BATCH);
          for (String id : silent) {
            tx.delivery(id)
                .filter(delivery -> delivery.state() == DeliveryState.SENT)
                .ifPresent(delivery -> leave(tx, delivery, now));
          }
          return silent.size();
        });
  }

  private void leave(Transaction tx, Delivery delivery, Instant now) {
    tx.audit(
        new AuditLine(
            now,
            delivery.recipient(),
            AuditLine.Action.RECEIPT,
            delivery.followUp(),
            delivery.channel() + " SILENCE"));
    doors.leave(
        tx,
        delivery,
        "aucun accusé de réception du courriel ; rien ne dit qu'il est arrivé.",
        DeliveryState.SENT,
        now);
  }
}
