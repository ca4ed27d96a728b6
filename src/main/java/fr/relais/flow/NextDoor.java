// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.WorkingCalendar;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.Practitioner;
import java.time.Instant;
import java.util.Optional;

/**
 * A mail that left and does not serve: the same goes by the recipient's next door; when he has
 * none, whoever is responsible for the result is told.
 */
final class NextDoor {
  private final Outbox outbox;
  private final Ids ids;

  NextDoor(Outbox outbox, Ids ids) {
    this.outbox = outbox;
    this.ids = ids;
  }

  /**
   * Leaves this door.
   *
   * @param why what the owner reads, without the recipient's name before it
   * @param shut how the delivery stands when there is no other door
   */
  void leave(Transaction tx, Delivery delivery, String why, DeliveryState shut, Instant now) {
    boolean superseded =
        tx.followUp(delivery.followUp())
            .filter(row -> Superseded.is(tx, delivery, row))
            .isPresent();
    if (superseded) {
      tx.heard(delivery.id(), shut, null);
      return;
    }
    Optional<Delivery> next =
        tx.roster()
            .reachable(delivery.recipient(), WorkingCalendar.dayOf(now))
            .flatMap(person -> outbox.next(delivery, person, now));
    tx.heard(delivery.id(), next.isPresent() ? DeliveryState.SECOND_CHANNEL : shut, null);
    tx.enqueue(next.stream().toList());
    tx.audit(
        new AuditLine(
            now,
            delivery.recipient(),
            AuditLine.Action.NOT_DELIVERED,
            delivery.followUp(),
            delivery.channel() + (next.isPresent() ? " NEXT_DOOR" : " NO_OTHER_DOOR")));
    if (next.isEmpty()) {
      tell(tx, delivery, why, now);
    }
  }

  /** Tells whoever is responsible, once for each reason; a notice that is lost is nobody's news. */
  void tell(Transaction tx, Delivery delivery, String why, Instant now) {
    if (delivery.kind() == Delivery.Kind.RESULT) {
      String who =
          tx.roster()
              .practitioner(delivery.recipient())
              .map(Practitioner::title)
              .orElse("un destinataire");
      Undelivered.tellOwner(tx, delivery, "Pour " + who + " : " + why, ids, now);
    }
  }
}
