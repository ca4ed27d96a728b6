// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.app.RegisterChanges.Done;
import fr.relais.core.model.FollowUpState;
import fr.relais.flow.Professional;
import fr.relais.flow.RegisterQuestion.Kind;
import fr.relais.flow.StagedImports.Staged;
import fr.relais.sandbox.annuaire.Fault;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the register changes in our roster, and what it may not. */
class RegisterRefreshTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-19");
  private final RegisterDay day = new RegisterDay();

  @AfterEach
  void close() {
    day.close();
  }

  @Test
  void a_register_that_agrees_changes_nothing_and_asks_nothing() {
    long version = day.portal.store().roster().version();
    Done done = day.done();

    assertThat(done.taken()).isZero();
    assertThat(done.waiting()).isEmpty();
    assertThat(done.questions()).isEmpty();
    assertThat(day.portal.store().roster().version()).isEqualTo(version);
    assertThat(day.standing().people()).hasSize(8).filteredOn(Professional::active).hasSize(7);
    assertThat(day.standing().people()).filteredOn(Professional::generalPractitioner).hasSize(7);
  }

  @Test
  void a_doctor_whom_the_register_retires_loses_access_and_follow_ups_at_once() {
    day.done();
    String his =
        day.portal.receive(
            new LabMessage(LabMessage.PETIT, "412").value("X^HbA1c^L", "9.1", "%", "4-6", "H"));
    assertThat(day.portal.row(his).owner()).isEqualTo("boyer");
    Surfer surfer = new Surfer(day.portal.port()).as("boyer");
    assertThat(surfer.get("/suivi/" + his).status()).isEqualTo(200);

    day.annuaire.retire(RegisterDay.BOYER);
    assertThat(day.done().taken()).isEqualTo(1);

    assertThat(day.practitioner("boyer").revokedOn()).isEqualTo(TODAY);
    assertThat(surfer.get("/suivi/" + his).status()).isNotEqualTo(200);
    assertThat(surfer.post("/suivi/" + his + "/prendre").status()).isNotEqualTo(200);
    day.portal.settle();
    assertThat(day.portal.row(his).owner()).isEqualTo("martin");
    assertThat(day.portal.row(his).state()).isEqualTo(FollowUpState.OPEN);
  }

  @Test
  void a_list_that_is_imported_later_does_not_give_the_access_back() {
    day.done();
    day.annuaire.retire(RegisterDay.BOYER);
    RegisterRefresh refresh = day.refresh(RegisterDay.KEY, List.of());
    refresh.run();
    assertThat(day.imports("J\\+180", "J+200").result().<Boolean>fold(yes -> true, no -> false))
        .isTrue();
    assertThat(day.practitioner("boyer").revokedOn()).isNull();

    assertThat(refresh.runOnce()).isEqualTo(1);
    assertThat(day.practitioner("boyer").revokedOn()).isEqualTo(TODAY);
    assertThat(refresh.runOnce()).isZero();
  }

  @Test
  void who_comes_back_in_the_register_gets_no_access_by_itself() {
    day.done();
    day.annuaire.retire(RegisterDay.BOYER);
    day.done();
    day.annuaire.enter(day.person(RegisterDay.BOYER));
    day.done();

    assertThat(day.practitioner("boyer").revokedOn()).isEqualTo(TODAY);
    assertThat(day.questions("boyer")).containsExactly(Kind.RETURNED);
    day.imports(null, "");
    day.done();
    assertThat(day.practitioner("boyer").revokedOn()).isNull();
    assertThat(day.questions("boyer")).isEmpty();
  }

  @Test
  void who_lost_his_last_situation_has_a_week_and_who_never_had_one_is_a_question() {
    day.annuaire.enter(day.person(RegisterDay.KELLER).workingAt());
    day.done();
    assertThat(day.practitioner("keller").revokedOn()).isNull();
    assertThat(day.questions("keller")).containsExactly(Kind.NO_SITUATION);

    day.annuaire.enter(day.person(RegisterDay.BOYER).workingAt("A", "B"));
    day.done();
    day.annuaire.enter(day.person(RegisterDay.BOYER).workingAt("B"));
    day.done();
    assertThat(day.practitioner("boyer").revokedOn()).isNull();
    day.annuaire.enter(day.person(RegisterDay.BOYER).workingAt());
    day.done();
    assertThat(day.practitioner("boyer").revokedOn()).isNull();
    assertThat(day.questions("boyer")).containsExactly(Kind.SITUATION_ENDED);
    assertThat(day.standing().questions())
        .anyMatch(q -> q.french().endsWith("il le perd le 26/11/2026."));

    day.portal.later(Duration.ofDays(6));
    day.done();
    assertThat(day.practitioner("boyer").revokedOn()).isNull();
    day.portal.later(Duration.ofDays(1));
    day.done();
    assertThat(day.practitioner("boyer").revokedOn()).isEqualTo(TODAY.plusDays(7));
  }

  @Test
  void who_takes_another_post_within_the_week_keeps_his_access() {
    day.done();
    day.annuaire.enter(day.person(RegisterDay.BOYER).workingAt());
    day.done();
    day.portal.later(Duration.ofDays(5));
    day.annuaire.enter(day.person(RegisterDay.BOYER).workingAt("C"));
    day.done();
    assertThat(day.questions("boyer")).isEmpty();

    day.portal.later(Duration.ofDays(5));
    day.annuaire.enter(day.person(RegisterDay.BOYER).workingAt());
    day.done();
    assertThat(day.practitioner("boyer").revokedOn()).isNull();
    assertThat(day.questions("boyer")).containsExactly(Kind.SITUATION_ENDED);
  }

  @Test
  void who_is_no_doctor_any_more_stops_and_who_never_was_is_a_question() {
    day.annuaire.enter(day.person(RegisterDay.KELLER).as("60"));
    day.done();
    assertThat(day.practitioner("keller").revokedOn()).isNull();
    assertThat(day.questions("keller")).containsExactly(Kind.OTHER_PROFESSION);

    day.annuaire.enter(day.person(RegisterDay.BOYER).as("60"));
    day.done();
    assertThat(day.practitioner("boyer").revokedOn()).isEqualTo(TODAY);
  }

  @Test
  void several_who_stop_at_once_wait_for_a_person() {
    day.done();
    day.annuaire.retire(RegisterDay.BOYER);
    day.annuaire.retire(RegisterDay.KELLER);
    Done done = day.done();

    assertThat(done.taken()).isZero();
    assertThat(day.practitioner("boyer").revokedOn()).isNull();
    assertThat(day.practitioner("keller").revokedOn()).isNull();
    Staged staged = done.waiting().get(0);
    assertThat(staged.reasons()).anyMatch(why -> why.contains("2 personnes, sur 7"));
    assertThat(day.questions("keller")).containsExactly(Kind.STAGED);

    day.portal.later(Duration.ofDays(1));
    assertThat(day.done().waiting()).extracting(Staged::id).containsExactly(staged.id());
    new Intake(day.portal.store(), day.portal.clock()).takeStaged(staged, "colin");
    assertThat(day.practitioner("boyer").revokedOn()).isEqualTo(TODAY);
    assertThat(day.practitioner("keller").revokedOn()).isEqualTo(TODAY);
  }

  @Test
  void what_waits_holds_up_nobody_whose_access_was_taken_away_before() {
    day.done();
    day.annuaire.retire(RegisterDay.ROUX);
    day.done();
    day.imports(null, "");
    assertThat(day.practitioner("roux").revokedOn()).isNull();
    day.annuaire.retire(RegisterDay.BOYER);
    day.annuaire.retire(RegisterDay.KELLER);
    Done done = day.done();

    assertThat(done.taken()).isEqualTo(1);
    assertThat(day.practitioner("roux").revokedOn()).isEqualTo(TODAY);
    assertThat(done.waiting()).hasSize(1);
  }

  @Test
  void an_empty_register_takes_nobody_away() {
    day.done();
    day.annuaire.faults(Fault.EMPTY);
    day.portal.later(Duration.ofDays(8));
    Done done = day.done();

    assertThat(done.taken()).isZero();
    assertThat(day.portal.store().roster().practitioners())
        .filteredOn(p -> p.revokedOn() != null)
        .extracting(p -> p.id())
        .containsExactly("fabre");
    assertThat(done.waiting()).isNotEmpty();
    day.done();
    assertThat(day.standing().questions()).isEmpty();
  }

  @Test
  void who_vanished_stops_at_once_and_who_was_never_there_is_a_question() {
    day.annuaire.forget(RegisterDay.KELLER);
    day.done();
    assertThat(day.questions("keller")).containsExactly(Kind.UNKNOWN);

    day.annuaire.forget(RegisterDay.BOYER);
    day.portal.later(Duration.ofDays(8));
    day.done();
    assertThat(day.practitioner("boyer").revokedOn()).isEqualTo(TODAY.plusDays(8));
    assertThat(day.practitioner("keller").revokedOn()).isNull();
  }

  @Test
  void several_who_vanish_at_once_wait_for_a_person() {
    day.done();
    day.annuaire.forget(RegisterDay.BOYER);
    day.annuaire.forget(RegisterDay.KELLER);
    day.portal.later(Duration.ofDays(8));
    Done done = day.done();
    assertThat(done.taken()).isZero();
    assertThat(day.practitioner("boyer").revokedOn()).isNull();
    assertThat(day.questions("keller")).containsExactly(Kind.STAGED);
  }

  @Test
  void the_last_duty_doctor_of_the_operator_is_not_taken_away_by_itself() {
    day.done();
    day.annuaire.retire(RegisterDay.LENOIR);
    Done done = day.done();

    assertThat(day.practitioner("lenoir").revokedOn()).isNull();
    assertThat(done.waiting().get(0).reasons()).anyMatch(why -> why.contains("dernier échelon"));
  }

  @Test
  void a_referent_who_stops_loses_access_and_the_site_must_name_another() {
    day.done();
    day.annuaire.retire(RegisterDay.LEFEVRE);
    day.done();

    assertThat(day.practitioner("lefevre").revokedOn()).isEqualTo(TODAY);
    assertThat(day.questions("lefevre")).containsExactly(Kind.REFERENT_GONE);
  }

  @Test
  void another_name_is_a_question_and_never_a_change() {
    day.annuaire.enter(day.person(RegisterDay.BOYER).named("BOYER-LEROY", "Anne"));
    day.annuaire.enter(day.person(RegisterDay.LEFEVRE).named("LE FEVRE", "Alain"));
    day.annuaire.enter(day.person(RegisterDay.MARTIN).named("martin", "CLAIRE"));
    day.done();

    assertThat(day.practitioner("boyer").family()).isEqualTo("BOYER");
    assertThat(day.questions("boyer")).containsExactly(Kind.OTHER_NAME);
    assertThat(day.questions("lefevre")).containsExactly(Kind.OTHER_NAME);
    assertThat(day.questions("martin")).isEmpty();
  }

  @Test
  void people_are_known_by_rpps_whatever_their_technical_numbers_become() {
    day.done();
    day.annuaire.renumber();
    day.annuaire.enter(
        fr.relais.sandbox.annuaire.Professional.doctor("89970020015", "BOYER", "Anne"));
    assertThat(day.done().taken()).isZero();
    assertThat(day.standing().people()).filteredOn(Professional::active).hasSize(7);
    assertThat(day.standing().people())
        .extracting(Professional::rpps)
        .doesNotContain("89970020015");
    day.portal.later(Duration.ofDays(8));
    assertThat(day.done().taken()).isZero();
    assertThat(day.standing().questions()).isEmpty();
  }
}
