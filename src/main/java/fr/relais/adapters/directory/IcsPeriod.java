// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Period;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one event says, once read: nothing of its title or its notes is ever taken.
 *
 * @param kind null: the event is not for Relais
 * @param practitioner null for a duty that nobody holds
 * @param rule null when it happens once
 * @param instead the start of the time of its series whose place it takes; null for the series
 *     itself
 * @param stamp when it was written: settles two of one number
 */
record IcsPeriod(
    int line,
    String uid,
    long sequence,
    String stamp,
    boolean cancelled,
    Period.@Nullable Kind kind,
    @Nullable String practitioner,
    @Nullable String site,
    @Nullable String standsInFor,
    IcsTime from,
    IcsTime to,
    @Nullable IcsLine rule,
    Set<Instant> exceptions,
    @Nullable Instant instead) {

  /** Series and its changed times each have a name. */
  String name() {
    return uid + '\n' + instead;
  }

  boolean newerThan(IcsPeriod other) {
    return sequence > other.sequence
        || (sequence == other.sequence && stamp.compareTo(other.stamp) > 0);
  }
}
