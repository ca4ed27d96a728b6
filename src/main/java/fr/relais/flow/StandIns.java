// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.Moves;
import fr.relais.core.decide.StandIn;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import java.time.Instant;
import java.util.Optional;

/** Who is asked beside, or instead of, an owner who is away when he should take charge. */
final class StandIns {
  private StandIns() {}

  /**
   * The signed rule gives what is opened again to another, before he is told of it.
   *
   * @param deadline by when it must be taken charge of, once it is opened again
   */
  static Optional<FollowUpMachine.Step> before(
      FollowUp row, FollowUpMachine.Context context, Instant deadline) {
    return find(row, context, deadline)
        .filter(StandIn::answers)
        .map(found -> Moves.entrusted(row, found, context));
  }

  /** What waits to be taken charge of is offered to another, unless an offer waits already. */
  static Optional<FollowUpMachine.Step> beside(FollowUp row, FollowUpMachine.Context context) {
    return waits(row) && row.openOffer().isEmpty()
        ? find(row, context, deadline(row, context))
            .filter(found -> !found.answers())
            .map(
                found ->
                    FollowUpMachine.offeredByRule(row, found.person(), found.reason(), context))
        : Optional.empty();
  }

  /** The same for what was waiting when he went away: he is told that he has nothing more to do. */
  static Optional<FollowUpMachine.Step> meanwhile(FollowUp row, FollowUpMachine.Context context) {
    return waits(row)
        ? find(row, context, deadline(row, context))
            .filter(StandIn::answers)
            .map(found -> FollowUpMachine.attributed(row, found.person(), found.reason(), context))
            .or(() -> late(row, context) ? Optional.empty() : beside(row, context))
        : Optional.empty();
  }

  /** Its rungs climb already: whoever stands there was told. */
  private static boolean late(FollowUp row, FollowUpMachine.Context context) {
    return !deadline(row, context).isAfter(context.now());
  }

  private static boolean waits(FollowUp row) {
    return row.state() == FollowUpState.OPEN || row.state() == FollowUpState.OPENED;
  }

  private static Instant deadline(FollowUp row, FollowUpMachine.Context context) {
    Instant deadline = row.deadline();
    return deadline == null ? context.now() : deadline;
  }

  private static Optional<StandIn> find(
      FollowUp row, FollowUpMachine.Context context, Instant deadline) {
    return StandIn.of(row, context.cover(), context.policy(), context.now(), deadline);
  }
}
