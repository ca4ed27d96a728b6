// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static java.util.Comparator.comparing;

import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Readers;
import fr.relais.flow.Rules;
import fr.relais.flow.SoftwareSheets;
import fr.relais.flow.Store;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Plays a story on the real core, with a clock that is moved by hand: every due time in between is
 * lived through in its order. Survives a crash as a process would: what was not answered is sent
 * again.
 */
final class StoryPlayer {
  /** The process dies at this point: nothing after it happens. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(Checkpoint.Step at) {
      super(at.name(), null, false, false);
    }
  }

  private static final String NODE = "story";
  private static final URI PAGES = URI.create("http://localhost:8080");

  /** Already over when it is taken: of one process, the next need not wait for the dead one's. */
  private static final Duration LEASE = Duration.ofSeconds(-1);

  private final Story story;
  private final Store store;
  private final Readers readers;
  private final Rules rules;
  private final Checkpoint checkpoint;
  private final HandClock clock;
  private final StoryDoors doors;
  private final CountedIds ids = new CountedIds();
  private final Map<String, Integer> followUps = new LinkedHashMap<>();
  private final Map<String, Integer> told = new LinkedHashMap<>();
  private final Map<String, String> numbers = new HashMap<>();
  private final List<StoryLine> lines = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();
  private final StoryAgenda agenda;
  private Walk walk;
  private boolean crashed;
  private long seenIds;

  /**
   * @param sheets of the practice software that the people of the story name
   */
  StoryPlayer(
      Story story, Store store, Readers readers, SoftwareSheets sheets, Checkpoint checkpoint) {
    this.story = story;
    this.store = store;
    this.readers = readers;
    this.rules =
        Rules.sandbox(NODE)
            .with(sheets, PAGES)
            .with(site -> story.policies(now()).of(site))
            .with(new ReceivedDocuments(structure -> true));
    this.checkpoint = checkpoint;
    this.clock = new HandClock(story.start());
    this.doors = new StoryDoors(clock, id -> followUps.getOrDefault(id, 0), lines);
    this.agenda = new StoryAgenda(store, clock);
    this.walk = start();
  }

  private Walk start() {
    return Walk.of(
        new Walk.Parts(
            store,
            readers,
            doors.exits(),
            rules,
            clock,
            ids,
            new Random(1),
            checkpoint,
            LEASE,
            20,
            Runnable::run,
            () -> {}));
  }

  /** What came of the story. */
  record Played(List<StoryLine> lines, List<String> differences, List<StoryEnd> end) {}

  Played play() {
    store.changeRoster(old -> story.roster(), story.start(), NODE);
    for (Story.Step step : story.steps()) {
      doors.sent().clear();
      advance(step.at());
      if (step.roster() != null) {
        store.changeRoster(old -> step.roster(), step.at(), NODE);
      }
      StoryHands hands = new StoryHands(this, step.place());
      step.events().forEach(event -> event.happens(hands));
      settle();
      new StoryCheck(this::followUp, store, doors.sent(), crashed, differences)
          .check(step, followUps.size());
    }
    List<String> wrong = store.violations(clock.instant());
    wrong.forEach(v -> differences.add("invariant : " + v));
    return new Played(lines, differences, end());
  }

  /** Lives through every due time up to this one. */
  private void advance(Instant to) {
    Optional<Instant> next = agenda.next(to, followUps.keySet());
    while (next.isPresent()) {
      clock.set(next.get().isAfter(clock.instant()) ? next.get() : clock.instant());
      settle();
      Optional<Instant> after = agenda.next(to, followUps.keySet());
      if (after.isPresent() && !after.get().isAfter(clock.instant()) && after.equals(next)) {
        throw new IllegalStateException("a due time does not move on: " + next.get());
      }
      next = after;
    }
    clock.set(to);
  }

  /** Does all that is due now, and notes what happened. */
  private void settle() {
    while (surviving(() -> walk.timers().runOnce(), () -> 1) > 0) {
      note();
    }
    while (surviving(() -> walk.deliver().runOnce(), () -> 1) > 0) {
      note();
    }
    note();
  }

  <T> T surviving(Supplier<T> action, Supplier<T> afterCrash) {
    try {
      return action.get();
    } catch (Crash e) {
      crashed = true;
      walk = start();
      return afterCrash.get();
    }
  }

  /** Notes the events that are new since the last time, and the follow-ups that were opened. */
  void note() {
    List<String> fresh = ids.after(seenIds);
    seenIds = ids.given();
    // what is concluded as soon as it comes is among no open ones
    List<FollowUp> opened =
        store.inTransaction(
            tx -> fresh.stream().map(tx::followUp).flatMap(Optional::stream).toList());
    opened.stream()
        .sorted(comparing(FollowUp::receivedAt).thenComparing(FollowUp::id))
        .forEach(row -> followUps.putIfAbsent(row.id(), followUps.size() + 1));
    for (Map.Entry<String, Integer> entry : followUps.entrySet()) {
      FollowUp row = followUp(entry.getKey());
      int seen = told.getOrDefault(row.id(), 0);
      if (row.seq() > seen) {
        for (FollowUpEvent event : store.history(row.id())) {
          if (event.seq() > seen) {
            lines.add(StoryLine.event(entry.getValue(), row, event));
          }
        }
        told.put(row.id(), row.seq());
      }
    }
  }

  private FollowUp followUp(String id) {
    return store.inTransaction(tx -> tx.followUp(id)).orElseThrow();
  }

  FollowUp followUp(int number) {
    return followUps.entrySet().stream()
        .filter(e -> e.getValue() == number)
        .map(e -> followUp(e.getKey()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no follow-up " + number));
  }

  private List<StoryEnd> end() {
    List<StoryEnd> end = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : followUps.entrySet()) {
      FollowUp row = followUp(entry.getKey());
      String into = row.mergedInto();
      end.add(
          StoryEnd.of(
              row,
              into == null ? null : String.valueOf(followUps.get(into)),
              store.history(row.id()),
              store.inTransaction(tx -> tx.versions(row.id())).size(),
              store.inTransaction(tx -> tx.workItemsOf(row.id())).stream()
                  .filter(w -> w.state() == WorkItemState.OPEN)
                  .map(WorkItem::question)
                  .sorted()
                  .toList(),
              store.inTransaction(tx -> tx.deliveriesOf(row.id())).stream()
                  .map(d -> d.recipient() + " " + d.kind() + " " + d.state())
                  .toList()));
    }
    return end;
  }

  Store store() {
    return store;
  }

  Roster roster() {
    return store.roster();
  }

  Walk walk() {
    return walk;
  }

  Instant now() {
    return clock.instant();
  }

  StoryDoors doors() {
    return doors;
  }

  /** The numbers of the orders, by the names that the story gives them. */
  Map<String, String> numbers() {
    return numbers;
  }

  List<StoryLine> lines() {
    return lines;
  }

  List<String> differences() {
    return differences;
  }

  boolean crashed() {
    return crashed;
  }

  /** How many follow-ups were opened. */
  int opened() {
    return followUps.size();
  }

  /** The number of the last event of a follow-up. */
  int seq(String followUp) {
    return followUp(followUp).seq();
  }

  /** The follow-up that a delivery is about. */
  String followUpOf(String delivery) {
    return store.inTransaction(tx -> tx.delivery(delivery)).orElseThrow().followUp();
  }
}
