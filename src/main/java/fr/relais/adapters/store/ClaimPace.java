// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Remembers from one claim to the next whose deliveries are put aside: looked for at each claim
 * they would cost more than the claim itself. What another node put aside is seen a few claims
 * later.
 */
final class ClaimPace {
  private static final int CLAIMS_BETWEEN_LOOKS = 16;

  private final AtomicInteger left = new AtomicInteger();
  private volatile Set<String> aside = Set.of();

  /** Whether this claim takes account of them: one of their endpoints is not left alone now. */
  boolean looksForAside(Supplier<Set<String>> found, Collection<String> avoided) {
    if (left.getAndDecrement() <= 0) {
      left.set(CLAIMS_BETWEEN_LOOKS);
      aside = found.get();
    }
    return !avoided.containsAll(aside);
  }
}
