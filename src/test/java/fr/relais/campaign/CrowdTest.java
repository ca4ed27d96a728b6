// SPDX-License-Identifier: Apache-2.0
package fr.relais.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.store.Postgres;
import fr.relais.adapters.store.TestDatabase;
import fr.relais.sandbox.Laboratory;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Crowds, repeats and a database that goes away, on the real program. */
class CrowdTest {
  private static final int IDLE = 1_000;
  private static final int PAIRS = 20;
  private static final Duration BACK_WITHIN = Duration.ofSeconds(30);

  private final Generator generator = new Generator("C");

  @Test
  void crowds_repeats_and_a_lost_database_are_survived() throws Exception {
    Path home = RelaisProcess.newHome("crowd");
    Postgres server = Postgres.embedded(TestDatabase.withProgram(home.resolve("postgres")), 0);
    Postgres.Database database = server.database("relais", true);
    try (RelaisProcess relais =
        new RelaisProcess(home)
            .with("database.url", database.url())
            .with("mllp.connectionsPerPeerMax", Integer.toString(IDLE))) {
      relais.start();
      answersInTheMidstOfIdleConnections(relais);
      tenTimesOnEightConnectionsIsOneFollowUp(relais);
      twoVersionsAtOnceAreOneFollowUp(relais);
      halfAFrameBlocksNobody(relais);
      server = withoutDatabase(relais, home, server, database);
    } finally {
      server.close();
      LeftDatabase.of(home).stop();
    }
    RelaisProcess.delete(home);
  }

  private void answersInTheMidstOfIdleConnections(RelaisProcess relais) throws IOException {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < IDLE; i++) {
        idle.add(new Socket("127.0.0.1", relais.mllpPort()));
      }
      // what a young program compiles while it answers its first messages is not the crowd's doing
      for (int warm = 0; warm < 5; warm++) {
        answer(relais, generator.critical(50 + warm).bytes());
      }
      long begun = System.nanoTime();
      assertThat(answer(relais, generator.critical(2).bytes())).contains("MSA|AA|");
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      System.out.println("crowd: answered in " + took.toMillis() + " ms");
      assertThat(took).isLessThan(Duration.ofSeconds(1));
    } finally {
      for (Socket each : idle) {
        each.close();
      }
    }
  }

  private void tenTimesOnEightConnectionsIsOneFollowUp(RelaisProcess relais) throws Exception {
    long before = followUps(relais);
    byte[] message = generator.critical(3).bytes();
    List<byte[]> ten = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      ten.add(message);
    }
    try (Laboratory laboratory =
        new Laboratory("127.0.0.1", relais.mllpPort(), Duration.ofSeconds(20), 1)) {
      assertThat(laboratory.sendAll(ten, 8))
          .hasSize(10)
          .allSatisfy(a -> assertThat(text(a.answer())).contains("MSA|AA|"));
    }
    assertThat(followUps(relais)).isEqualTo(before + 1);
    assertThat(relais.figure("repeats")).isEqualTo(9);
  }

  private void twoVersionsAtOnceAreOneFollowUp(RelaisProcess relais) throws Exception {
    long before = followUps(relais);
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService hands = Executors.newFixedThreadPool(2);
    try {
      for (int pair = 0; pair < PAIRS; pair++) {
        int file = 100 + 2 * pair;
        List<Future<String>> answers = new ArrayList<>();
        for (byte[] version :
            List.of(
                generator.hl7(file, file, "6.1", "HH", "F").bytes(),
                generator.hl7(file, file + 1, "5.4", "H", "C").bytes())) {
          answers.add(
              hands.submit(
                  () -> {
                    together.await();
                    return answer(relais, version);
                  }));
        }
        for (Future<String> each : answers) {
          assertThat(each.get()).contains("MSA|AA|");
        }
      }
    } finally {
      hands.shutdownNow();
    }
    assertThat(followUps(relais)).isEqualTo(before + PAIRS);
  }

  private void halfAFrameBlocksNobody(RelaisProcess relais) throws IOException {
    long received = relais.figure("received");
    byte[] message = generator.critical(4).bytes();
    try (Socket silent = new Socket("127.0.0.1", relais.mllpPort())) {
      silent.getOutputStream().write(0x0B);
      silent.getOutputStream().write(message, 0, message.length / 2);
      silent.getOutputStream().flush();
      assertThat(answer(relais, generator.critical(5).bytes())).contains("MSA|AA|");
    }
    assertThat(relais.figure("received")).isEqualTo(received + 1);
  }

  /** The new server is returned: whoever started it stops it. */
  private Postgres withoutDatabase(
      RelaisProcess relais, Path home, Postgres server, Postgres.Database database)
      throws IOException {
    int port = java.net.URI.create(database.url().substring("jdbc:".length())).getPort();
    long received = relais.figure("received");
    LeftDatabase.of(home).kill();
    long gone = System.nanoTime();
    String refused = answer(relais, generator.critical(6).bytes());
    long refusedAfter = Duration.ofNanos(System.nanoTime() - gone).toMillis();
    assertThat(refused).contains("MSA|AR|");
    assertThat(relais.get("/ops/health")).contains("STORE_UNAVAILABLE");

    server.close();
    Postgres again = Postgres.embedded(home.resolve("postgres"), port);
    long back = System.nanoTime();
    while (!answer(relais, generator.critical(6).bytes()).contains("MSA|AA|")) {
      assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(BACK_WITHIN);
      Pause.millis(200);
    }
    String health = relais.get("/ops/health");
    while (!health.contains("\"UP\"")) {
      assertThat(Duration.ofNanos(System.nanoTime() - back)).as(health).isLessThan(BACK_WITHIN);
      health = relais.get("/ops/health");
      Pause.millis(200);
    }
    System.out.printf(
        "database killed: AR after %d ms, all well %d ms after it is back%n",
        refusedAfter, Duration.ofNanos(System.nanoTime() - back).toMillis());
    assertThat(relais.figure("received")).isEqualTo(received + 1);
    return again;
  }

  private static long followUps(RelaisProcess relais) {
    return relais.get("/ops/follow-ups").split("\"reference\"").length - 1;
  }

  private static String answer(RelaisProcess relais, byte[] message) throws IOException {
    try (Laboratory laboratory =
        new Laboratory("127.0.0.1", relais.mllpPort(), Duration.ofSeconds(20), 1)) {
      return text(laboratory.send(message).answer());
    }
  }

  private static String text(byte[] answer) {
    return new String(answer, StandardCharsets.UTF_8);
  }
}
