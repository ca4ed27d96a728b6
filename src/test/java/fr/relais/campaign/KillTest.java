// SPDX-License-Identifier: Apache-2.0
package fr.relais.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.store.KeyFile;
import fr.relais.adapters.store.Postgres;
import fr.relais.adapters.store.PostgresStore;
import fr.relais.flow.Checkpoint.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} on the real program with at least fifty messages on their way: nothing that was
 * acknowledged is lost, and every open follow-up has one owner and one due time.
 */
class KillTest {
  private static final int CONNECTIONS = 64;
  private static final int IN_FLIGHT_MIN = 50;

  private final List<Duration> restarts = new ArrayList<>();
  private final Map<Step, Integer> hit = new EnumMap<>(Step.class);
  private int kills;
  private int fewestInFlight = Integer.MAX_VALUE;

  @Test
  void nothing_acknowledged_is_lost_by_a_few_kills() throws Exception {
    campaign(1, List.of(Step.BEFORE_COMMIT, Step.SENT), 1_000_003L);
  }

  @Tag("campaign")
  @Test
  void nothing_acknowledged_is_lost_by_fifty_kills_and_one_at_each_step() throws Exception {
    campaign(50, steps(), Long.getLong("seed", System.nanoTime()));
    assertThat(hit.keySet()).isEqualTo(EnumSet.allOf(Step.class));
  }

  private void campaign(int random, List<Step> steps, long seed) throws Exception {
    Path home = RelaisProcess.newHome("kill");
    try (RelaisProcess relais =
            new RelaisProcess(home)
                .with("folder.poll", "200ms")
                .with("folder.quietFor", "200ms")
                .with("follow.poll", "200ms");
        Laboratories senders =
            new Laboratories(new Generator("K"), relais::mllpPort, CONNECTIONS)) {
      relais.start();
      senders.drop(relais.data().resolve("in").resolve("labo-serein"));
      kill(relais, senders, plan(random, steps, seed), new Random(seed));
      restart(relais);
      senders.finish();
      settle(relais);
      relais.kill();
      check(relais, senders, seed);
    }
    RelaisProcess.delete(home);
  }

  /** A kill at a step, or (null) at any instant; the order by chance. */
  private static List<KillAt> plan(int random, List<Step> steps, long seed) {
    List<KillAt> plan = new ArrayList<>();
    steps.forEach(step -> plan.add(new KillAt(Set.of(step))));
    for (int i = 0; i < random; i++) {
      plan.add(new KillAt(Set.of()));
    }
    Collections.shuffle(plan, new Random(seed));
    return plan;
  }

  /** Where to kill: at this step, or anywhere when there is none. */
  private record KillAt(Set<Step> step) {}

  private void kill(RelaisProcess relais, Laboratories senders, List<KillAt> plan, Random chance)
      throws IOException {
    for (KillAt where : plan) {
      for (Step step : where.step()) {
        relais.kill();
        senders.takeBroken();
        while (!killedAt(step, relais, senders, chance)) {
          // too early to count: fewer than fifty were on their way
          senders.takeBroken();
        }
      }
      if (where.step().isEmpty()) {
        killAnywhere(relais, senders, chance);
      }
    }
  }

  private void killAnywhere(RelaisProcess relais, Laboratories senders, Random chance)
      throws IOException {
    if (!relais.isAlive()) {
      restart(relais);
    }
    int before = senders.acknowledgedCount();
    awaitWork(senders, before);
    Pause.millis(chance.nextInt(800));
    while (senders.inFlight() < IN_FLIGHT_MIN) {
      Pause.millis(1);
    }
    senders.takeBroken();
    relais.kill();
    counted(senders);
  }

  /** Whether it died with enough on their way. */
  private boolean killedAt(Step step, RelaisProcess relais, Laboratories senders, Random chance)
      throws IOException {
    int passage = passage(step, chance);
    boolean timer = step.name().startsWith("TIMER");
    try {
      restarts.add(relais.start("sandbox.crashAt=" + step + ":" + passage));
    } catch (IOException e) {
      return false;
    }
    int before = senders.acknowledgedCount();
    awaitWork(senders, before);
    if (timer) {
      advance(relais);
    }
    relais.waitForEnd();
    Pause.millis(100);
    int left = senders.takeBroken();
    if (left < IN_FLIGHT_MIN) {
      return false;
    }
    kills++;
    hit.merge(step, 1, Integer::sum);
    fewestInFlight = Math.min(fewestInFlight, left);
    return true;
  }

