// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.flow.Checkpoint;
import fr.relais.flow.Deliver;
import fr.relais.flow.Exit;
import fr.relais.flow.FollowUps;
import fr.relais.flow.Ids;
import fr.relais.flow.Readers;
import fr.relais.flow.Receive;
import fr.relais.flow.Rules;
import fr.relais.flow.Store;
import fr.relais.flow.Timers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** The steps of the walk, wired to one store, one clock and one set of exits. */
record Walk(Receive receive, FollowUps followUps, Timers timers, Deliver deliver) {
  /** Few, so that a node that wakes a moment later still finds its share. */
  private static final int TIMERS_AT_ONCE = 5;

  /**
   * What the steps are made of.
   *
   * @param batch how many due rows or deliveries are claimed at once
   */
  record Parts(
      Store store,
      Readers readers,
      List<Exit> exits,
      Rules rules,
      InstantSource clock,
      Ids ids,
      RandomGenerator random,
      Checkpoint checkpoint,
      Duration lease,
      int batch) {}

  static Walk of(Parts parts) {
    return new Walk(
        new Receive(
            parts.store(),
            parts.readers(),
            parts.rules(),
            parts.clock(),
            parts.ids(),
            parts.checkpoint()),
        new FollowUps(parts.store(), parts.rules(), parts.clock(), parts.ids(), parts.checkpoint()),
        new Timers(
            parts.store(),
            parts.rules(),
            parts.clock(),
            parts.ids(),
            parts.checkpoint(),
            Math.min(parts.batch(), TIMERS_AT_ONCE)),
        new Deliver(
            parts.store(),
            parts.exits(),
            parts.rules().node(),
            parts.clock(),
            parts.random(),
            parts.checkpoint(),
            parts.lease(),
            parts.batch()));
  }
}
