// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.decide.FollowUpMachine.Context;
import fr.relais.core.decide.FollowUpMachine.Notice;
import fr.relais.core.decide.FollowUpMachine.Step;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent.Kind;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Handover;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a person may do to a follow-up, and what comes of it. Pure. */
public final class Acts {
  static final int ATTEMPTS_MAX = 3;

  private Acts() {}

  /** What came of an act. */
  public sealed interface Result {

    /** It was done. */
    record Done(Step step) implements Result {}

    /** It may not be done; the reason is what the person reads. */
    record Refused(String reason) implements Result {}
  }

  /**
   * @param recipients everyone who was told of this follow-up: when someone takes charge, the
   *     others are told that they have nothing to do
   */
  public static Result on(FollowUp row, Act act, List<String> recipients, Context context) {
    return on(row, act, Told.all(recipients, row), context);
  }

  /** The same, knowing who waits, who was told to stand down and since when it waits. */
  public static Result on(FollowUp row, Act act, Told told, Context context) {
    List<String> recipients = told.everyone();
    if (!allowedStates(act.kind()).contains(row.state())) {
      return refused(
          "Ce résultat est « "
              + row.state().french()
              + " » : on ne peut pas "
              + act.kind().french()
              + ".");
    }
    return switch (act.kind()) {
      case OPEN -> open(row, act, recipients, context);
      case TAKE -> take(row, act, told, context);
      case GIVE_UP -> own(row, act, () -> giveUp(row, act, told, context));
      case DECIDE -> own(row, act, () -> decide(row, act, context));
      case ATTEMPT_FAILED -> attemptFailed(row, act, context);
      case NOTE_OUTCOME -> own(row, act, () -> outcome(row, act, recipients, context));
      case SEE_WITHDRAWAL -> seen(row, act, recipients, context);
      case REOPEN -> reopen(row, act, recipients, context);
      case OFFER -> own(row, act, () -> Handovers.offer(row, act, context));
      case ACCEPT -> Handovers.accept(row, act, told, context);
      case REFUSE -> Handovers.refuse(row, act, context);
      case CANNOT -> Handovers.cannot(row, act, told, context);
      case NOTE_CALL -> noteCall(row, act, recipients, context);
    };
  }

  /** The states from which an act may be done. */
  public static Set<FollowUpState> allowedStates(Act.Kind kind) {
    return switch (kind) {
      case OPEN -> EnumSet.of(FollowUpState.OPEN, FollowUpState.OPENED);
      case TAKE -> EnumSet.of(FollowUpState.OPEN, FollowUpState.OPENED, FollowUpState.TAKEN);
      case GIVE_UP, DECIDE -> EnumSet.of(FollowUpState.TAKEN);
      case ATTEMPT_FAILED, NOTE_OUTCOME -> EnumSet.of(FollowUpState.IN_PROGRESS);
      case SEE_WITHDRAWAL -> EnumSet.of(FollowUpState.WITHDRAWN);
      case REOPEN -> EnumSet.of(FollowUpState.CONCLUDED);
      case OFFER, ACCEPT, REFUSE, CANNOT, NOTE_CALL ->
          EnumSet.of(
              FollowUpState.OPEN,
              FollowUpState.OPENED,
              FollowUpState.TAKEN,
              FollowUpState.IN_PROGRESS);
    };
  }

  private interface Move {
    Result go();
  }

  private static Result own(FollowUp row, Act act, Move move) {
    return act.actor().equals(row.owner())
        ? move.go()
        : refused("Seul le médecin responsable de ce résultat peut le faire.");
  }

  static Result refused(String reason) {
    return new Result.Refused(reason);
  }

  static Result done(Step step) {
    return new Result.Done(step);
  }

  static Draft draft(FollowUp row, Kind kind, Act act, Context context) {
    return new Draft(row, kind, context).actor(act.actor()).reason(act.note());
  }

