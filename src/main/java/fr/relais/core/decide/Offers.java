// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.FollowUp;
import java.time.Duration;
import java.time.Instant;

/** The times of a hand-over. */
final class Offers {
  /** Hand-overs that a follow-up may go through before the site's referent is asked. */
  static final int HOPS_MAX = 3;

  private static final Duration LEAST = Duration.ofMinutes(5);

  private Offers() {}

  /**
   * When an offer made now expires: half of the time left to the giver, two working days at most,
   * five minutes at least (a deadline that has passed leaves nothing to halve).
   */
  static Instant expiry(FollowUp row, Instant now) {
    Instant deadline = row.deadline();
    Duration left =
        deadline == null || deadline.isBefore(now)
            ? Duration.ZERO
            : Duration.between(now, deadline);
    Duration half = left.dividedBy(2);
    Instant most =
        WorkingCalendar.workingDayAfter(
            now, 2, now.atZone(fr.relais.core.model.ParisTime.ZONE).toLocalTime());
    Instant expires = now.plus(half.compareTo(LEAST) < 0 ? LEAST : half);
    return expires.isAfter(most) ? most : expires;
  }
}
