// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.Act;
import fr.relais.core.decide.Acts;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Enclosure;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Entrance;
import fr.relais.flow.Exit;
import fr.relais.flow.Exits;
import fr.relais.flow.Readers;
import fr.relais.flow.Rules;
import fr.relais.flow.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
  private static final int LISTED_MAX = 10_000;

  /** Already over when it is taken: of one process, the next need not wait for the dead one's. */
  private static final Duration LEASE = Duration.ofSeconds(-1);

  private final Story story;
  private final Store store;
  private final Readers readers;
  private final Checkpoint checkpoint;
  private final HandClock clock;
  private final CountedIds ids = new CountedIds();
  private final Map<String, Integer> followUps = new LinkedHashMap<>();
  private final Map<String, Integer> told = new LinkedHashMap<>();
  private final List<Story.Told> sent = new ArrayList<>();
  private final List<StoryLine> lines = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();
  private Walk walk;
  private boolean crashed;

  StoryPlayer(Story story, Store store, Readers readers, Checkpoint checkpoint) {
    this.story = story;
    this.store = store;
    this.readers = readers;
    this.checkpoint = checkpoint;
    this.clock = new HandClock(story.start());
    this.walk = start();
  }

  private Walk start() {
    return Walk.of(
        new Walk.Parts(
            store,
            readers,
            new Exits(exits(), (channel, form) -> letter -> parcel(letter)),
            Rules.sandbox(NODE),
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
      sent.clear();
      advance(step.at());
      if (step.roster() != null) {
        store.changeRoster(old -> step.roster(), step.at(), NODE);
      }
      if (step.receive() != null) {
        receive(step, step.receive());
      }
      if (step.act() != null) {
        act(step, step.act());
      }
      settle();
      new StoryCheck(this::followUp, store, sent, crashed, differences)
          .check(step, followUps.size());
    }
    List<String> wrong = store.violations(clock.instant());
    wrong.forEach(v -> differences.add("invariant : " + v));
    return new Played(lines, differences, end());
  }

  /** Lives through every due time up to this one. */
  private void advance(Instant to) {
    Optional<Instant> next = nextDue(to);
    while (next.isPresent()) {
      clock.set(next.get().isAfter(clock.instant()) ? next.get() : clock.instant());
      settle();
      Optional<Instant> after = nextDue(to);
      if (after.isPresent() && !after.get().isAfter(clock.instant()) && after.equals(next)) {
        throw new IllegalStateException("a due time does not move on: " + next.get());
      }
      next = after;
    }
    clock.set(to);
  }

  private Optional<Instant> nextDue(Instant to) {
    List<Instant> times = new ArrayList<>();
    store.openFollowUps(LISTED_MAX).forEach(f -> add(times, f.nextDue()));
    store.openWorkItems(LISTED_MAX).forEach(w -> add(times, w.dueAt()));
    return times.stream().filter(t -> !t.isAfter(to)).min(Instant::compareTo);
  }

  private static void add(List<Instant> times, @Nullable Instant at) {
    if (at != null) {
      times.add(at);
    }
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

  private <T> T surviving(Supplier<T> action, Supplier<T> afterCrash) {
    try {
      return action.get();
    } catch (Crash e) {
      crashed = true;
      walk = start();
      return afterCrash.get();
    }
  }

  private void receive(Story.Step step, Story.Arrival arrival) {
    Entrance.Incoming incoming =
        new Entrance.Incoming(
            arrival.folder() == null ? "mllp" : "folder", arrival.folder(), arrival.content());
    Supplier<Entrance.Answer> send = () -> walk.receive().receive(incoming);
    Entrance.Answer answer = surviving(send, send);
    note();
    lines.add(StoryLine.answer(clock.instant(), answer, arrival.content()));
    if (arrival.answer() != null && arrival.answer() != answer.kind() && !crashed) {
      differences.add(
          step.place() + " : réponse attendue " + arrival.answer() + ", trouvée " + answer.kind());
    }
  }

  private void act(Story.Step step, Story.Deed deed) {
    String id =
        followUps.entrySet().stream()
            .filter(e -> e.getValue() == deed.on())
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(null);
    if (id == null) {
      differences.add(step.place() + " : il n'y a pas de suivi " + deed.on());
      return;
    }
    Act act =
        new Act(
            deed.kind(),
            deed.who(),
            clock.instant(),
            deed.to(),
            deed.decision(),
            deed.outcome(),
            deed.note());
    int before = followUp(id).seq();
    Supplier<Optional<Acts.Result>> attempt = () -> Optional.of(walk.followUps().act(id, act));
    Optional<Acts.Result> result =
        surviving(attempt, () -> followUp(id).seq() > before ? Optional.empty() : attempt.get());
    result.ifPresent(r -> weigh(step, deed, act, r));
  }

  private void weigh(Story.Step step, Story.Deed deed, Act act, Acts.Result result) {
    boolean refused = result instanceof Acts.Result.Refused;
    if (result instanceof Acts.Result.Refused r) {
      lines.add(StoryLine.refused(clock.instant(), act, r.reason()));
    }
    if (refused != deed.refused()) {
      differences.add(
          step.place() + (refused ? " : l'acte est refusé" : " : l'acte aurait dû être refusé"));
    }
  }

  /** Notes the events that are new since the last time, and the follow-ups that were opened. */
  private void note() {
    for (FollowUp row :
        store.openFollowUps(LISTED_MAX).stream()
            .sorted(
                java.util.Comparator.comparing(FollowUp::receivedAt).thenComparing(FollowUp::id))
            .toList()) {
      followUps.putIfAbsent(row.id(), followUps.size() + 1);
    }
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

  private FollowUp followUp(int number) {
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

  private List<Exit> exits() {
    return java.util.Arrays.stream(Channel.values()).<Exit>map(Told::new).toList();
  }

  private static Parcel parcel(Letter letter) {
    Content original = letter.original();
    return original == null
        ? Parcel.ofText(letter.delivery().kind().name())
        : new Parcel("", Map.of(), "", List.of(new Enclosure("result", "", original)), List.of());
  }

  /** Notes what goes out by one channel. */
  private final class Told implements Exit {
    private final Channel channel;

    Told(Channel channel) {
      this.channel = channel;
    }

    @Override
    public Channel channel() {
      return channel;
    }

    @Override
    public Attempt send(Delivery delivery, Parcel parcel) {
      sent.add(new Story.Told(delivery.recipient(), delivery.kind()));
      lines.add(
          StoryLine.sent(
              clock.instant(), followUps.getOrDefault(delivery.followUp(), 0), delivery, parcel));
      return new Attempt(AttemptOutcome.OK, "TOLD");
    }
  }
}
