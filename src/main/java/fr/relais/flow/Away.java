// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.WorkingCalendar;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Someone goes away, or his mission ends, while results wait for him: from that minute on the rows
 * for an absent requester hold for what he has not taken charge of.
 */
final class Away {
  private static final int AT_ONCE = 500;

  private final Store store;
  private final Rules rules;
  private final Outbox outbox;
  private Map<String, Instant> seen = Map.of();
  private long seenRoster = -1;

  Away(Store store, Rules rules, Ids ids) {
    this.store = store;
    this.rules = rules;
    this.outbox = new Outbox(ids, rules.sheets());
  }

  /** The number of follow-ups that someone else is asked for; looks only when someone left. */
  int runOnce(Roster roster, Instant now) {
    Map<String, Instant> away = away(roster, now);
    if (roster.version() == seenRoster && away.equals(seen)) {
      return 0;
    }
    int asked = 0;
    for (Map.Entry<String, Instant> one : away.entrySet()) {
      boolean news =
          roster.version() != seenRoster || !one.getValue().equals(seen.get(one.getKey()));
      asked += news ? store.inTransaction(tx -> ask(tx, one.getKey(), one.getValue(), now)) : 0;
    }
    seen = away;
    seenRoster = roster.version();
    return asked;
  }

  /** Who is away now, and since when. */
  private static Map<String, Instant> away(Roster roster, Instant now) {
    LocalDate today = WorkingCalendar.dayOf(now);
    Map<String, Instant> away = new HashMap<>();
    for (Practitioner person : roster.practitioners()) {
      LocalDate last = person.missionEnds();
      if (last != null && person.missionEnded(today)) {
        away.put(person.id(), last.plusDays(1).atStartOfDay(ParisTime.ZONE).toInstant());
      }
    }
    roster.periods().stream()
        .filter(p -> p.kind() == Period.Kind.ABSENCE && p.practitioner() != null && p.covers(now))
        .forEach(p -> away.merge(Objects.requireNonNull(p.practitioner()), p.from(), Away::first));
    return Map.copyOf(away);
  }

  private static Instant first(Instant one, Instant two) {
    return one.isBefore(two) ? one : two;
  }

  private int ask(Transaction tx, String owner, Instant since, Instant now) {
    int asked = 0;
    for (FollowUp row : tx.openOwnedBy(List.of(owner), AT_ONCE)) {
      Optional<FollowUpMachine.Step> step =
          offeredSince(tx, row, since)
              ? Optional.empty()
              : StandIns.meanwhile(row, rules.context(tx, row, now));
      step.ifPresent(found -> outbox.done(tx, found, now));
      asked += step.isPresent() ? 1 : 0;
    }
    return asked;
  }

  /** Whether someone was asked since he went away: whoever said no is not asked twice. */
  private static boolean offeredSince(Transaction tx, FollowUp row, Instant since) {
    return tx.history(row.id()).stream()
        .filter(event -> event.kind() == FollowUpEvent.Kind.OFFERED)
        .map(FollowUpEvent::at)
        .max(Comparator.naturalOrder())
        .filter(at -> !at.isBefore(since))
        .isPresent();
  }
}
