// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.flow.Store;
import fr.relais.flow.StoreUnavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs by itself while Relais is up: due times, deliveries, the sealing of audit lines. Each
 * thread works until nothing is left, then waits a little; a failure is logged by its class and
 * tried again.
 */
final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final Duration FILES = Duration.ofSeconds(2);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running = true;

  Engine(
      Walk walk,
      Store store,
      RouteFiles files,
      InstantSource clock,
      Pace pace,
      Bell bell,
      List<Beside> others) {
    run("timers", walk.timers()::runOnce, pace.timers());
    listen("deliver", walk.deliver()::runOnce, pace, bell);
    run("files", () -> refreshed(files), FILES);
    run("audit", () -> sealed(store, clock), pace.sealing());
    others.forEach(each -> run(each.name(), each.work(), each.pause()));
  }

  /**
   * How long each thread waits when nothing is left to do.
   *
   * @param batch how many deliveries make a look worth another at once
   */
  record Pace(Duration timers, Duration deliveries, Duration sealing, int batch) {}

  private static int refreshed(RouteFiles files) {
    files.refresh();
    return 0;
  }

  private static int sealed(Store store, InstantSource clock) {
    store.sealAudit(clock.instant());
    return 0;
  }

  private void run(String name, IntSupplier work, Duration pause) {
    start(name, () -> loop(name, work, 1, () -> rest(pause)));
  }

  /** Works as soon as the bell rings; looks by itself now and then, for what another node left. */
  private void listen(String name, IntSupplier work, Pace pace, Bell bell) {
    start(name, () -> loop(name, work, pace.batch(), () -> bell.await(pace.deliveries())));
  }

  private void start(String name, Runnable body) {
    Thread thread = new Thread(body, "relais-" + name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void loop(String name, IntSupplier work, int full, Runnable pause) {
    while (running) {
      try {
        if (work.getAsInt() < full) {
          pause.run();
        }
      } catch (StoreUnavailable e) {
        LOG.warn("{}: store unavailable ({})", name, e.getMessage());
        rest(AFTER_FAILURE);
      } catch (RuntimeException e) {
        LOG.error("{} failed: {}", name, e.getClass().getName());
        rest(AFTER_FAILURE);
      }
    }
  }

  /** Between half and one and a half of the pause, so that two nodes do not march together. */
  private static void rest(Duration pause) {
    try {
      long millis = Math.max(1, pause.toMillis());
      Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    running = false;
    for (Thread thread : threads) {
      thread.interrupt();
    }
    for (Thread thread : threads) {
      try {
        thread.join(2_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
