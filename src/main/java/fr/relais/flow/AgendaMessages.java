// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.match.BlindKey;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.FreeSlots;
import fr.relais.core.model.LineageKey;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

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

  /** Notes that the message was taken, or waits for a person; nothing of it is in force yet. */
  public void note(String id, String source, String practitioner, long sequence) {
    store.inTransaction(
        tx -> {
          Instant now = clock.instant();
          tx.lock(List.of(new LineageKey(source, LineageKey.Kind.PLACER, "agenda messages")));
          List<Seen> recent = new ArrayList<>(recent(tx, source));
          recent.removeIf(s -> s.at().plus(REMEMBERED).isBefore(now));
          recent.add(new Seen(id, now));
          List<Seen> kept = recent.subList(Math.max(0, recent.size() - RECENT_MAX), recent.size());
          tx.records()
              .put(RecentMessages.class, source, new RecentMessages(List.copyOf(kept)), List.of());
          List<Free> free =
              tx.records()
                  .get(Agenda.class, name(source, practitioner))
                  .map(Agenda::free)
                  .orElse(List.of());
          put(tx, new Agenda(source, practitioner, sequence, free));
          tx.audit(
              new AuditLine(
                  now,
                  "agenda:" + source,
                  AuditLine.Action.IMPORTED,
                  practitioner,
                  "AGENDA " + sequence));
          return true;
        });
  }

  /**
   * The free times of this agenda are in force: beside those of other services, they are what the
   * pages propose. One that is older than what is known changes nothing.
   */
  public void inForce(Agenda agenda) {
    store.inTransaction(
        tx -> {
          Diary diary = new Diary(tx);
          diary.hold(agenda.practitioner());
          boolean older =
              tx.records()
                  .get(Agenda.class, name(agenda.source(), agenda.practitioner()))
                  .filter(known -> known.sequence() > agenda.sequence())
                  .isPresent();
          if (older) {
            return false;
          }
          put(tx, agenda);
          List<Slot> slots =
              of(tx, agenda.practitioner()).stream()
                  .flatMap(a -> a.free().stream())
                  .distinct()
                  .sorted(Comparator.comparing(Free::from).thenComparing(Free::to))
                  .map(f -> new Slot(agenda.practitioner(), f.from(), f.to(), Slot.Source.IMPORTED))
                  .toList();
          diary.put(new FreeSlots(agenda.practitioner(), slots));
          tx.audit(
              new AuditLine(
                  clock.instant(),
                  "agenda:" + agenda.source(),
                  AuditLine.Action.IMPORTED,
                  agenda.practitioner(),
                  "SLOTS " + slots.size()));
          return true;
        });
  }

  /**
   * All that one source says of free times, whole.
   *
   * @param byPerson nobody else is free by this source
   */
  public record FreeTimes(String source, Map<String, List<Free>> byPerson) {
    public FreeTimes {
      byPerson = Map.copyOf(byPerson);
    }
  }

  /** The same for everyone whom a source tells at once: whichever is taken last is in force. */
  public void inForce(FreeTimes all) {
    long sequence = clock.instant().toEpochMilli();
    all.byPerson().forEach((id, free) -> inForce(new Agenda(all.source(), id, sequence, free)));
    store.roster().practitioners().stream()
        .map(Practitioner::id)
        .filter(id -> !all.byPerson().containsKey(id))
        .flatMap(id -> of(id).stream())
        .filter(known -> known.source().equals(all.source()) && !known.free().isEmpty())
        .forEach(
            known -> inForce(new Agenda(all.source(), known.practitioner(), sequence, List.of())));
  }

  /** What the services say of this person. */
  public List<Agenda> of(String practitioner) {
    return store.inTransaction(tx -> of(tx, practitioner));
  }

  private static List<Agenda> of(Transaction tx, String practitioner) {
    return tx.records().find(Agenda.class, List.of(person(practitioner)), RECENT_MAX);
  }

  private static void put(Transaction tx, Agenda agenda) {
    tx.records()
        .put(
            Agenda.class,
            name(agenda.source(), agenda.practitioner()),
            agenda,
            List.of(person(agenda.practitioner())));
  }

  private static BlindKey person(String practitioner) {
    return new BlindKey(BlindKey.Kind.PERSON, practitioner);
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
