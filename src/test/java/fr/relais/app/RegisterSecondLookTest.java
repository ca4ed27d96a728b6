// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.app.RegisterChanges.Done;
import fr.relais.flow.NationalRegister.Standing;
import fr.relais.flow.RegisterQuestion.Kind;
import fr.relais.sandbox.annuaire.Fault;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Someone whom one whole answer lacks is asked for again, by number, before anything is lost. */
class RegisterSecondLookTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-27");
  private final RegisterDay day = new RegisterDay();

  @BeforeEach
  void everyone_is_known_and_a_week_has_passed() {
    day.done();
    day.portal.later(Duration.ofDays(8));
  }

  @AfterEach
  void close() {
    day.close();
  }

  private List<String> asked() {
    List<String> all = day.annuaire.asked();
    return all.subList(1, all.size());
  }

  @Test
  void whom_an_answer_lacked_by_mistake_keeps_his_access_and_the_operator_is_told() {
    day.annuaire.faults(Fault.ONE_LEFT_OUT);
    Done done = day.done();

    assertThat(done.taken()).isZero();
    assertThat(day.practitioner("boyer").revokedOn()).isNull();
    assertThat(day.questions("boyer")).containsExactly(Kind.OVERLOOKED);
    assertThat(asked()).hasSize(2);
    assertThat(asked().get(1))
        .contains("identifier=https%3A%2F%2Frpps.esante.gouv.fr%7C" + RegisterDay.BOYER + "&")
        .doesNotContain(RegisterDay.KELLER, "BOYER", "_lastUpdated");

    day.portal.later(Duration.ofDays(8));
    day.done();
    assertThat(day.questions("boyer")).isEmpty();
  }

  @Test
  void who_is_not_found_twice_stops_in_the_same_run() {
    day.annuaire.forget(RegisterDay.BOYER);

    assertThat(day.done().taken()).isEqualTo(1);
    assertThat(day.practitioner("boyer").revokedOn()).isEqualTo(TODAY);
    assertThat(asked()).hasSize(2);
  }

  @Test
  void whom_the_second_answer_says_inactive_stops_in_the_same_run() {
    day.annuaire.retire(RegisterDay.BOYER);
    day.annuaire.faults(Fault.ONE_LEFT_OUT);

    assertThat(day.done().taken()).isEqualTo(1);
    assertThat(day.practitioner("boyer").revokedOn()).isEqualTo(TODAY);
    assertThat(asked()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"HALF_JSON", "HTML", "OTHER_TYPE", "NO_BUNDLE", "SUBSETTED", "REDIRECT"})
  void a_second_question_that_fails_makes_the_whole_one_fail(Fault second) {
    Standing before = day.standing();
    day.annuaire.retire(RegisterDay.ROUX);
    day.annuaire.faults(Fault.ONE_LEFT_OUT, second);

    assertThat(day.refresh(RegisterDay.KEY, List.of()).run()).isEmpty();

    assertThat(day.practitioner("boyer").revokedOn()).isNull();
    assertThat(day.practitioner("roux").revokedOn()).isNull();
    assertThat(day.standing().people()).isEqualTo(before.people());
    assertThat(day.standing().refreshed()).isEqualTo(before.refreshed());
    assertThat(day.standing().failure()).isNotNull();
    assertThat(day.done().taken()).isEqualTo(1);
    assertThat(day.practitioner("boyer").revokedOn()).isNull();
  }

  @Test
  void several_who_are_missing_are_not_asked_for_again_and_wait_for_a_person() {
    day.annuaire.forget(RegisterDay.BOYER);
    day.annuaire.forget(RegisterDay.KELLER);
    Done done = day.done();

    assertThat(asked()).hasSize(1);
    assertThat(done.taken()).isZero();
    assertThat(done.waiting()).hasSize(1);
  }

  @Test
  void an_import_tried_without_changing_anything_takes_the_second_look_too() {
    day.annuaire.faults(Fault.ONE_LEFT_OUT);
    RegisterRefresh.Asked tried =
        day.refresh(RegisterDay.KEY, List.of()).ask(day.portal.clock().instant());

    assertThat(tried.failure()).isNull();
    assertThat(tried.people())
        .filteredOn(p -> p.rpps().equals(RegisterDay.BOYER))
        .allMatch(p -> p.listed() && p.overlooked());
  }
}
