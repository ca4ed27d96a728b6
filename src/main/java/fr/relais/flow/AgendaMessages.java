// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.match.BlindKey;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.LineageKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What appointment services sent: a message counts once, and an older one never undoes a newer. */
public final class AgendaMessages {
  /** Twice as long as a signature is believed. */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private static final int RECENT_MAX = 10_000;

  private final Store store;
  private final InstantSource clock;

  public AgendaMessages(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** A message that came. */
  record Seen(String id, Instant at) {}

  /** Those that one service sent lately. */
  record RecentMessages(List<Seen> seen) {}

  /** A time that a person keeps free. */
  public record Free(Instant from, Instant to) {}

  /**
   * The latest that one service said of one person.
   *
   * @param sequence of its message
   */
  public record Agenda(String source, String practitioner, long sequence, List<Free> free) {}

  /** Whether this message came already. */
  public boolean seen(String source, String id) {
    return store.inTransaction(tx -> recent(tx, source).stream().anyMatch(s -> s.id().equals(id)));
  }

  /** Whether this says less than what is known already. */
  public boolean older(String source, String practitioner, long sequence) {
    return store.inTransaction(
        tx ->
            tx.records()
                .get(Agenda.class, name(source, practitioner))
                .filter(a -> a.sequence() >= sequence)
                .isPresent());
  }

  /** Notes that the message was taken, or waits for a person. */
  public void note(String id, Agenda agenda) {
    store.inTransaction(
        tx -> {
          Instant now = clock.instant();
          tx.lock(
              List.of(new LineageKey(agenda.source(), LineageKey.Kind.PLACER, "agenda messages")));
          List<Seen> recent = new ArrayList<>(recent(tx, agenda.source()));
          recent.removeIf(s -> s.at().plus(REMEMBERED).isBefore(now));
          recent.add(new Seen(id, now));
          List<Seen> kept = recent.subList(Math.max(0, recent.size() - RECENT_MAX), recent.size());
          tx.records()
              .put(
                  RecentMessages.class,
                  agenda.source(),
                  new RecentMessages(List.copyOf(kept)),
                  List.of());
          tx.records()
              .put(
                  Agenda.class,
                  name(agenda.source(), agenda.practitioner()),
                  agenda,
                  List.of(new BlindKey(BlindKey.Kind.PERSON, agenda.practitioner())));
          tx.audit(
              new AuditLine(
                  now,
                  "agenda:" + agenda.source(),
                  AuditLine.Action.IMPORTED,
                  agenda.practitioner(),
                  "AGENDA " + agenda.sequence()));
          return true;
        });
  }

  /** What the services say of this person. */
  public List<Agenda> of(String practitioner) {
    return store.inTransaction(
        tx ->
            tx.records()
                .find(
                    Agenda.class,
                    List.of(new BlindKey(BlindKey.Kind.PERSON, practitioner)),
                    RECENT_MAX));
  }

  private static List<Seen> recent(Transaction tx, String source) {
    return tx.records()
        .get(RecentMessages.class, source)
        .map(RecentMessages::seen)
        .orElse(List.of());
  }

  private static String name(String source, String practitioner) {
    return source + ' ' + practitioner;
  }
}
