// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Threads for the deliveries, one for each endpoint that is being served. */
final class Lanes implements Executor, AutoCloseable {
  /** How long deliveries that have begun may take when Relais stops. */
  private static final Duration LAST_DELIVERIES = Duration.ofSeconds(2);

  private final ExecutorService pool =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "relais-lane");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public void execute(Runnable lane) {
    pool.execute(lane);
  }

  @Override
  public void close() {
    pool.shutdown();
    try {
      if (!pool.awaitTermination(LAST_DELIVERIES.toMillis(), TimeUnit.MILLISECONDS)) {
        pool.shutdownNow();
      }
    } catch (InterruptedException e) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
