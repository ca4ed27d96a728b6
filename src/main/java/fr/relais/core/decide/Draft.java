// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.decide.FollowUpMachine.Context;
import fr.relais.core.decide.FollowUpMachine.Notice;
import fr.relais.core.decide.FollowUpMachine.Step;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event in the making: what it changes and when the next step is due after it. */
final class Draft {
  private final FollowUp row;
  private final FollowUpEvent.Kind kind;
  private final Context context;
  private String actor = FollowUpMachine.RELAIS;
  private @Nullable String person;
  private FollowUpPriority priority;
  private @Nullable ClinicalDecision decision;
  private @Nullable ClinicalOutcome outcome;
  private String reason = "";
  private @Nullable String rule;
  private @Nullable Instant offerExpires;
  private Instant clockStart;
  private @Nullable Instant deadline;
  private @Nullable Instant nextDue;
  private int rung;

  Draft(FollowUp row, FollowUpEvent.Kind kind, Context context) {
    this.row = row;
    this.kind = kind;
    this.context = context;
    this.priority = row.priority();
    this.clockStart = row.clockStart();
    this.deadline = row.deadline();
    this.nextDue = row.nextDue();
    this.rung = row.rung();
  }

  Draft actor(String by) {
    this.actor = by;
    return this;
  }

  Draft person(@Nullable String whom) {
    this.person = whom;
    return this;
  }

  Draft priority(FollowUpPriority next) {
    this.priority = next;
    return this;
  }

  Draft decision(@Nullable ClinicalDecision taken) {
    this.decision = taken;
    return this;
  }

  Draft outcome(@Nullable ClinicalOutcome noted) {
    this.outcome = noted;
    return this;
  }

  Draft reason(@Nullable String text) {
    this.reason = text == null ? "" : text;
    return this;
  }

  Draft rule(String name) {
    this.rule = name;
    return this;
  }

  /** The clock of taking charge goes on as if it had never stopped: what is past is past. */
  Draft since(Instant start, Ladder ladder) {
    clockStart = start;
    deadline = ladder.deadline();
    rung = ladder.passed(context.now());
    nextDue = ladder.rung(rung + 1).at();
    return untilOfferEnds();
  }

  /** The clock of this state starts now. */
  Draft restart(FollowUpState state) {
    Ladder ladder =
        Ladder.of(Clock.of(state), priority, row.about(), context.now(), context.policy());
    clockStart = context.now();
    deadline = ladder.deadline();
    rung = 0;
    nextDue = ladder.rung(1).at();
    return untilOfferEnds();
  }

  /** The clock that runs goes on. */
  Draft keep() {
    if (row.state().live() && kind != FollowUpEvent.Kind.RECEIVED) {
      nextDue = nextRung(row.rung());
      untilOfferEnds();
    }
    return this;
  }

  /**
   * An offer that goes on waiting ends at its own time; this event may settle it, or replace it.
   */
  private Draft untilOfferEnds() {
    boolean waits = kind != FollowUpEvent.Kind.OFFERED && FollowUpFold.settles(kind) == null;
    if (waits) {
      row.openOffer().ifPresent(offer -> notLaterThan(offer.expiresAt()));
    }
    return this;
  }

  private Instant nextRung(int reached) {
    return Ladder.running(row, priority, context.policy()).rung(reached + 1).at();
  }

  Draft rung(int reached, Instant next) {
    this.rung = reached;
    this.nextDue = next;
    return untilOfferEnds();
  }

  Draft offer(Instant expires) {
    this.offerExpires = expires;
    return notLaterThan(expires);
  }

  /** The clock that runs is another's, which started earlier or went further. */
  void clockOf(FollowUp leading) {
    Ladder ladder = Ladder.running(leading, priority, context.policy());
    clockStart = leading.clockStart();
    rung = leading.rung();
    deadline = ladder.deadline();
    nextDue = ladder.rung(rung + 1).at();
    untilOfferEnds();
  }

  /** The outcome is due then; its rungs start again. */
  Draft outcomeBy(Instant due) {
    deadline = due;
    rung = 0;
    nextDue = due;
    return untilOfferEnds();
  }

  private Draft notLaterThan(@Nullable Instant otherDue) {
    if (otherDue != null && nextDue != null && otherDue.isBefore(nextDue)) {
      nextDue = otherDue;
    }
    return this;
  }

  /** Nothing is due any more. */
  Draft end() {
    deadline = null;
    nextDue = null;
    return this;
  }

  Step done(List<Notice> notices) {
    FollowUpEvent event =
        new FollowUpEvent(
            row.seq() + 1,
            kind,
            context.now(),
            actor,
            person,
            priority,
            decision,
            outcome,
            reason,
            rule,
            offerExpires,
            clockStart,
            deadline,
            nextDue,
            rung,
            context.node());
    return new Step(FollowUpFold.next(row, event), event, notices);
  }
}
