// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes where it is told, for stories. */
final class HandClock implements InstantSource {
  private volatile Instant now;

  HandClock(Instant start) {
    this.now = start;
  }

  void set(Instant at) {
    now = at;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