  /** Whoever was told of it is concerned even when his turn of duty has ended since. */
  private static boolean concerned(
      FollowUp row, Act act, List<String> recipients, Context context) {
    return recipients.contains(act.actor())
        || context.cover().holds(act.actor())
        || act.actor().equals(row.requester())
        || row.openOffer().map(Handover::to).filter(act.actor()::equals).isPresent();
  }

  private static Result open(FollowUp row, Act act, List<String> recipients, Context context) {
    return concerned(row, act, recipients, context)
        ? done(draft(row, Kind.OPENED, act, context).keep().done(List.of()))
        : refused("Ce résultat ne vous est pas confié.");
  }

  private static Result take(FollowUp row, Act act, Told told, Context context) {
    if (!concerned(row, act, told.everyone(), context)) {
      return refused("Ce résultat ne vous est pas confié.");
    }
    if (row.state() == FollowUpState.TAKEN) {
      if (act.actor().equals(row.owner())) {
        return refused("Vous l'avez déjà pris en charge.");
      }
      if (row.rung() == 0) {
        return refused("Un confrère l'a déjà pris en charge. Vous n'avez rien à faire.");
      }
    }
    return done(
        draft(row, Kind.TAKEN, act, context)
            .person(act.actor())
            .restart(FollowUpState.TAKEN)
            .done(standDown(row, act, told)));
  }

  /** Those who were asked, and whoever answered for it until now: once. */
  static List<Notice> standDown(FollowUp row, Act act, Told told) {
    List<Notice> notices = new ArrayList<>();
    for (String person : told.waiting()) {
      if (!person.equals(act.actor())) {
        notices.add(new Notice(person, Delivery.Kind.NOTICE_STAND_DOWN, false));
      }
    }
    if (!act.actor().equals(row.owner())) {
      if (!told.waiting().contains(row.owner())) {
        notices.add(new Notice(row.owner(), Delivery.Kind.NOTICE_STAND_DOWN, false));
      }
      notices.add(new Notice(act.actor(), Delivery.Kind.RESULT, false));
    }
    return notices;
  }

  /**
   * Giving up starts no rung again: the clock counts from when the result came, and what it would
   * have reached meanwhile is reached at once. Those who were told to stand down are called back;
   * whoever just said that he cannot is not.
   */
  static Result giveUp(FollowUp row, Act act, Told told, Context context) {
    if (act.note() == null || act.note().isBlank()) {
      return refused("Écrivez pourquoi vous rendez ce résultat.");
    }
    Ladder ladder =
        Ladder.of(Clock.TAKE_CHARGE, row.priority(), row.about(), told.since(), context.policy());
    Set<String> called = new LinkedHashSet<>(told.released());
    Set<String> himself = Set.of(act.actor());
    called.addAll(context.cover().on(EnumSet.of(Ladder.Stand.DUTY_DOCTOR), himself));
    for (int rung = Math.min(ladder.passed(context.now()), ladder.rungs().size() + 1);
        rung > 0;
        rung--) {
      called.addAll(context.cover().on(ladder.rung(rung).who(), himself));
    }
    if (called.size() > 1) {
      called.remove(act.actor());
    }
    List<Notice> notices = new ArrayList<>();
    for (String person : called) {
      notices.add(new Notice(person, Delivery.Kind.NOTICE_RUNG, FollowUpMachine.rings(row)));
    }
    return done(draft(row, Kind.GIVEN_UP, act, context).since(told.since(), ladder).done(notices));
  }

