// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes one sleeper as soon as there is something to do; rings that nobody awaited count as one.
 */
final class Bell {
  /** What comes in a burst is found at one look. */
  private static final Duration LEAST = Duration.ofMillis(5);

  private final Semaphore rung = new Semaphore(0);

  void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  /** Until it rings, or this long. */
  void await(Duration longest) {
    try {
      if (rung.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        Thread.sleep(LEAST.toMillis());
        rung.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
