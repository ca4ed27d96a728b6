// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.flow.Ids;
import java.util.concurrent.atomic.AtomicLong;

/** Identifiers in the order in which they are asked for, so that a story repeats to the letter. */
final class CountedIds implements Ids {
  private final AtomicLong count = new AtomicLong();

  @Override
  public String next() {
    return "id-%06d".formatted(count.incrementAndGet());
  }

  @Override
  public String reference() {
    return References.of(count.incrementAndGet() * 7919);
  }
}
