// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static fr.relais.core.decide.Agenda.booked;
import static fr.relais.core.decide.Agenda.decided;
import static fr.relais.core.decide.Agenda.done;
import static fr.relais.core.decide.Agenda.known;
import static fr.relais.core.decide.Agenda.proposed;
import static fr.relais.core.decide.Agenda.refused;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.Appointments.Known;
import fr.relais.core.decide.Appointments.Result;
import fr.relais.core.decide.FollowUpMachine.Notice;
import fr.relais.core.model.Appointment;
import fr.relais.core.model.Appointment.State;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Slot;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an act on one appointment makes of it, of the others and of the follow-up. */
class AppointmentChangesTest {
  private static final FollowUp ABNORMAL = decided(FollowUpPriority.ABNORMAL);
  private static final Slot LATER = slot("a", "11:00", "11:20");

  @Test
  void new_proposals_take_the_place_of_those_that_waited() {
    Known known = known(ABNORMAL, proposed("p", "18:00"), cancelled("c"));

    Result.Done done = done(Appointments.propose(known, "a", List.of(proposed("w", "11:00"))));

    assertThat(states(done)).containsExactly("p CANCELLED 1", "w PROPOSED 0");
    assertThat(done.step()).isNull();
  }

  @Test
  void the_chosen_one_is_booked_and_the_others_are_cancelled() {
    Appointment chosen = proposed("p", "18:00");
    Known known = known(ABNORMAL, chosen, proposed("q", "19:00"), cancelled("c"));

    Result.Done doctor = done(Appointments.book(known, "a", chosen));
    Result.Done patient = done(Appointments.book(known, FollowUpMachine.RELAIS, chosen));

    assertThat(states(doctor)).containsExactly("q CANCELLED 1", "p BOOKED 1");
    assertThat(states(patient)).isEqualTo(states(doctor));
    assertThat(event(doctor).kind()).isEqualTo(FollowUpEvent.Kind.APPOINTMENT_BOOKED);
    assertThat(event(doctor).actor()).isEqualTo("a");
    assertThat(event(doctor).reason()).isEqualTo("Convenu avec le patient.");
    assertThat(event(patient).actor()).isEqualTo(FollowUpMachine.RELAIS);
    assertThat(event(patient).reason()).isEqualTo("Choisi par le patient.");
    assertThat(doctor.step().notices()).isEmpty();
  }

  @Test
  void a_second_one_is_not_booked_beside_the_first_nor_at_a_bad_time() {
    Appointment chosen = proposed("p", "18:00");
    Appointment gone = proposed("g", "19/11/2026 09:00");

    assertThat(
            refused(Appointments.book(known(ABNORMAL, chosen, booked("b", "19:00")), "a", chosen)))
        .isEqualTo("Ce créneau n'est plus proposé.");
    assertThat(refused(Appointments.book(known(ABNORMAL, gone), "a", gone)))
        .isEqualTo("Ce créneau est déjà passé.");
    assertThat(refused(Appointments.book(known(ABNORMAL, chosen), "b", chosen)))
        .isEqualTo(Appointments.NOT_YOURS);
  }

  @Test
  void what_moves_keeps_its_name_and_tells_again() {
    Result.Done done = done(Appointments.change(known(ABNORMAL), "a", booked("p", "18:00"), LATER));

    assertThat(states(done)).containsExactly("p BOOKED 2");
    assertThat(done.changed().get(0).start()).isEqualTo(LATER.start());
    assertThat(event(done).kind()).isEqualTo(FollowUpEvent.Kind.APPOINTMENT_CHANGED);
    assertThat(done.step().row().deadline()).isEqualTo(Agenda.at("23/11/2026 12:00"));
    assertThat(refused(Appointments.change(known(ABNORMAL), "b", booked("p", "18:00"), LATER)))
        .isEqualTo(Appointments.NOT_YOURS);
  }

  @ParameterizedTest
  @EnumSource(value = State.class, names = "BOOKED", mode = EnumSource.Mode.EXCLUDE)
  void only_what_is_booked_moves_is_held_or_missed(State state) {
    Appointment one = proposed("p", "19/11/2026 09:30").as(state);
    String why = "Ce rendez-vous est « " + state.french() + " ».";

    assertThat(refused(Appointments.change(known(ABNORMAL), "a", one, LATER))).isEqualTo(why);
    assertThat(refused(AppointmentEnds.held(known(ABNORMAL), "a", one, "Vu.", List.of())))
        .isEqualTo(why);
    assertThat(refused(AppointmentEnds.missed(known(ABNORMAL), "a", one, null))).isEqualTo(why);
  }

