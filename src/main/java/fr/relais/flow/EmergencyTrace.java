// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import java.time.Instant;
import java.util.List;

/** Keeps in a result's own history that someone read it by emergency access, and why. */
final class EmergencyTrace {
  private final Store store;
  private final Rules rules;

  EmergencyTrace(Store store, Rules rules) {
    this.store = store;
    this.rules = rules;
  }

  /**
   * Kept once for each reader and state of the result: a page that is loaded again adds nothing.
   *
   * @return the row after it
   */
  FollowUp keep(Transaction tx, FollowUp row, String reader, String reason, Instant now) {
    List<FollowUpEvent> history = store.history(row.id());
    for (int i = history.size() - 1; i >= 0; i--) {
      FollowUpEvent event = history.get(i);
      if (event.kind() != FollowUpEvent.Kind.READ_IN_EMERGENCY) {
        break;
      }
      if (event.actor().equals(reader)) {
        return row;
      }
    }
    FollowUpMachine.Step step =
        FollowUpMachine.readInEmergency(row, reader, reason, rules.context(tx.roster(), row, now));
    tx.save(step.row(), List.of(step.event()));
    return step.row();
  }
}
