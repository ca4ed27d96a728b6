// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.Ladder.Stand;
import fr.relais.core.decide.Ownership.Facts;
import fr.relais.core.decide.Ownership.Party;
import fr.relais.core.decide.Ownership.Requester;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.ReportKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyCheckTest {
  private static final Instant START = Instant.parse("2026-11-19T09:00:00Z");

  @Test
  void the_rules_of_the_design_leave_no_combination_without_an_owner_and_a_next_step() {
    PolicyCheck.Result result = PolicyCheck.of(Policy.DEFAULT);

    assertThat(result.gaps()).isEmpty();
    int owners = Requester.values().length * 16;
    int shares = FollowUpPriority.values().length * 16;
    int hours = 6 * 7 * 24;
    int ladders = hours * Clock.values().length * 5 * ReportKind.values().length;
    assertThat(result.combinations()).isEqualTo(owners + shares + ladders);
  }

  @Test
  void giving_to_duty_at_once_leaves_none_either() {
    assertThat(PolicyCheck.of(with(Times.DEFAULT, true)).gaps()).isEmpty();
  }

  @Test
  void a_rung_that_never_comes_is_said() {
    assertThat(PolicyCheck.of(with(critical(Duration.ZERO), false)).gaps())
        .containsExactly("échelons : à prendre en charge, CRITICAL, BIOLOGY");
  }

  @Test
  void a_critical_result_that_may_wait_over_an_hour_is_said() {
    assertThat(PolicyCheck.of(with(critical(Duration.ofMinutes(31)), false)).gaps()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "ACTIVE,             true,  true,  false, REQUESTER,       -,               oui",
        "AWAY,               true,  true,  false, REQUESTER,       DUTY_DOCTOR,     oui",
        "MISSION_ENDED,      true,  true,  false, REQUESTER,       DUTY_DOCTOR,     oui",
        "CANNOT_PRACTISE,    true,  true,  false, REQUESTER,       -,               sans"
            + " responsable",
        "REFUSED_BY_PATIENT, true,  true,  false, REQUESTER,       -,               sans"
            + " responsable",
        "UNKNOWN,            true,  true,  false, REQUESTER,       -,               sans"
            + " responsable",
        "JUNIOR,             true,  true,  false, SUPERVISOR,      -,               oui",
        "ACTIVE,             true,  true,  false, SUPERVISOR,      -,               sans"
            + " responsable",
        "AWAY,               true,  true,  true,  REPLACEMENT,     -,               oui",
        "AWAY,               true,  true,  false, REPLACEMENT,     -,               sans"
            + " responsable",
        "AWAY,               true,  true,  false, DUTY_DOCTOR,     -,               oui",
        "AWAY,               true,  false, false, DUTY_DOCTOR,     -,               sans"
            + " responsable",
        "AWAY,               false, true,  false, DUTY_DOCTOR,     -,               sans"
            + " responsable",
        "UNKNOWN,            true,  false, false, REFERENT,        -,               oui",
        "UNKNOWN,            false, true,  false, REFERENT,        -,               sans"
            + " responsable",
        "UNKNOWN,            false, false, false, OPERATOR_DOCTOR, -,               oui",
        "AWAY,               true,  true,  false, REQUESTER,       REQUESTER,       proposé à"
            + " personne",
        "AWAY,               true,  false, false, REQUESTER,       DUTY_DOCTOR,     proposé à"
            + " personne",
        "AWAY,               false, false, false, REQUESTER,       OPERATOR_DOCTOR, oui",
      })
  void a_decision_that_names_nobody_who_is_there_is_said(
      Requester requester,
      boolean siteKnown,
      boolean onDuty,
      boolean replaced,
      Party owner,
      @Nullable Party offerTo,
      String expected) {
    Facts facts = new Facts(requester, siteKnown, onDuty, false, replaced, true);
    List<String> gaps =
        PolicyCheck.gaps(
            facts,
            new Ownership.Decision(owner, offerTo, Ownership.Ask.NOTHING, "Motif.", null, "R"));

    assertThat(gaps.isEmpty() ? "oui" : gaps.get(0)).startsWith(expected);
    assertThat(gaps).hasSizeLessThan(2);
  }

  @Test
  void a_decision_without_a_reason_is_said() {
    Facts facts = new Facts(Requester.ACTIVE, true, true, false, false, true);

    assertThat(
            PolicyCheck.gaps(
                facts,
                new Ownership.Decision(
                    Party.REQUESTER, null, Ownership.Ask.NOTHING, " ", null, "R")))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "CRITICAL, OFFER, true",
    "URGENT, OFFER, true",
    "ABNORMAL, OFFER, false",
    "CRITICAL, INFORMED, false",
    "URGENT, COPY, false",
  })
  void nothing_urgent_may_wait_for_the_answer_of_a_general_practitioner(
      FollowUpPriority priority, GeneralPractitioners.Share share, boolean waits) {
    assertThat(PolicyCheck.waits(priority, share)).isEqualTo(waits);
  }

  /**
   * Minutes after the start: the deadline, three rungs, the round of all; then each ten minutes.
   */
  @ParameterizedTest
  @CsvSource({
    "CRITICAL, TAKE_CHARGE, 30, 15, 30, 45, 75, true",
    "CRITICAL, TAKE_CHARGE, 60, 15, 60, 70, 75, true",
    "CRITICAL, TAKE_CHARGE, 61, 15, 61, 70, 75, false",
    "CRITICAL, DECIDE,      61, 15, 61, 70, 75, true",
    "URGENT,   TAKE_CHARGE, 61, 15, 61, 70, 75, true",
    "URGENT,   TAKE_CHARGE, 61,  0, 61, 70, 75, false",
    "URGENT,   TAKE_CHARGE, 61,  1, 61, 70, 75, true",
    "URGENT,   TAKE_CHARGE, 61, 61, 61, 70, 75, false",
    "URGENT,   TAKE_CHARGE, 61, 15, 61, 75, 75, false",
    "URGENT,   TAKE_CHARGE,  0, 15, 61, 70, 75, false",
    "URGENT,   TAKE_CHARGE,  1, 15, 61, 70, 75, true",
  })
  void each_rung_is_later_than_the_one_before_and_a_critical_one_is_due_within_the_hour(
      FollowUpPriority priority,
      Clock clock,
      int deadline,
      int first,
      int second,
      int third,
      int round,
      boolean climbs) {
    Ladder ladder =
        new Ladder(
            after(deadline),
            List.of(
                rung(first, Stand.OWNER),
                rung(second, Stand.DUTY_DOCTOR, Stand.REFERENT),
                rung(third, Stand.OPERATOR_DOCTOR)),
            rung(round, Stand.OWNER),
            at -> at.plusSeconds(600));

    assertThat(PolicyCheck.climbs(clock, priority, ladder, START)).isEqualTo(climbs);
  }

  @Test
  void a_round_that_comes_only_once_is_no_ladder() {
    assertThat(climbs(Clock.DECIDE, EnumSet.allOf(Stand.class), 0)).isFalse();
    assertThat(climbs(Clock.DECIDE, EnumSet.allOf(Stand.class), 1)).isTrue();
  }

  @Test
  void four_rounds_are_looked_at() {
    Ladder stalls =
        new Ladder(
            after(30),
            List.of(rung(30, Stand.OWNER)),
            new Ladder.Rung(after(60), EnumSet.allOf(Stand.class), false),
            at -> at.isBefore(after(62)) ? at.plusSeconds(60) : at);

    assertThat(PolicyCheck.climbs(Clock.DECIDE, FollowUpPriority.NORMAL, stalls, START)).isFalse();
  }

  @Test
  void nobody_is_left_out_and_the_outcome_needs_owner_and_referent_alone() {
    assertThat(climbs(Clock.TAKE_CHARGE, EnumSet.of(Stand.OWNER, Stand.REFERENT), 1)).isFalse();
    assertThat(climbs(Clock.OUTCOME, EnumSet.of(Stand.OWNER, Stand.REFERENT), 1)).isTrue();
    assertThat(climbs(Clock.OUTCOME, EnumSet.of(Stand.OWNER), 1)).isFalse();
    assertThat(climbs(Clock.OUTCOME, EnumSet.noneOf(Stand.class), 1)).isFalse();
  }

  /** One rung for the owner, then rounds of these at this pace. */
  private static boolean climbs(Clock clock, Set<Stand> round, int minutes) {
    Ladder ladder =
        new Ladder(
            after(30),
            List.of(rung(30, Stand.OWNER)),
            new Ladder.Rung(after(60), round, false),
            at -> at.plusSeconds(60L * minutes));
    return PolicyCheck.climbs(clock, FollowUpPriority.NORMAL, ladder, START);
  }

  private static Ladder.Rung rung(int minutes, Stand... who) {
    return new Ladder.Rung(after(minutes), Set.of(who), false);
  }

  private static Instant after(int minutes) {
    return START.plusSeconds(60L * minutes);
  }

  private static Policy with(Times times, boolean awayToDuty) {
    return new Policy(
        "essai-1", times, awayToDuty, Marks.NONE, List.of(), Policy.Disclosure.NOTHING);
  }

  private static Times critical(Duration rung) {
    Times d = Times.DEFAULT;
    return new Times(
        rung,
        d.criticalRepeat(),
        d.urgentRung(),
        LocalTime.NOON,
        d.endOf(),
        d.otherUnclassifiedDays(),
        d.normalDays(),
        d.criticalDecision(),
        d.urgentDecision(),
        d.decisionDays(),
        d.criticalOutcome(),
        d.criticalOutcomeRepeat(),
        d.outcomeDays(),
        d.expectedBiology(),
        d.expectedOther(),
        d.expectedUrgent());
  }
}
