// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static fr.relais.core.decide.Town.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.DigestRule.DigestSent;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DigestRuleTest extends OnTown {
  private static final List<LocalTime> HOURS = List.of(LocalTime.of(14, 0), LocalTime.of(8, 0));

  @Test
  void the_last_hour_that_has_passed_on_a_working_day_stands() {
    Instant eight = TEN.minus(Duration.ofHours(2));
    Instant two = TEN.plus(Duration.ofHours(4));
    assertThat(DigestRule.slot(HOURS, TEN)).contains(eight);
    assertThat(DigestRule.slot(HOURS, eight)).contains(eight);
    assertThat(DigestRule.slot(HOURS, eight.minusSeconds(1))).isEmpty();
    assertThat(DigestRule.slot(HOURS, two)).contains(two);
    assertThat(DigestRule.slot(HOURS, TEN.plus(Duration.ofDays(3)))).isEmpty();
    assertThat(DigestRule.slot(List.of(), TEN)).isEmpty();
  }

  @Test
  void who_answers_and_who_is_offered_have_it_in_their_list() {
    FollowUp row = offered(open(FollowUpPriority.ABNORMAL), "keller");
    List<FollowUp> open = List.of(row);
    assertThat(DigestRule.people(open)).containsExactly("boyer", "keller");
    assertThat(DigestRule.of("boyer", open)).containsExactly(row);
    assertThat(DigestRule.of("keller", open)).containsExactly(row);
    assertThat(DigestRule.of("martin", open)).isEmpty();
    FollowUp ended = Moves.copied(row, by(row, TEN)).row();
    assertThat(DigestRule.of("boyer", List.of(ended))).isEmpty();
    assertThat(DigestRule.digest("keller", open).orElseThrow().lines())
        .singleElement()
        .hasFieldOrPropertyWithValue("offered", true);
    assertThat(DigestRule.digest("boyer", open).orElseThrow().lines())
        .singleElement()
        .hasFieldOrPropertyWithValue("offered", false);
  }

  @Test
  void what_interrupts_is_counted_and_sends_no_digest_by_itself() {
    FollowUp urgent = open(FollowUpPriority.URGENT);
    FollowUp abnormal = open(FollowUpPriority.ABNORMAL);
    assertThat(DigestRule.digest("boyer", List.of(urgent))).isEmpty();
    assertThat(DigestRule.anchor("boyer", List.of(urgent))).isEmpty();
    assertThat(DigestRule.told("boyer", List.of(urgent))).isEmpty();
    assertThat(DigestRule.told("keller", List.of(offered(urgent, "keller")))).isEmpty();
    List<FollowUp> both = List.of(urgent, abnormal);
    assertThat(DigestRule.digest("boyer", both).orElseThrow().lines()).hasSize(2);
    assertThat(DigestRule.anchor("boyer", both)).contains(abnormal);
  }

  @Test
  void one_hour_sends_one_digest_and_only_of_what_is_new() {
    List<FollowUp> open = List.of(open(FollowUpPriority.ABNORMAL));
    Set<String> told = DigestRule.told("boyer", open);
    assertThat(told).containsExactly("f1 since " + TEN);
    assertThat(DigestRule.due(null, TEN, "boyer", open)).isTrue();
    assertThat(DigestRule.due(null, TEN, "keller", open)).isFalse();
    DigestSent nothing = new DigestSent(TEN, Set.of());
    assertThat(DigestRule.due(nothing, TEN, "boyer", open)).isFalse();
    assertThat(DigestRule.due(nothing, TEN.plusSeconds(1), "boyer", open)).isTrue();
    assertThat(DigestRule.due(new DigestSent(TEN, told), TEN.plusSeconds(1), "boyer", open))
        .isFalse();
  }

  @Test
  void what_he_took_charge_of_is_nothing_new_and_what_he_opened_still_is() {
    assertThat(DigestRule.told("boyer", List.of(taken(FollowUpPriority.ABNORMAL)))).isEmpty();
    FollowUp opened = done(open(FollowUpPriority.ABNORMAL), of(Act.Kind.OPEN, "boyer")).row();
    assertThat(DigestRule.told("boyer", List.of(opened))).hasSize(1);
    FollowUp offered = offered(taken(FollowUpPriority.ABNORMAL), "keller");
    assertThat(DigestRule.told("keller", List.of(offered))).containsExactly("f1 offered 0");
  }
}
