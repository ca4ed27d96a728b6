// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.Samples;
import fr.relais.core.decide.Appointments.Known;
import fr.relais.core.decide.Appointments.Result;
import fr.relais.core.model.Appointment;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Period;
import fr.relais.core.model.Roster;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The agenda of Dr A, who decided at 09:00 on 19 November 2026; it is 10:00. A time alone is of the
 * next day.
 */
final class Agenda {
  static final Instant NOW = at("19/11/2026 10:00");

  private Agenda() {}

  static Instant at(String text) {
    DateTimeFormatter form = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");
    String whole = text.length() > 5 ? text : "20/11/2026 " + text;
    return LocalDateTime.parse(whole, form).atZone(ParisTime.ZONE).toInstant();
  }

  static Known known(
      FollowUp row, List<Period> periods, List<Appointment> own, List<Appointment> others) {
    return new Known(row, own, others, context(periods, NOW));
  }

  static Known known(FollowUp row, Appointment... own) {
    return known(row, List.of(), List.of(own), List.of());
  }

  /** The same, at another time. */
  static Known at(String now, FollowUp row, Appointment... own) {
    return new Known(row, List.of(own), List.of(), context(List.of(), at(now)));
  }

  /** A teleconsultation was decided an hour ago: a critical outcome is due at 13:00. */
  static FollowUp decided(FollowUpPriority priority) {
    return decided(priority, ClinicalDecision.TELECONSULTATION);
  }

  static FollowUp decided(FollowUpPriority priority, ClinicalDecision decision) {
    return step(taken(priority), Act.decide("a", at("19/11/2026 09:00"), decision, null));
  }

  static FollowUp taken(FollowUpPriority priority) {
    Instant at = at("19/11/2026 09:00");
    FollowUp received =
        FollowUpMachine.received(
                Samples.opening("a", at), priority, true, "", context(List.of(), at))
            .row();
    return step(received, Act.of(Act.Kind.TAKE, "a", at));
  }

  static FollowUp step(FollowUp row, Act act) {
    Acts.Result result = Acts.on(row, act, List.of(), context(List.of(), act.at()));
    assertThat(result).isInstanceOf(Acts.Result.Done.class);
    return ((Acts.Result.Done) result).step().row();
  }

  static Appointment appointment(
      String id, String followUp, String doctor, String from, String to, Appointment.Place place) {
    return new Appointment(
        id,
        followUp,
        doctor,
        Appointment.Kind.TELECONSULTATION,
        at(from),
        at(to),
        Appointment.State.PROPOSED,
        0,
        place,
        NOW);
  }

  /** Twenty minutes of Dr A for this result. */
  static Appointment proposed(String id, String from) {
    Appointment one = appointment(id, "f1", "a", from, from, Appointment.Place.NONE);
    return new Appointment(
        one.id(),
        one.followUp(),
        one.practitioner(),
        one.kind(),
        one.start(),
        one.start().plusSeconds(1200),
        one.state(),
        0,
        one.place(),
        NOW);
  }

  static Appointment booked(String id, String from) {
    return proposed(id, from).as(Appointment.State.BOOKED);
  }

  static Result.Done done(Result result) {
    assertThat(result).isInstanceOf(Result.Done.class);
    return (Result.Done) result;
  }

  static String refused(Result result) {
    assertThat(result).isInstanceOf(Result.Refused.class);
    return ((Result.Refused) result).reason();
  }

  private static FollowUpMachine.Context context(List<Period> periods, Instant now) {
    Roster roster = Roster.of(1, List.of(), List.of(), periods, List.of(), List.of(), List.of());
    return new FollowUpMachine.Context(Cover.of(roster, null, "a", now), Policy.DEFAULT, "n", now);
  }
}
