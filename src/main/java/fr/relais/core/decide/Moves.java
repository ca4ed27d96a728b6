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
import fr.relais.core.model.Handover;
import java.util.List;

/**
 * How a follow-up changes hands, is joined to another or ends by what is known of it, without a
 * decision on the patient. Pure.
 */
public final class Moves {
  private Moves() {}

  /**
   * Its owner can no longer practise: another is responsible from this minute on. What nobody had
   * taken charge of keeps its deadline; what was being looked after is to be taken charge of anew.
   */
  public static Step moved(FollowUp row, String owner, String reason, Context context) {
    boolean waits =
        row.state() == FollowUpState.OPEN
            || row.state() == FollowUpState.OPENED
            || row.state() == FollowUpState.WITHDRAWN;
    Draft draft =
        new Draft(row, Kind.MOVED, context)
            .person(owner)
            .reason(reason)
            .rule(context.policy().name());
    return (waits ? draft.keep() : draft.restart(FollowUpState.OPEN))
        .done(FollowUpMachine.alarm(row, owner, row.priority(), context));
  }

  /**
   * A signed rule gives it to another because its owner is away, before what opens it again is told
   * to him: he learns of it by that.
   */
  public static Step entrusted(FollowUp row, StandIn standIn, Context context) {
    return new Draft(row, Kind.ATTRIBUTED, context)
        .person(standIn.person())
        .reason(standIn.reason())
        .rule(context.policy().name())
        .keep()
        .done(List.of());
  }

  /** Whoever it is offered to can no longer practise: it comes back, and the clock goes on. */
  public static Step offerWithdrawn(FollowUp row, Context context) {
    return new Draft(row, Kind.OFFER_WITHDRAWN, context)
        .person(row.openOffer().map(Handover::to).orElseThrow())
        .reason("Le confrère à qui il était proposé ne peut plus exercer : il vous revient.")
        .rule(context.policy().name())
        .keep()
        .done(
            List.of(
                new Notice(row.owner(), Delivery.Kind.NOTICE_RUNG, FollowUpMachine.rings(row))));
  }

  /** The requester said that it is of his own practice: it is his, outside Relais. */
  public static Step returned(FollowUp row, String actor, Context context) {
    return new Draft(row, Kind.RETURNED, context)
        .actor(actor)
        .reason("Résultat de son propre exercice : rendu à celui qui l'a prescrit.")
        .end()
        .done(List.of());
  }

  /** It is older than the day from which its sender's results are followed: nobody is told. */
  public static Step history(FollowUp row, Context context) {
    return new Draft(row, Kind.HISTORY, context)
        .reason("Antérieur au raccordement de l'expéditeur : gardé pour l'historique.")
        .rule(context.policy().name())
        .end()
        .done(List.of());
  }

  /** A letter: everyone concerned has it, and no answer is awaited. */
  public static Step copied(FollowUp row, Context context) {
    return new Draft(row, Kind.COPIED, context)
        .reason("Courrier remis en copie : aucune réponse n'est attendue.")
        .rule(context.policy().name())
        .end()
        .done(List.of());
  }

  /** Another follow-up takes its place: what belonged here belongs there. */
  public static Step merged(FollowUp row, String into, Context context) {
    return new Draft(row, Kind.MERGED, context)
        .person(into)
        .reason("Le laboratoire montre que c'est le même résultat.")
        .end()
        .done(List.of());
  }

  /**
   * The survivor of two that became one: it keeps its state, the higher priority and the nearest
   * deadline of both.
   */
  public static Step joined(FollowUp row, FollowUp other, Context context) {
    FollowUpPriority priority = row.priority().orHigher(other.priority());
    Draft draft =
        new Draft(row, Kind.VERSION_ADDED, context)
            .reason("Deux suivis du même résultat n'en font plus qu'un.")
            .priority(priority);
    boolean sameClock =
        row.state().live()
            && other.state().live()
            && Clock.of(row.state()) == Clock.of(other.state());
    if (sameClock) {
      boolean theirs =
          other.priority().higherThan(row.priority())
              || other.priority() == row.priority()
                  && other.clockStart().isBefore(row.clockStart());
      FollowUp leading = theirs ? other : row;
      draft.clockOf(leading);
    }
    return draft.done(List.of());
  }
}
