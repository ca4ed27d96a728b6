// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.DigestRule;
import fr.relais.core.decide.DigestRule.DigestSent;
import fr.relais.core.decide.FollowUpMachine.Notice;
import fr.relais.core.decide.WorkingCalendar;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Letter;
import fr.relais.core.model.LineageKey;
import fr.relais.core.model.Roster;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends each doctor what waits for him and does not interrupt, at fixed hours. What was sent is
 * remembered for each doctor under a lock: one digest for each hour, whatever the number of nodes,
 * after any restart and any jump of the clock.
 */
public final class Digests {
  private static final int OPEN_MAX = 100_000;
  private static final int LINES_MAX = 200;

  private final Store store;
  private final InstantSource clock;
  private final Outbox outbox;
  private final List<LocalTime> hours;
  private @Nullable Instant done;

  /**
   * @param hours on the Paris clock; none: nobody is ever sent a digest
   */
  public Digests(Store store, Rules rules, InstantSource clock, Ids ids, List<LocalTime> hours) {
    this.store = store;
    this.clock = clock;
    this.outbox = new Outbox(ids, rules.sheets());
    this.hours = List.copyOf(hours);
  }

  /** The number of doctors to whom one leaves; looks once for each hour. */
  public int runOnce() {
    Instant now = clock.instant();
    Instant slot = DigestRule.slot(hours, now).orElse(null);
    if (slot == null || slot.equals(done)) {
      return 0;
    }
    List<FollowUp> open = store.openFollowUps(OPEN_MAX);
    Set<String> people = DigestRule.people(open);
    int sent = 0;
    for (String person : people) {
      List<FollowUp> mine = DigestRule.of(person, open);
      sent += store.inTransaction(tx -> sent(tx, person, mine, slot, now));
    }
    done = slot;
    return sent;
  }

  private int sent(Transaction tx, String person, List<FollowUp> mine, Instant slot, Instant now) {
    Roster roster = tx.roster();
    FollowUp anchor = DigestRule.anchor(person, mine).orElse(null);
    if (anchor == null || !able(roster, person, now)) {
      return 0;
    }
    tx.lock(List.of(new LineageKey("relais", LineageKey.Kind.FILE, record(person))));
    DigestSent last = tx.records().get(DigestSent.class, record(person)).orElse(null);
    if (!DigestRule.due(last, slot, person, mine)) {
      return 0;
    }
    tx.records()
        .put(
            DigestSent.class,
            record(person),
            new DigestSent(slot, DigestRule.told(person, mine)),
            List.of());
    List<Delivery> leaving =
        outbox.of(
            List.of(new Notice(person, Delivery.Kind.NOTICE_DIGEST, false)),
            anchor,
            null,
            roster,
            now);
    tx.enqueue(leaving);
    return leaving.size();
  }

  private static boolean able(Roster roster, String person, Instant now) {
    return roster
        .practitioner(person)
        .filter(p -> p.mayOwn(WorkingCalendar.dayOf(now)))
        .isPresent();
  }

  private static String record(String person) {
    return "digest/" + person;
  }

  /** The same letter with what stands now; empty when nothing waits for him any more. */
  static Optional<Letter> assembled(Letter letter, Store store) {
    String person = letter.recipient().id();
    return DigestRule.digest(person, store.openOf(person, LINES_MAX)).map(letter::with);
  }
}
