// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.ReportKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The rungs of one clock: when each is reached and who is told. The first ones are listed; after
 * the last, everyone is told again at a regular pace until someone acts, so that no rung is ever
 * the end.
 *
 * @param deadline when the person in charge is late
 */
public record Ladder(Instant deadline, List<Rung> rungs, Rung last, UnaryOperator<Instant> pace) {

  /** Who stands on a rung. */
  public enum Stand {
    OWNER,
    DUTY_DOCTOR,
    REFERENT,
    OPERATOR_DOCTOR
  }

  /**
   * One rung.
   *
   * @param rings whether it interrupts people
   */
  public record Rung(Instant at, Set<Stand> who, boolean rings) {
    public Rung {
      who = Set.copyOf(who);
    }
  }

  private static final Set<Stand> EVERYONE = EnumSet.allOf(Stand.class);

  /** The ladder of a clock that started at this instant. */
  public static Ladder of(
      Clock clock, FollowUpPriority priority, ReportKind about, Instant start, Policy policy) {
    Times times = policy.times();
    return switch (clock) {
      case TAKE_CHARGE, WITHDRAWAL_SEEN -> takeCharge(priority, about, start, times);
      case DECIDE -> decide(priority, start, times);
      case OUTCOME -> outcome(priority, start, times);
    };
  }

  /**
   * The ladder of the clock that runs on this follow-up. That of an outcome stands on the deadline
   * that was given when it was decided: an appointment may have moved it.
   */
  static Ladder running(FollowUp row, FollowUpPriority priority, Policy policy) {
    Clock clock = Clock.of(row.state());
    return clock == Clock.OUTCOME && row.deadline() != null
        ? outcomeBy(row.deadline(), priority, policy.times())
        : of(clock, priority, row.about(), row.clockStart(), policy);
  }

  /** The rung with this number, from 1. */
  public Rung rung(int number) {
    if (number <= rungs.size()) {
      return rungs.get(number - 1);
    }
    Instant at = last.at();
    for (int n = rungs.size() + 1; n < number; n++) {
      at = pace.apply(at);
    }
    return new Rung(at, last.who(), last.rings());
  }

  /**
   * The number of the rung to be reached next, after this one. Rounds that were slept through (the
   * clock jumped, nothing ran) are reached once, not one by one.
   */
  public int next(int reached, Instant now) {
    int next = reached + 1;
    while (next > rungs.size() && !rung(next + 1).at().isAfter(now)) {
      next++;
    }
    return next;
  }

  /** The number of the last rung whose time has come by then; 0 when none has. */
  int passed(Instant now) {
    int number = 0;
    while (number < rungs.size() && !rungs.get(number).at().isAfter(now)) {
      number++;
    }
    if (number == rungs.size()) {
      for (Instant at = last.at(); !at.isAfter(now); at = pace.apply(at)) {
        number++;
      }
    }
    return number;
  }

  private static Ladder takeCharge(
      FollowUpPriority priority, ReportKind about, Instant start, Times times) {
    return switch (priority) {
      case CRITICAL ->
          paced(start, times.criticalRung(), times.criticalRung(), 2, times.criticalRepeat());
      case URGENT -> paced(start, times.urgentRung(), times.urgentRung(), 2, times.urgentRung());
      case ABNORMAL -> {
        Instant due = WorkingCalendar.workingDayAfter(start, 1, times.noonOf());
        Instant dayOld = start.plus(Duration.ofHours(24));
        boolean closed = !WorkingCalendar.isWorkingDay(WorkingCalendar.dayOf(dayOld));
        yield daily(
            due,
            closed && dayOld.isBefore(due)
                ? List.of(new Rung(dayOld, EnumSet.of(Stand.DUTY_DOCTOR), false))
                : List.of(),
            times);
      }
      case UNCLASSIFIED -> {
        // a withdrawal does not say what it withdraws: it waits no longer than the shortest
        boolean soon = about == ReportKind.BIOLOGY || about == ReportKind.WITHDRAWAL;
        int days = soon ? 1 : times.otherUnclassifiedDays();
        yield daily(WorkingCalendar.workingDayAfter(start, days, times.endOf()), List.of(), times);
      }
      case NORMAL ->
          daily(
              WorkingCalendar.workingDayAfter(start, times.normalDays(), times.endOf()),
              List.of(),
              times);
    };
  }

