// SPDX-License-Identifier: Apache-2.0
package fr.relais.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.store.KeyFile;
import fr.relais.adapters.store.Postgres;
import fr.relais.adapters.store.PostgresStore;
import fr.relais.adapters.store.TestDatabase;
import fr.relais.sandbox.Laboratory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** Two copies of Relais on one database share the work; when one dies, the other does its part. */
class TwoNodesTest {
  private static final int RESULTS = 160;
  private static final int CONNECTIONS = 12;

  /** Work is claimed by the fifty: of 160 the slower node may get the last ten alone. */
  private static final double SHARE_MIN = 0.05;

  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(60);

  private final Generator generator = new Generator("N");
  private int made;

  @Test
  void two_nodes_share_the_work_and_one_takes_over_what_the_other_died_with() throws Exception {
    Path home = RelaisProcess.newHome("two-nodes");
    try (Postgres server =
        Postgres.embedded(TestDatabase.withProgram(home.resolve("postgres")), 0)) {
      Postgres.Database database = server.database("relais", true);
      try (RelaisProcess one = node(home, "un", database);
          RelaisProcess two = node(home, "deux", database);
          RelaisProcess three = node(home, "trois", database)) {
        one.start();
        try (PostgresStore store =
            new PostgresStore(database, new KeyFile(home.resolve("keys")).load(), "checker", 4)) {
          Ledgers ledgers = new Ledgers(store, database.url(), home.resolve("out"));
          two.start();
          shares(one, two, ledgers);
          takesOver(one, two, three, ledgers);
          ledgers.everyFollowUpIsLegal(Ledgers.now(one.data()));
          ledgers.everyDeliveryLiesOnce();
        }
      }
    } finally {
      LeftDatabase.of(home).stop();
    }
    RelaisProcess.delete(home);
  }

  private static RelaisProcess node(Path home, String name, Postgres.Database database) {
    return new RelaisProcess(home.resolve(name))
        .with("node", name)
        .with("deliver.lease", "8s")
        .with("database.url", database.url())
        .with("keys.file", home.resolve("keys").toString())
        .with("folder.in", home.resolve("in").toString())
        .with("folder.out", home.resolve("out").toString());
  }

  private void shares(RelaisProcess one, RelaisProcess two, Ledgers ledgers) throws Exception {
    send(one, RESULTS / 2);
    send(two, RESULTS / 2);
    settle(one);
    timersFallDueAtOnce(one, two);
    settle(one);

    share(
        "timers",
        ledgers,
        "SELECT node, count(*) FROM follow_up_event" + " WHERE kind = 'RUNG_REACHED' GROUP BY node",
        RESULTS);
    share("jobs", ledgers, "SELECT node, count(*) FROM delivery_attempt GROUP BY node", RESULTS);
    assertThat(one.figure("un") + one.figure("deux")).isEqualTo(RESULTS);
    ledgers.nothingDoneTwice();
    assertThat(ledgers.number("SELECT count(*) FROM delivery_attempt"))
        .isEqualTo(ledgers.number("SELECT count(*) FROM delivery"));
  }

  /** Every critical result's first rung, on both clocks at the same moment. */
  private static void timersFallDueAtOnce(RelaisProcess one, RelaisProcess two) throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    List<Thread> hands = new ArrayList<>();
    for (RelaisProcess each : List.of(one, two)) {
      Thread hand =
          new Thread(
              () -> {
                try {
                  together.await();
                  each.console("avance 16min");
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      hand.start();
      hands.add(hand);
    }
    for (Thread hand : hands) {
      hand.join();
    }
  }

  private static void share(String what, Ledgers ledgers, String query, int least) {
    List<List<String>> rows = ledgers.rows(query);
    long all = rows.stream().mapToLong(r -> Long.parseLong(r.get(1))).sum();
    System.out.println("two nodes, " + what + ": " + rows);
    assertThat(all).isGreaterThanOrEqualTo(least);
    assertThat(rows).hasSize(2);
    for (List<String> row : rows) {
      assertThat(Long.parseLong(row.get(1))).isGreaterThanOrEqualTo((long) (all * SHARE_MIN));
    }
  }

  /** Deliveries lie ready while nobody delivers; one claims them all and dies at once. */
  private void takesOver(RelaisProcess one, RelaisProcess two, RelaisProcess three, Ledgers ledgers)
      throws IOException {
    one.stop();
    two.kill();
    three.start("deliver.poll=30s");
    send(three, RESULTS);
    three.kill();
    long ready = ledgers.number("SELECT count(*) FROM delivery WHERE state = 'READY'");
    assertThat(ready).isGreaterThanOrEqualTo(RESULTS);

    Thread starting = new Thread(() -> startsToDeliver(two));
    starting.start();
    String claimed =
        "SELECT count(*) FROM delivery WHERE state = 'READY' AND node = 'deux'"
            + " AND lease_until > clock_timestamp()";
    while (ledgers.number(claimed) < RESULTS / 4) {
      Pause.millis(2);
    }
    two.kill();
    long died = System.nanoTime();
    long left = ledgers.number(claimed);
    one.start();
    settle(one);
    Duration took = Duration.ofNanos(System.nanoTime() - died);
    System.out.printf(
        "two nodes: %d ready, %d claimed by the one that died, done by the other after %d s%n",
        ready, left, took.toSeconds());
    assertThat(left).isGreaterThanOrEqualTo(50);
    assertThat(took).isLessThan(TAKEN_WITHIN);
    assertThat(ledgers.rows("SELECT id FROM delivery WHERE state <> 'SENT'")).isEmpty();
  }

  private static void startsToDeliver(RelaisProcess node) {
    try {
      node.start("deliver.batch=1000");
    } catch (IOException e) {
      // killed before it was ready
      assertThat(node.isAlive()).isFalse();
    }
  }

  private void send(RelaisProcess node, int results) throws IOException {
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < results; i++) {
      messages.add(generator.critical(made++).bytes());
    }
    try (Laboratory laboratory =
        new Laboratory("127.0.0.1", node.mllpPort(), Duration.ofSeconds(20), 3)) {
      assertThat(laboratory.sendAll(messages, CONNECTIONS))
          .allSatisfy(
              answered ->
                  assertThat(new String(answered.answer(), java.nio.charset.StandardCharsets.UTF_8))
                      .contains("MSA|AA|"));
    }
  }

  private static void settle(RelaisProcess node) {
    long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
    while (node.figure("readyDeliveries") > 0 || !node.get("/ops/health").contains("\"late\":0")) {
      assertThat(System.nanoTime()).isLessThan(end);
      Pause.millis(100);
    }
  }
}
