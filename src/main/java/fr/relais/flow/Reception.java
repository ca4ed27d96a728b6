// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.WorkingCalendar;
import fr.relais.core.model.Appointment;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Whom the agent of a place that is lent welcomes: an hour and a reference, nothing else. */
public final class Reception {
  private final Store store;
  private final InstantSource clock;

  Reception(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Someone who comes.
   *
   * @param reference the short name by which he is announced
   */
  public record Coming(Instant start, String reference) {}

  /** Who has an appointment today in the place of this agent, the earliest first; audited. */
  public List<Coming> today(String agent) {
    Instant now = clock.instant();
    return store.inTransaction(
        tx -> {
          Roster roster = tx.roster();
          String site =
              roster
                  .practitioner(agent)
                  .filter(person -> person.role() == Role.HOST_AGENT)
                  .filter(person -> !person.revoked(WorkingCalendar.dayOf(now)))
                  .map(Practitioner::site)
                  .orElse(null);
          if (site == null) {
            return List.of();
          }
          return new Diary(tx)
              .at(site, WorkingCalendar.dayOf(now), roster.practitioners()).stream()
                  .flatMap(each -> coming(tx, each, agent, now).stream())
                  .toList();
        });
  }

  private static List<Coming> coming(Transaction tx, Appointment one, String agent, Instant now) {
    FollowUp row = tx.followUp(one.followUp()).orElse(null);
    if (row == null) {
      return List.of();
    }
    tx.audit(new AuditLine(now, agent, AuditLine.Action.READ, one.id(), "APPOINTMENT OF_SITE"));
    return List.of(new Coming(one.start(), row.reference()));
  }
}
