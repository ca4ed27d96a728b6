// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.decide.GeneralPractitioners.Share;
import fr.relais.core.decide.Ladder.Stand;
import fr.relais.core.decide.Ownership.Facts;
import fr.relais.core.decide.Ownership.Party;
import fr.relais.core.decide.Ownership.Requester;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.ReportKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Goes through every combination of facts that these rules may meet, and says which are left
 * without exactly one owner, or without a next step.
 */
public final class PolicyCheck {
  /**
   * Starts that go wrong first: both clock changes, a Friday night, the eve of 1 May, year ends.
   */
  private static final List<LocalDate> DAYS =
      List.of(
          LocalDate.of(2026, 3, 28),
          LocalDate.of(2026, 10, 24),
          LocalDate.of(2026, 11, 20),
          LocalDate.of(2027, 4, 30),
          LocalDate.of(2028, 2, 28),
          LocalDate.of(2026, 12, 31));

  private static final Duration CRITICAL_AT_MOST = Duration.ofMinutes(60);
  private static final int REPEATS = 4;
  private static final List<Boolean> EITHER = List.of(false, true);

  private final Policy policy;
  private final List<String> gaps = new ArrayList<>();
  private int combinations;

  private PolicyCheck(Policy policy) {
    this.policy = policy;
  }

  /**
   * What was found.
   *
   * @param combinations how many were gone through
   * @param gaps one French line for each that is not answered as it must be
   */
  public record Result(int combinations, List<String> gaps) {
    public Result {
      gaps = List.copyOf(gaps);
    }
  }

  public static Result of(Policy policy) {
    PolicyCheck check = new PolicyCheck(policy);
    check.owners();
    check.shares();
    check.ladders();
    return new Result(check.combinations, check.gaps);
  }

  private void owners() {
    for (Requester requester : Requester.values()) {
      for (boolean siteKnown : EITHER) {
        for (boolean onDuty : EITHER) {
          for (boolean replaced : EITHER) {
            for (boolean ours : EITHER) {
              Facts facts =
                  new Facts(requester, siteKnown, onDuty, policy.awayToDuty(), replaced, ours);
              combinations++;
              gaps.addAll(gaps(facts, Ownership.decide(facts)));
            }
          }
        }
      }
    }
  }

  /** What is wrong with this decision on these facts. */
  static List<String> gaps(Facts facts, Ownership.Decision decision) {
    List<String> gaps = new ArrayList<>();
    if (!someone(decision.owner(), facts) || decision.reason().isBlank()) {
      gaps.add("sans responsable : " + facts);
    }
    if (decision.offerTo() != null
        && (!someone(decision.offerTo(), facts) || decision.offerTo() == decision.owner())) {
      gaps.add("proposé à personne : " + facts);
    }
    return gaps;
  }

  /** Whether these facts leave someone to stand there. */
  private static boolean someone(Party party, Facts facts) {
    return switch (party) {
      case REQUESTER ->
          EnumSet.of(Requester.ACTIVE, Requester.AWAY, Requester.MISSION_ENDED)
              .contains(facts.requester());
      case SUPERVISOR ->
          EnumSet.of(Requester.JUNIOR, Requester.SUPERVISOR_AWAY).contains(facts.requester());
      case REPLACEMENT -> facts.replaced();
      case DUTY_DOCTOR -> facts.siteKnown() && facts.onDuty();
      case REFERENT -> facts.siteKnown();
      case OPERATOR_DOCTOR -> true;
    };
  }

  private void shares() {
    for (FollowUpPriority priority : FollowUpPriority.values()) {
      for (boolean reachable : EITHER) {
        for (boolean owns : EITHER) {
          for (boolean offeredElsewhere : EITHER) {
            for (boolean copiesOnly : EITHER) {
              combinations++;
              Share share =
                  GeneralPractitioners.share(
                      priority, reachable, owns, offeredElsewhere, copiesOnly);
              if (waits(priority, share)) {
                gaps.add("urgent en attente d'une acceptation : " + priority);
              }
            }
          }
        }
      }
    }
  }

  /** Whether something urgent would wait for an answer of the médecin traitant. */
  static boolean waits(FollowUpPriority priority, Share share) {
    return priority.ordinal() <= FollowUpPriority.URGENT.ordinal() && share == Share.OFFER;
  }

  private void ladders() {
    for (LocalDate day : DAYS) {
      for (int hour = 0; hour < 24 * 7; hour++) {
        Instant start =
            day.atTime(LocalTime.of(0, 10)).atZone(ParisTime.ZONE).toInstant().plus(hours(hour));
        for (Clock clock : Clock.values()) {
          for (FollowUpPriority priority : FollowUpPriority.values()) {
            for (ReportKind kind : ReportKind.values()) {
              combinations++;
              Ladder ladder = Ladder.of(clock, priority, kind, start, policy);
              if (!climbs(clock, priority, ladder, start)) {
                gaps.add("échelons : " + clock.french() + ", " + priority + ", " + kind);
                return;
              }
            }
          }
        }
      }
    }
  }

  private static Duration hours(int hour) {
    return Duration.ofHours(hour);
  }

  /** Each rung later than the one before, for ever; nobody left out; critical in the hour. */
  static boolean climbs(Clock clock, FollowUpPriority priority, Ladder ladder, Instant start) {
    Set<Stand> told = EnumSet.noneOf(Stand.class);
    Instant before = start;
    for (int number = 1; number <= ladder.rungs().size() + REPEATS; number++) {
      Ladder.Rung rung = ladder.rung(number);
      if (!rung.at().isAfter(before) || rung.who().isEmpty()) {
        return false;
      }
      told.addAll(rung.who());
      before = rung.at();
    }
    Set<Stand> all =
        clock == Clock.OUTCOME
            ? EnumSet.of(Stand.OWNER, Stand.REFERENT)
            : EnumSet.allOf(Stand.class);
    boolean soon =
        priority != FollowUpPriority.CRITICAL
            || clock != Clock.TAKE_CHARGE
            || !ladder.deadline().isAfter(start.plus(CRITICAL_AT_MOST));
    return told.containsAll(all) && ladder.deadline().isAfter(start) && soon;
  }
}
