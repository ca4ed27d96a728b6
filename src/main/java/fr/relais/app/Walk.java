// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.flow.Answers;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Deliver;
import fr.relais.flow.Exits;
import fr.relais.flow.ExpectOrder;
import fr.relais.flow.FollowUps;
import fr.relais.flow.Ids;
import fr.relais.flow.MailDesk;
import fr.relais.flow.Readers;
import fr.relais.flow.Receive;
import fr.relais.flow.Retries;
import fr.relais.flow.Rules;
import fr.relais.flow.Store;
import fr.relais.flow.Timers;
import fr.relais.flow.TrustedDomains;
import fr.relais.flow.Visits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The steps of the walk, wired to one store, one clock and one set of exits.
 *
 * @param mails takes the mails of our mailbox, by the domains that are trusted
 */
record Walk(
    Receive receive,
    ExpectOrder orders,
    FollowUps followUps,
    Answers answers,
    Timers timers,
    Deliver deliver,
    Visits visits,
    Function<TrustedDomains, MailDesk> mails) {

  /** Few, so that a node that wakes a moment later still finds its share. */
  private static final int TIMERS_AT_ONCE = 5;

  /**
   * What the steps are made of.
   *
   * @param batch how many due rows or deliveries are claimed at once
   * @param lanes runs the deliveries, a lane for each endpoint
   * @param freed told when a lane has ended
   */
  record Parts(
      Store store,
      Readers readers,
      Exits exits,
      Rules rules,
      InstantSource clock,
      Ids ids,
      RandomGenerator random,
      Checkpoint checkpoint,
      Duration lease,
      int batch,
      Executor lanes,
      Runnable freed) {}

  static Walk of(Parts p) {
    Receive receive =
        new Receive(p.store(), p.readers(), p.rules(), p.clock(), p.ids(), p.checkpoint());
    FollowUps followUps = new FollowUps(p.store(), p.rules(), p.clock(), p.ids(), p.checkpoint());
    return new Walk(
        receive,
        new ExpectOrder(p.store(), p.rules(), p.clock(), p.ids()),
        followUps,
        new Answers(p.store(), p.rules(), p.clock(), p.ids(), p.checkpoint()),
        new Timers(
            p.store(),
            p.rules(),
            p.clock(),
            p.ids(),
            p.checkpoint(),
            Math.min(p.batch(), TIMERS_AT_ONCE)),
        new Deliver(
            new Deliver.Parts(
                p.store(),
                p.exits(),
                p.rules(),
                p.clock(),
                p.ids(),
                new Retries(p.random()),
                p.checkpoint(),
                p.lease(),
                p.batch(),
                p.lanes(),
                p.freed())),
        new Visits(p.store(), p.rules(), p.clock(), p.ids(), p.checkpoint()),
        domains ->
            new MailDesk(p.store(), receive, followUps, p.rules(), domains, p.clock(), p.ids()));
  }
}