  /** Every step but those of people: the senders here act on nothing. */
  private static List<Step> steps() {
    return Arrays.stream(Step.values())
        .filter(step -> step != Step.ACT_SAVED && step != Step.ACT_COMMITTED)
        .toList();
  }

  private static int passage(Step step, Random chance) {
    return switch (step) {
      case ACT_SAVED, ACT_COMMITTED -> throw new IllegalArgumentException("nobody acts here");
      case TIMER_CLAIMED -> 1;
      case TIMER_SAVED -> 1 + chance.nextInt(10);
      case TIMER_COMMITTED -> 15 + chance.nextInt(10);
      case ATTEMPT_BEGUN, SENT, OUTCOME_SAVED -> 400 + chance.nextInt(200);
      case DECODED,
          KEPT,
          LOCKED,
          CANDIDATES_READ,
          MATCHED,
          DECIDED,
          REPORT_WRITTEN,
          FOLLOW_UP_WRITTEN,
          QUESTIONS_WRITTEN,
          DELIVERIES_WRITTEN,
          AUDITED,
          BEFORE_COMMIT,
          COMMITTED ->
          150 + chance.nextInt(200);
    };
  }

  private static void advance(RelaisProcess relais) {
    try {
      relais.console("avance 16min");
    } catch (RuntimeException e) {
      // it may die at the very moment at which its clock is advanced
      assertThat(e).hasCauseInstanceOf(IOException.class);
    }
  }

  /** Until answers come again: every connection is at work. */
  private static void awaitWork(Laboratories senders, int before) {
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (senders.acknowledgedCount() < before + CONNECTIONS && System.nanoTime() < end) {
      Pause.millis(5);
    }
  }

  private void counted(Laboratories senders) {
    Pause.millis(100);
    int left = senders.takeBroken();
    assertThat(left).isGreaterThanOrEqualTo(IN_FLIGHT_MIN);
    fewestInFlight = Math.min(fewestInFlight, left);
    kills++;
  }

  private void restart(RelaisProcess relais) throws IOException {
    restarts.add(relais.start());
  }

  /** Until everything that was to go has gone, and nothing is due. */
  private static void settle(RelaisProcess relais) {
    long end = System.nanoTime() + Duration.ofSeconds(150).toNanos();
    while (relais.figure("readyDeliveries") > 0 || !relais.get("/ops/health").contains("\"UP\"")) {
      assertThat(System.nanoTime()).isLessThan(end);
      Pause.millis(200);
    }
  }

  private void check(RelaisProcess relais, Laboratories senders, long seed) throws IOException {
    Instant now = Ledgers.now(relais.data());
    Postgres server = Postgres.embedded(relais.data().resolve("postgres"), 0);
    Postgres.Database database = server.database("relais", false);
    try (PostgresStore store =
        new PostgresStore(
            database, new KeyFile(relais.setting("keys.file")).load(), "checker", 4)) {
      Ledgers ledgers = new Ledgers(store, database.url(), relais.data().resolve("out"));
      assertThat(senders.surprises()).isEmpty();
      ledgers.nothingLost(senders.ledger());
      ledgers.oneFollowUpForEachLineage(senders.ledger());
      ledgers.everyFollowUpIsLegal(now);
      ledgers.nothingDoneTwice();
      ledgers.everyDeliveryLiesOnce();
      ledgers.theChainHolds(now);
      print(senders, ledgers, seed);
    } finally {
      server.close();
    }
  }

  private void print(Laboratories senders, Ledgers ledgers, long seed) {
    List<Duration> sorted = restarts.stream().sorted().toList();
    System.out.printf(
        "seed %d: kills %d (fewest unanswered %d), acknowledged %d, lost 0, repeats %d,"
            + " deliveries %d, attempts %d, restart p50 %d ms p99 %d ms, steps hit %s%n",
        seed,
        kills,
        fewestInFlight,
        senders.acknowledgedCount(),
        ledgers.number("SELECT coalesce(sum(repeats), 0) FROM original_message"),
        ledgers.number("SELECT count(*) FROM delivery"),
        ledgers.number("SELECT count(*) FROM delivery_attempt"),
        sorted.get(sorted.size() / 2).toMillis(),
        sorted.get((sorted.size() * 99) / 100).toMillis(),
        hit);
  }
}
