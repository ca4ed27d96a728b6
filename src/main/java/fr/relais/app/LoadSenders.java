// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.sandbox.Laboratory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntUnaryOperator;

/**
 * Sends results at a fixed rate over several connections. A message is due at its own instant
 * whatever became of those before it, so that a slow answer is not hidden.
 */
record LoadSenders(int port, int connections, IntUnaryOperator doctorOf) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int TRIES = 5;

  /** Returns when every message was answered. */
  void send(LoadLedger ledger, int first, int count, double perSecond)
      throws IOException, InterruptedException {
    long start = System.nanoTime() + 50_000_000L;
    ExecutorService pool = Executors.newFixedThreadPool(connections);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int c = 0; c < connections; c++) {
        int connection = c;
        all.add(
            pool.submit(
                () -> {
                  run(ledger, first, count, perSecond, start, connection);
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a connection of the load broke", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private void run(
      LoadLedger ledger, int first, int count, double perSecond, long start, int connection)
      throws IOException, InterruptedException {
    try (Laboratory laboratory = new Laboratory("127.0.0.1", port, PATIENCE, TRIES)) {
      for (int i = connection; i < count; i += connections) {
        int number = first + i;
        long due = start + (long) (i * 1e9 / perSecond);
        byte[] message = LoadMessages.oru(number, doctorOf.applyAsInt(number), Instant.now());
        long early = due - System.nanoTime();
        if (early > 0) {
          Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
        }
        ledger.due(number, due);
        byte[] answer = laboratory.send(message).answer();
        if (new String(answer, java.nio.charset.StandardCharsets.UTF_8).contains("MSA|AA")) {
          ledger.acknowledged(number, System.nanoTime());
        }
      }
    }
  }
}
