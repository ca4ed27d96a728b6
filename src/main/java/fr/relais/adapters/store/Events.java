// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/** Events of follow-ups: only ever added. What a person wrote as reason is sealed. */
final class Events {
  private final Session session;

  Events(Session session) {
    this.session = session;
  }

  /**
   * The number of the event before these, which must lead to the row without a gap.
   *
   * @throws IllegalStateException when they do not
   */
  static int before(FollowUp row, List<FollowUpEvent> events) {
    int before = row.seq() - events.size();
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).seq() != before + i + 1) {
        throw new IllegalStateException("EVENT_GAP");
      }
    }
    return before;
  }

  void add(String followUp, List<FollowUpEvent> events) {
    session
        .sql()
        .laterEach(
            """
            INSERT INTO follow_up_event (
              follow_up, seq, kind, at, actor, person, priority, decision, outcome, sealed_reason,
              rule, offer_expires, clock_start, deadline, next_due, rung, node)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """,
            events.stream().map(event -> values(followUp, event)).toList());
  }

  private Object[] values(String followUp, FollowUpEvent event) {
    byte[] reason = event.reason().getBytes(StandardCharsets.UTF_8);
    return new Object[] {
      followUp,
      event.seq(),
      event.kind(),
      event.at(),
      event.actor(),
      event.person(),
      event.priority(),
      event.decision(),
      event.outcome(),
      session.keys().seal(followUp, reason, place(followUp, event.seq())),
      event.rule(),
      event.offerExpires(),
      event.clockStart(),
      event.deadline(),
      event.nextDue(),
      event.rung(),
      event.node()
    };
  }

  List<FollowUpEvent> of(String followUp) {
    return session
        .sql()
        .list(
            "SELECT * FROM follow_up_event WHERE follow_up = ? ORDER BY seq",
            row -> event(followUp, row),
            followUp);
  }

  private FollowUpEvent event(String followUp, Row row) throws SQLException {
    int seq = row.integer("seq");
    byte[] reason = session.keys().open(followUp, row.bytes("sealed_reason"), place(followUp, seq));
    return new FollowUpEvent(
        seq,
        row.constant("kind", FollowUpEvent.Kind.class),
        row.time("at"),
        row.text("actor"),
        row.textOrNull("person"),
        row.constant("priority", FollowUpPriority.class),
        row.constantOrNull("decision", ClinicalDecision.class),
        row.constantOrNull("outcome", ClinicalOutcome.class),
        new String(reason, StandardCharsets.UTF_8),
        row.textOrNull("rule"),
        row.timeOrNull("offer_expires"),
        row.time("clock_start"),
        row.timeOrNull("deadline"),
        row.timeOrNull("next_due"),
        row.integer("rung"),
        row.text("node"));
  }

  private static String place(String followUp, int seq) {
    return "follow_up_event/" + followUp + "/" + seq + "/reason";
  }
}
