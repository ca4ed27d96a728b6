// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.flow.Ids;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;

/**
 * Identifiers in the order of time, so that an index on them grows at one end: milliseconds, then
 * eighty random bits.
 */
final class RandomIds implements Ids {
  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock;

  RandomIds(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String next() {
    byte[] tail = new byte[10];
    random.nextBytes(tail);
    return "%012x".formatted(clock.millis()) + HexFormat.of().formatHex(tail);
  }

  @Override
  public String reference() {
    return References.of(random.nextLong());
  }
}