  private static Ladder decide(FollowUpPriority priority, Instant start, Times times) {
    return switch (priority) {
      case CRITICAL ->
          paced(start, times.criticalDecision(), times.criticalRepeat(), 1, times.criticalRepeat());
      case URGENT ->
          paced(start, times.urgentDecision(), times.urgentRung(), 1, times.urgentRung());
      case ABNORMAL, UNCLASSIFIED, NORMAL ->
          daily(
              WorkingCalendar.workingDayAfter(start, times.decisionDays(), times.endOf()),
              List.of(),
              times);
    };
  }

  /** The owner first; from the third reminder on the site's referent too. */
  private static Ladder outcome(FollowUpPriority priority, Instant start, Times times) {
    Instant due =
        switch (priority) {
          case CRITICAL -> start.plus(times.criticalOutcome());
          case URGENT -> WorkingCalendar.daysAfter(start, 1);
          case ABNORMAL, UNCLASSIFIED, NORMAL ->
              WorkingCalendar.daysAfter(start, times.outcomeDays());
        };
    return outcomeBy(due, priority, times);
  }

  /** The rungs of an outcome that is due then. */
  static Ladder outcomeBy(Instant due, FollowUpPriority priority, Times times) {
    boolean critical = priority == FollowUpPriority.CRITICAL;
    UnaryOperator<Instant> pace =
        critical
            ? at -> at.plus(times.criticalOutcomeRepeat())
            : at -> WorkingCalendar.workingDayAfter(at, 1, times.noonOf());
    Set<Stand> owner = EnumSet.of(Stand.OWNER);
    Instant second = pace.apply(due);
    return new Ladder(
        due,
        List.of(new Rung(due, owner, critical), new Rung(second, owner, critical)),
        new Rung(pace.apply(second), EnumSet.of(Stand.OWNER, Stand.REFERENT), critical),
        pace);
  }

  /** Owner and duty doctor, then referent, then operator, at a fixed step; then all together. */
  private static Ladder paced(
      Instant start, Duration first, Duration step, int deadlineRung, Duration repeat) {
    Instant one = start.plus(first);
    Instant two = one.plus(step);
    Instant three = two.plus(step);
    return new Ladder(
        deadlineRung == 1 ? one : two,
        List.of(
            new Rung(one, EnumSet.of(Stand.OWNER, Stand.DUTY_DOCTOR), true),
            new Rung(two, EnumSet.of(Stand.REFERENT), true),
            new Rung(three, EnumSet.of(Stand.OPERATOR_DOCTOR), true)),
        new Rung(three.plus(repeat), EVERYONE, true),
        at -> at.plus(repeat));
  }

  /** The same rungs from the deadline on, one each working day at noon, without ringing. */
  private static Ladder daily(Instant due, List<Rung> before, Times times) {
    UnaryOperator<Instant> pace = at -> WorkingCalendar.workingDayAfter(at, 1, times.noonOf());
    Instant two = pace.apply(due);
    Instant three = pace.apply(two);
    List<Rung> rungs = new ArrayList<>(before);
    rungs.add(new Rung(due, EnumSet.of(Stand.OWNER, Stand.DUTY_DOCTOR), false));
    rungs.add(new Rung(two, EnumSet.of(Stand.REFERENT), false));
    rungs.add(new Rung(three, EnumSet.of(Stand.OPERATOR_DOCTOR), false));
    return new Ladder(due, List.copyOf(rungs), new Rung(pace.apply(three), EVERYONE, false), pace);
  }
}
