// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Clock;
import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.Ladder;
import fr.relais.core.decide.Versions;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Order;
import fr.relais.core.model.Roster;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A report makes its follow-up wait again, perhaps long after its owner left: whoever answers for
 * it is decided anew by the rows for an absent requester.
 *
 * @param orders those that the follow-up answers
 * @param barred whom the patient refused by what comes with the report
 */
record Reopening(Rules rules, List<Order> orders, Set<String> barred, Roster roster, Instant now) {

  FollowUpMachine.Context context(FollowUp row) {
    Set<String> nowhere = new HashSet<>(barred);
    orders.stream()
        .filter(order -> order.choices().refusesRequester())
        .forEach(order -> nowhere.add(order.requester()));
    return rules.context(roster, row, now).without(nowhere);
  }

  /**
   * The signed rule gives it to another before he is told; not what goes on waiting as it did.
   *
   * @param awaited whether only its absence was known until now
   */
  Optional<FollowUpMachine.Step> before(FollowUp row, Versions.Current after, boolean awaited) {
    boolean waiting = row.state() == FollowUpState.OPEN || row.state() == FollowUpState.OPENED;
    boolean same = waiting && !awaited && !after.withdrawn() && after.priority() == row.priority();
    FollowUpMachine.Context context = context(row);
    Instant deadline =
        Ladder.of(Clock.TAKE_CHARGE, after.priority(), row.about(), now, context.policy())
            .deadline();
    return same ? Optional.empty() : StandIns.before(row, context, deadline);
  }

  /** It is offered to whoever stands in, when its clock starts now. */
  Optional<FollowUpMachine.Step> beside(FollowUp row) {
    return row.clockStart().equals(now) ? StandIns.beside(row, context(row)) : Optional.empty();
  }
}
