// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.time.Duration;
import java.time.Instant;

/** Whether somebody must ask for a new certificate. */
public enum Expiry {
  FINE,
  /** Within {@link #AHEAD}: order another now. */
  SOON,
  /** Nobody believes us any more. */
  OVER;

  /** How long before the end the alarm begins. */
  public static final Duration AHEAD = Duration.ofDays(30);

  /**
   * @param end last instant of the certificate
   */
  public static Expiry of(Instant end, Instant now) {
    if (now.isAfter(end)) {
      return OVER;
    }
    return now.plus(AHEAD).isBefore(end) ? FINE : SOON;
  }
}