  @Test
  void whoever_cancels_says_why_and_the_doctor_is_told_when_it_is_the_patient() {
    Known known = known(ABNORMAL, booked("b", "18:00"), proposed("p", "19:00"), cancelled("c"));

    Result.Done doctor = done(Appointments.cancel(known, "a", "Empêché."));
    Result.Done patient = done(Appointments.cancel(known, FollowUpMachine.RELAIS, "Empêché."));

    assertThat(states(doctor)).containsExactly("b CANCELLED 2", "p CANCELLED 1");
    assertThat(states(patient)).isEqualTo(states(doctor));
    assertThat(event(doctor).kind()).isEqualTo(FollowUpEvent.Kind.APPOINTMENT_CANCELLED);
    assertThat(event(doctor).reason()).isEqualTo("Empêché.");
    assertThat(doctor.step().notices()).isEmpty();
    assertThat(patient.step().notices())
        .containsExactly(new Notice("a", Delivery.Kind.NOTICE_ACT, false));
    assertThat(refused(Appointments.cancel(known, "a", null)))
        .isEqualTo("Écrivez pourquoi vous l'annulez.");
    assertThat(refused(Appointments.cancel(known, "b", "Empêché.")))
        .isEqualTo(Appointments.NOT_YOURS);
    assertThat(refused(Appointments.cancel(known(ABNORMAL, cancelled("c")), "a", "Empêché.")))
        .isEqualTo("Aucun rendez-vous n'est proposé ni pris.");
  }

  @ParameterizedTest
  @CsvSource({
    "ABNORMAL, booked,   26/11/2026 09:00",
    "ABNORMAL, proposed, 27/11/2026 12:00",
    "URGENT,   booked,   20/11/2026 09:00",
  })
  void without_a_date_the_outcome_is_due_as_the_decision_asked(
      FollowUpPriority priority, String was, String due) {
    FollowUp row = decided(priority);
    Appointment one = proposed("b", "26/11/2026 18:00");
    FollowUp waiting = done(Appointments.book(known(row, one), "a", one)).step().row();
    Appointment open = was.equals("booked") ? one.as(State.BOOKED) : one;

    Result.Done done = done(Appointments.cancel(known(waiting, open), "a", "Empêché."));

    assertThat(done.step().row().deadline()).isEqualTo(Agenda.at(due));
  }

  @Test
  void cancelling_after_the_result_changed_leaves_its_clock_alone() {
    FollowUp again = Agenda.taken(FollowUpPriority.ABNORMAL);

    Result.Done done =
        done(Appointments.cancel(known(again, booked("b", "18:00")), "a", "Résultat corrigé."));

    assertThat(done.step().row().deadline()).isEqualTo(again.deadline());
    assertThat(done.step().row().state()).isEqualTo(FollowUpState.TAKEN);
  }

  @ParameterizedTest
  @EnumSource(ClinicalDecision.class)
  void a_visit_follows_two_decisions_and_no_other(ClinicalDecision decision) {
    if (decision.concludes()) {
      return;
    }
    FollowUp row = decided(FollowUpPriority.ABNORMAL, decision);
    boolean visit =
        decision == ClinicalDecision.TELECONSULTATION || decision == ClinicalDecision.CALL_IN;

    assertThat(Appointments.notNow(row, "a").isEmpty()).isEqualTo(visit);
    assertThat(Appointments.notNow(row, "b")).hasValue(Appointments.NOT_YOURS);
    assertThat(Appointments.kind(row).map(Enum::name).orElse("none"))
        .isEqualTo(
            decision == ClinicalDecision.TELECONSULTATION
                ? "TELECONSULTATION"
                : visit ? "IN_PERSON" : "none");
  }

