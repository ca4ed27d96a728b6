// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Remembers from one claim to the next whether deliveries are put aside: looked for at each claim
 * they would cost more than the claim itself. What another node put aside is seen a few claims
 * later.
 */
final class ClaimPace {
  private static final int CLAIMS_BETWEEN_LOOKS = 16;

  private final AtomicInteger left = new AtomicInteger();
  private volatile boolean some;

  /** Whether this claim takes account of them. */
  boolean looksForAside(BooleanSupplier found) {
    if (left.getAndDecrement() <= 0) {
      left.set(CLAIMS_BETWEEN_LOOKS);
      some = found.getAsBoolean();
    }
    return some;
  }
}
