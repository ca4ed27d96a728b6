// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.flow.Ids;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Identifiers in the order in which they are asked for, so that a story repeats to the letter. */
final class CountedIds implements Ids {
  private final AtomicLong count = new AtomicLong();

  @Override
  public String next() {
    return id(count.incrementAndGet());
  }

  private static String id(long number) {
    return "id-%06d".formatted(number);
  }

  /** How many were given so far. */
  long given() {
    return count.get();
  }

  /** Those that were given after so many. */
  List<String> after(long before) {
    return LongStream.rangeClosed(before + 1, count.get()).mapToObj(CountedIds::id).toList();
  }

  @Override
  public String reference() {
    return References.of(count.incrementAndGet() * 7919);
  }
}