  private static Result decide(FollowUp row, Act act, Context context) {
    ClinicalDecision decision = act.decision();
    if (decision == null) {
      return refused("Dites quelle est votre décision.");
    }
    if (decision == ClinicalDecision.SEEN_NOTHING_TO_DO
        && row.priority() == FollowUpPriority.CRITICAL) {
      return refused(
          "Un résultat critique ne se classe pas par « Vu, rien à faire ». S'il est déjà traité,"
              + " choisissez « Déjà pris en charge » et écrivez comment.");
    }
    boolean mute = act.note() == null || act.note().isBlank();
    if (decision == ClinicalDecision.ALREADY_DEALT_WITH && mute) {
      return refused("Écrivez comment ce résultat a déjà été pris en charge.");
    }
    Draft draft =
        draft(row, decision.concludes() ? Kind.CLOSED : Kind.DECIDED, act, context)
            .decision(decision);
    return done(
        (decision.concludes() ? draft.end() : draft.restart(FollowUpState.IN_PROGRESS))
            .done(List.of()));
  }

  private static Result attemptFailed(FollowUp row, Act act, Context context) {
    boolean last = row.failedAttempts() + 1 >= ATTEMPTS_MAX;
    return last
        ? done(
            draft(row, Kind.ATTEMPTS_EXHAUSTED, act, context)
                .restart(FollowUpState.TAKEN)
                .done(
                    List.of(
                        new Notice(
                            row.owner(), Delivery.Kind.NOTICE_ACT, FollowUpMachine.rings(row)))))
        : done(draft(row, Kind.ATTEMPT_FAILED, act, context).keep().done(List.of()));
  }

  private static Result outcome(FollowUp row, Act act, List<String> recipients, Context context) {
    if (act.outcome() == null) {
      return refused("Dites ce qu'il est advenu du patient.");
    }
    boolean mute = act.note() == null || act.note().isBlank();
    if (act.outcome() == ClinicalOutcome.STOPPED_AFTER_ATTEMPTS && mute) {
      return refused("Écrivez pourquoi vous vous arrêtez.");
    }
    return done(concluded(row, act, recipients, context));
  }

  /** What became of the patient ends the follow-up; whoever ordered has nothing more to do. */
  static Step concluded(FollowUp row, Act act, List<String> recipients, Context context) {
    String requester = row.requester();
    boolean tell = requester != null && !requester.equals(act.actor());
    return draft(row, Kind.CONCLUDED, act, context)
        .outcome(act.outcome())
        .end()
        .done(
            tell && recipients.contains(Objects.requireNonNull(requester))
                ? List.of(new Notice(requester, Delivery.Kind.NOTICE_STAND_DOWN, false))
                : List.of());
  }

  private static Result seen(FollowUp row, Act act, List<String> recipients, Context context) {
    boolean owner = act.actor().equals(row.owner());
    boolean inHisPlace = row.rung() > 0 && concerned(row, act, recipients, context);
    return owner || inHisPlace
        ? done(draft(row, Kind.WITHDRAWAL_SEEN, act, context).end().done(List.of()))
        : refused("Son responsable doit voir cette annulation ; vous serez prévenu s'il se tait.");
  }

  private static Result reopen(FollowUp row, Act act, List<String> recipients, Context context) {
    if (row.mergedInto() != null) {
      return refused("Ce suivi a été joint à un autre : c'est l'autre qui se rouvre.");
    }
    if (act.note() == null || act.note().isBlank()) {
      return refused("Écrivez pourquoi vous rouvrez ce résultat.");
    }
    return concerned(row, act, recipients, context)
        ? done(
            draft(row, Kind.REOPENED, act, context)
                .restart(FollowUpState.OPEN)
                .done(
                    List.of(
                        new Notice(
                            row.owner(), Delivery.Kind.NOTICE_ACT, FollowUpMachine.rings(row)))))
        : refused("Ce résultat ne vous est pas confié.");
  }

  /** The laboratory reached someone: shown first, and stops no clock. */
  private static Result noteCall(FollowUp row, Act act, List<String> recipients, Context context) {
    if (act.note() == null || act.note().isBlank()) {
      return refused("Écrivez qui a appelé et ce qui a été dit.");
    }
    return concerned(row, act, recipients, context)
        ? done(draft(row, Kind.CALL_NOTED, act, context).keep().done(List.of()))
        : refused("Ce résultat ne vous est pas confié.");
  }
}