  @Test
  void what_is_held_is_concluded_and_whoever_was_told_stands_down() {
    Appointment one = booked("b", "19/11/2026 09:30");
    Known known = known(ABNORMAL, one, proposed("p", "18:00"));

    Result.Done done = done(AppointmentEnds.held(known, "a", one, "Va bien.", List.of("a", "k")));

    assertThat(states(done)).containsExactly("p CANCELLED 1", "b HELD 2");
    assertThat(done.step().row().state()).isEqualTo(FollowUpState.CONCLUDED);
    assertThat(done.step().row().outcome()).isEqualTo(ClinicalOutcome.PATIENT_SEEN);
    assertThat(event(done).actor()).isEqualTo("a");
    assertThat(refused(AppointmentEnds.held(known, "b", one, "Va bien.", List.of())))
        .isEqualTo(Appointments.NOT_YOURS);
    for (String report : new String[] {null, " "}) {
      assertThat(refused(AppointmentEnds.held(known, "a", one, report, List.of())))
          .isEqualTo("Écrivez un court compte rendu.");
    }
  }

  @Test
  void it_may_be_held_from_its_first_minute_on() {
    Appointment one = booked("b", "18:00");

    assertThat(
            refused(
                AppointmentEnds.held(
                    Agenda.at("17:59", ABNORMAL, one), "a", one, "Vu.", List.of())))
        .isEqualTo("Ce rendez-vous n'a pas encore commencé.");
    done(AppointmentEnds.held(Agenda.at("18:00", ABNORMAL, one), "a", one, "Vu.", List.of()));
    done(AppointmentEnds.missed(Agenda.at("18:00", ABNORMAL, one), "a", one, null));
  }

  @Test
  void a_result_that_changed_since_is_read_again_before_its_visit_counts() {
    Appointment one = booked("b", "19/11/2026 09:30");
    Known known = known(Agenda.taken(FollowUpPriority.ABNORMAL), one);
    String why =
        "Ce résultat est « Pris en charge » : relisez-le et décidez d'abord, ou annulez le"
            + " rendez-vous.";

    assertThat(refused(AppointmentEnds.held(known, "a", one, "Vu.", List.of()))).isEqualTo(why);
    assertThat(refused(AppointmentEnds.missed(known, "a", one, null))).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({"CRITICAL, true", "URGENT, true", "ABNORMAL, false"})
  void the_third_visit_that_nobody_came_to_comes_back_to_the_doctor(
      FollowUpPriority priority, boolean rings) {
    FollowUp row = decided(priority);
    Appointment one = booked("b", "19/11/2026 09:30");
    for (int missed = 1; missed < Acts.ATTEMPTS_MAX; missed++) {
      Result.Done done = done(AppointmentEnds.missed(known(row, one), "a", one, "Absent."));
      assertThat(event(done).kind()).isEqualTo(FollowUpEvent.Kind.APPOINTMENT_MISSED);
      assertThat(event(done).reason()).isEqualTo("Absent.");
      assertThat(done.step().notices()).isEmpty();
      assertThat(states(done)).containsExactly("b MISSED 2");
      row = done.step().row();
      assertThat(row.failedAttempts()).isEqualTo(missed);
    }
    Result.Done last = done(AppointmentEnds.missed(known(row, one), "a", one, "Absent."));

    assertThat(last.step().row().state()).isEqualTo(FollowUpState.TAKEN);
    assertThat(event(last).reason()).isEqualTo("Rendez-vous manqué. Absent.");
    assertThat(last.step().notices())
        .containsExactly(new Notice("a", Delivery.Kind.NOTICE_ACT, rings));
    assertThat(states(last)).containsExactly("b MISSED 2");
  }

  @Test
  void a_visit_missed_without_a_word_says_no_more_than_that() {
    Appointment one = booked("b", "19/11/2026 09:30");
    for (String note : new String[] {null, " "}) {
      assertThat(event(done(AppointmentEnds.missed(known(ABNORMAL, one), "a", one, note))).reason())
          .isEmpty();
    }
  }

  private static Slot slot(String doctor, String from, String to) {
    return new Slot(doctor, Agenda.at(from), Agenda.at(to), Slot.Source.TYPED);
  }

  private static Appointment cancelled(String id) {
    return proposed(id, "20:00").as(State.CANCELLED);
  }

  private static List<String> states(Result.Done done) {
    return done.changed().stream().map(a -> a.id() + " " + a.state() + " " + a.sequence()).toList();
  }

  private static FollowUpEvent event(Result.Done done) {
    return done.step().event();
  }
}
