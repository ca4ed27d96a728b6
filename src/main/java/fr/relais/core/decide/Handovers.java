// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.decide.FollowUpMachine.Context;
import fr.relais.core.decide.FollowUpMachine.Notice;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent.Kind;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Handover;
import fr.relais.core.model.RefusalReason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a result passes from one doctor to another: nobody is rid of it before another has it. */
final class Handovers {
  private Handovers() {}

  static Acts.Result offer(FollowUp row, Act act, Context context) {
    String to = act.to();
    if (to == null || to.equals(row.owner())) {
      return Acts.refused("Dites à quel confrère vous proposez ce résultat.");
    }
    String referent = context.cover().who(Ladder.Stand.REFERENT).orElse(null);
    boolean tooMany =
        row.hops() >= Offers.HOPS_MAX && referent != null && !referent.equals(row.owner());
    String asked = tooMany ? Objects.requireNonNull(referent) : to;
    return Acts.done(
        Acts.draft(row, Kind.OFFERED, act, context)
            .person(asked)
            .keep()
            .offer(Offers.expiry(row, context.now()))
            .done(
                List.of(
                    new Notice(asked, Delivery.Kind.NOTICE_OFFER, FollowUpMachine.rings(row)))));
  }

  static Acts.Result accept(FollowUp row, Act act, Told told, Context context) {
    if (row.openOffer().map(Handover::to).filter(act.actor()::equals).isEmpty()) {
      return Acts.refused("Aucune proposition ne vous attend pour ce résultat.");
    }
    Draft draft = Acts.draft(row, Kind.OFFER_ACCEPTED, act, context).person(act.actor());
    boolean running =
        row.state() == FollowUpState.TAKEN || row.state() == FollowUpState.IN_PROGRESS;
    return Acts.done(
        (running ? draft.keep() : draft.restart(FollowUpState.TAKEN))
            .done(Acts.standDown(row, act, told)));
  }

  static Acts.Result refuse(FollowUp row, Act act, Context context) {
    if (row.openOffer().map(Handover::to).filter(act.actor()::equals).isEmpty()) {
      return Acts.refused("Aucune proposition ne vous attend pour ce résultat.");
    }
    return Acts.done(
        Acts.draft(row, Kind.OFFER_REFUSED, act, context)
            .person(act.actor())
            .reason(why(act))
            .keep()
            .done(
                List.of(
                    new Notice(
                        row.owner(), Delivery.Kind.NOTICE_RUNG, FollowUpMachine.rings(row)))));
  }

  private static @Nullable String why(Act act) {
    RefusalReason why = act.refusal();
    return why == null ? act.note() : why.french() + (act.note() == null ? "" : " : " + act.note());
  }

  /**
   * Whoever says that he cannot is not waited for: an offer comes back, the next one is asked now.
   * The clock goes on, and he stays responsible until another takes it.
   */
  static Acts.Result cannot(FollowUp row, Act act, Told told, Context context) {
    if (row.openOffer().map(Handover::to).filter(act.actor()::equals).isPresent()) {
      return refuse(row, act, context);
    }
    if (!act.actor().equals(row.owner())) {
      return Acts.refused("Ce résultat ne vous est pas confié.");
    }
    if (row.state() == FollowUpState.IN_PROGRESS) {
      return Acts.refused("Le suivi est en cours : transmettez-le à un confrère.");
    }
    if (row.state() == FollowUpState.TAKEN) {
      return Acts.giveUp(row, act, told, context);
    }
    List<Notice> notices = new ArrayList<>();
    for (String person :
        context.cover().on(EnumSet.of(Ladder.Stand.DUTY_DOCTOR), Set.of(row.owner()))) {
      notices.add(new Notice(person, Delivery.Kind.NOTICE_RUNG, FollowUpMachine.rings(row)));
    }
    return Acts.done(Acts.draft(row, Kind.GIVEN_UP, act, context).keep().done(notices));
  }
}
