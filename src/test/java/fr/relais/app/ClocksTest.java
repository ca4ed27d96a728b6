// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.store.MemoryStore;
import fr.relais.core.decide.Clock;
import fr.relais.core.decide.Ladder;
import fr.relais.core.decide.Policy;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.ParisTime;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Entrance;
import fr.relais.flow.Receive;
import fr.relais.flow.Rules;
import fr.relais.flow.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** No rung is missed, comes twice, comes early or over a minute late, at any hour of a year. */
class ClocksTest {
  private static final long SEED = 20261122;
  private static final Duration LATE_MAX = Duration.ofSeconds(60);
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMddHHmm");

  /** Both changes of summer time, a leap day, a year's end, a Friday evening, the eve of 1 May. */
  private static final List<String> HARD =
      List.of(
          "2027-03-28T01:40",
          "2026-10-25T01:50",
          "2028-02-28T16:00",
          "2026-12-31T18:30",
          "2026-11-20T18:10",
          "2026-04-30T18:10",
          "2026-07-15T10:00");

  private final Random random = new Random(SEED);
  private int rungs;

  @Test
  void every_rung_comes_once_in_its_minute_for_each_priority() {
    for (String hard : HARD) {
      for (FollowUpPriority priority : FollowUpPriority.values()) {
        for (int run = 0; run < 6; run++) {
          Instant start =
              LocalDateTime.parse(hard)
                  .atZone(ParisTime.ZONE)
                  .toInstant()
                  .plusSeconds(random.nextInt(7_200) - 3_600);
          Duration jump =
              run % 3 == 0
                  ? Duration.ZERO
                  : run % 3 == 1 ? Duration.ofHours(1) : Duration.ofDays(1);
          live(start, priority, jump);
        }
      }
    }
    System.out.println(rungs + " rungs in their minute, seed " + SEED);
    assertThat(rungs).isGreaterThan(1_000);
  }

  private void live(Instant start, FollowUpPriority priority, Duration jump) {
    String about = "seed %d, %s at %s, jump %s".formatted(SEED, priority, start, jump);
    try (MemoryStore store = new MemoryStore("clocks")) {
      store.changeRoster(
          old -> StoryPeople.read(StoryFolders.ROOT.resolve("people"), start), start, "test");
      HandClock clock = new HandClock(start);
      CountedIds ids = new CountedIds();
      Rules rules = Rules.sandbox("clocks");
      new Receive(store, Formats.ALL, rules, clock, ids, Checkpoint.NONE)
          .receive(new Entrance.Incoming("mllp", null, message(priority, start).content()));
      Timers timers = new Timers(store, rules, clock, ids, Checkpoint.NONE, 20);
      FollowUp row = store.openFollowUps(5).get(0);
      assertThat(row.priority()).as(about).isEqualTo(priority);
      int jumpAt = random.nextInt(4);
      List<Instant> woken = new ArrayList<>(List.of(start));
      for (int n = 0; n < 7; n++) {
        Instant due = store.openFollowUps(5).get(0).nextDue();
        Instant wakes = due.plusSeconds(random.nextInt((int) LATE_MAX.toSeconds()));
        quiet(store, timers, clock, due.minusSeconds(1), row.id(), about, woken);
        run(timers, clock, n == jumpAt ? wakes.plus(jump) : wakes, woken);
      }
      check(store.history(row.id()), row, woken, about);
      assertThat(store.violations(clock.instant())).as(about).isEmpty();
    }
  }

  /** A second before its time nothing happens. */
  private static void quiet(
      MemoryStore store,
      Timers timers,
      HandClock clock,
      Instant at,
      String id,
      String about,
      List<Instant> woken) {
    if (at.isAfter(clock.instant())) {
      int before = store.history(id).size();
      run(timers, clock, at, woken);
      assertThat(store.history(id)).as(about).hasSize(before);
    }
  }

  private static void run(Timers timers, HandClock clock, Instant at, List<Instant> woken) {
    clock.set(at);
    woken.add(at);
    while (timers.runOnce() > 0) {
      // until nothing is due
    }
  }

  private void check(List<FollowUpEvent> history, FollowUp row, List<Instant> woken, String about) {
    Ladder ladder =
        Ladder.of(Clock.TAKE_CHARGE, row.priority(), row.about(), row.clockStart(), Policy.DEFAULT);
    int last = 0;
    for (FollowUpEvent event : history) {
      if (event.kind() == FollowUpEvent.Kind.RUNG_REACHED) {
        int rung = event.rung();
        Instant due = ladder.rung(rung).at();
        assertThat(event.at()).as(about).isAfterOrEqualTo(due);
        Instant asleep =
            woken.stream().filter(w -> !w.isBefore(due)).min(Instant::compareTo).orElseThrow();
        assertThat(event.at()).as("%s, rung %s", about, rung).isEqualTo(asleep);
        // a round that was slept through may be left out, a rung that is listed may not
        boolean listed = rung <= ladder.rungs().size() + 1;
        assertThat(rung).as(about).isGreaterThan(last);
        if (listed) {
          assertThat(rung).as(about).isEqualTo(last + 1);
        }
        last = rung;
        rungs++;
      }
    }
    assertThat(last).as(about).isGreaterThanOrEqualTo(ladder.rungs().size());
  }

  private static LabMessage message(FollowUpPriority priority, Instant at) {
    LabMessage message =
        new LabMessage(LabMessage.PETIT, "C-1")
            .status("F", at.atZone(ParisTime.ZONE).format(STAMP));
    return switch (priority) {
      case CRITICAL -> message.potassium("6.4", "HH");
      case URGENT -> message.potassium("5.6", "H").text("RESULTAT URGENT");
      case ABNORMAL -> message.potassium("5.6", "H");
      case UNCLASSIFIED -> message.text("Absence de germe.");
      case NORMAL -> message.potassium("4.2", "N");
    };
  }
}
