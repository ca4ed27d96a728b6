// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;

/** When each result of a load was due, acknowledged and handed over; times in nanoseconds. */
final class LoadLedger {
  private final AtomicLongArray due;
  private final AtomicLongArray acknowledged;
  private final AtomicLongArray delivered;

  LoadLedger(int messages) {
    this.due = new AtomicLongArray(messages);
    this.acknowledged = new AtomicLongArray(messages);
    this.delivered = new AtomicLongArray(messages);
  }

  int size() {
    return due.length();
  }

  void due(int number, long at) {
    due.set(number, at);
  }

  void acknowledged(int number, long at) {
    acknowledged.set(number, at);
  }

  /** The first arrival counts; what was never due here is another round's. */
  void delivered(int number, long at) {
    if (number >= 0 && number < size() && due.get(number) != 0) {
      delivered.compareAndSet(number, 0, at);
    }
  }

  int acknowledged() {
    return count(acknowledged);
  }

  int delivered() {
    return count(delivered);
  }

  private static int count(AtomicLongArray times) {
    int count = 0;
    for (int i = 0; i < times.length(); i++) {
      count += times.get(i) == 0 ? 0 : 1;
    }
    return count;
  }

  /** The last arrival. */
  long last() {
    long last = 0;
    for (int i = 0; i < size(); i++) {
      last = Math.max(last, delivered.get(i));
    }
    return last;
  }

  /** From when it was due to the acknowledgement. */
  String acknowledgements() {
    return spread(acknowledged, 0, 1);
  }

  /**
   * From when it was due to the recipient's side.
   *
   * @param every only results of the doctors of this remainder; all when {@code of} is 1
   */
  String deliveries(int every, int of) {
    return spread(delivered, every, of);
  }

  private String spread(AtomicLongArray ends, int every, int of) {
    long[] times = new long[size()];
    int known = 0;
    for (int i = 0; i < size(); i++) {
      if (ends.get(i) != 0 && (of == 1 || i % of == every)) {
        times[known] = ends.get(i) - due.get(i);
        known++;
      }
    }
    long[] sorted = Arrays.copyOf(times, known);
    Arrays.sort(sorted);
    return known == 0
        ? "aucun"
        : String.format(
            Locale.FRANCE,
            "p50 %.0f ms · p95 %.0f ms · p99 %.0f ms",
            at(sorted, 0.50),
            at(sorted, 0.95),
            at(sorted, 0.99));
  }

  private static double at(long[] sorted, double part) {
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] / 1e6;
  }
}
