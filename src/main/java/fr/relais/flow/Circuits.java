// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.AttemptOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Endpoints that failed several times in a row are left alone for a while, then tried with one
 * delivery. Known to this node alone: another learns it by its own tries.
 */
final class Circuits {
  private static final int FAILURES_MAX = 3;
  private static final Duration FIRST_REST = Duration.ofSeconds(10);
  private static final Duration LONGEST_REST = Duration.ofMinutes(5);

  private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();

  private record Circuit(int failures, Instant until) {}

  /** The endpoints that are left alone at this instant; the caller's to change. */
  Set<String> open(Instant now) {
    Set<String> open = new HashSet<>();
    circuits.forEach(
        (endpoint, circuit) -> {
          if (circuit.failures() >= FAILURES_MAX && circuit.until().isAfter(now)) {
            open.add(endpoint);
          }
        });
    return open;
  }

  /**
   * @param answered whether the endpoint itself answered, if only to refuse this one thing for ever
   */
  void note(String endpoint, AttemptOutcome outcome, boolean answered, Instant now) {
    if (outcome == AttemptOutcome.OK || answered) {
      circuits.remove(endpoint);
    } else {
      circuits.merge(
          endpoint,
          new Circuit(1, now),
          (known, first) -> {
            int failures = known.failures() + 1;
            int doublings = Math.min(Math.max(0, failures - FAILURES_MAX), 10);
            long seconds = FIRST_REST.toSeconds() << doublings;
            Duration rest = Duration.ofSeconds(Math.min(LONGEST_REST.toSeconds(), seconds));
            return new Circuit(failures, now.plus(rest));
          });
    }
  }
}
