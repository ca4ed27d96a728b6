// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.decide.FollowUpMachine.Context;
import fr.relais.core.decide.FollowUpMachine.Notice;
import fr.relais.core.decide.FollowUpMachine.Step;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent.Kind;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import java.util.List;

/** What becomes of an order: its result comes at last, or does not come. Pure. */
public final class Awaited {
  private Awaited() {}

  /**
   * The result that was awaited came at last: its own clock starts now, whatever was done about its
   * absence.
   */
  public static Step arrived(
      FollowUp row, FollowUpPriority priority, boolean withdrawn, boolean asks, Context context) {
    Draft draft =
        new Draft(row, withdrawn ? Kind.WITHDRAWN : Kind.VERSION_REOPENS, context)
            .priority(priority)
            .reason("Le résultat attendu est arrivé.")
            .rule(context.policy().name())
            .restart(withdrawn ? FollowUpState.WITHDRAWN : FollowUpState.OPEN);
    return draft.done(
        asks
            ? FollowUpMachine.alarm(row, row.owner(), priority, context)
            : FollowUpMachine.result(row.owner()));
  }

  /**
   * A normal preliminary result asked nothing, and its final one does not come: whoever answers is
   * told, once, in the place of the first rung. What follows climbs as for anything that waits.
   */
  public static Step finalMissing(FollowUp row, Context context) {
    Ladder ladder = Ladder.running(row, row.priority(), context.policy());
    return new Draft(row, Kind.RUNG_REACHED, context)
        .reason("Attendu, non reçu : le compte rendu définitif n'est pas venu.")
        .rule(context.policy().name())
        .rung(1, ladder.rung(2).at())
        .done(List.of(new Notice(row.owner(), Delivery.Kind.NOTICE_ACT, false)));
  }

  /**
   * Nothing came of an order in the expected delay.
   *
   * @param opening as for {@link FollowUpMachine#received}
   */
  public static Step missing(
      FollowUp opening, FollowUpPriority priority, String reason, Context context) {
    return new Draft(opening, Kind.RECEIVED, context)
        .person(opening.owner())
        .priority(priority)
        .reason(reason)
        .rule(context.policy().name())
        .restart(FollowUpState.OPEN)
        .done(
            List.of(
                new Notice(
                    opening.owner(),
                    Delivery.Kind.NOTICE_ACT,
                    priority.ordinal() <= FollowUpPriority.URGENT.ordinal())));
  }
}
