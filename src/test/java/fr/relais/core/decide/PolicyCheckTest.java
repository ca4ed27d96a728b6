// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyCheckTest {

  @Test
  void the_rules_of_the_design_leave_no_combination_without_an_owner_and_a_next_step() {
    PolicyCheck.Result result = PolicyCheck.of(Policy.DEFAULT);

    assertThat(result.gaps()).isEmpty();
    assertThat(result.combinations()).isGreaterThan(100_000);
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
    assertThat(PolicyCheck.of(with(critical(Duration.ofMinutes(30)), false)).gaps()).isEmpty();
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
