// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.FollowUpMachine.Notice;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Roster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes deliveries of what must go out: which person, which endpoint. */
final class Outbox {
  private final Ids ids;

  Outbox(Ids ids) {
    this.ids = ids;
  }

  /**
   * One delivery for each notice whose addressee has an endpoint; the others see it in their own
   * list.
   *
   * @param report the report that a RESULT carries; null when there is none to carry
   */
  List<Delivery> of(
      List<Notice> notices, FollowUp row, @Nullable String report, Roster roster, Instant now) {
    List<Delivery> deliveries = new ArrayList<>();
    for (Notice notice : notices) {
      boolean result = notice.kind() == Delivery.Kind.RESULT;
      String folder = roster.practitioner(notice.to()).map(p -> p.folder()).orElse(null);
      if (folder != null && (!result || report != null)) {
        deliveries.add(
            new Delivery(
                ids.next(),
                row.id(),
                notice.kind(),
                result ? report : null,
                notice.to(),
                "folder",
                folder,
                row.priority(),
                DeliveryState.READY,
                now,
                0,
                0));
      }
    }
    return deliveries;
  }
}
