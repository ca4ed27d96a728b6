// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.decide.Appointments.Known;
import fr.relais.core.decide.Appointments.Result;
import fr.relais.core.decide.FollowUpMachine.Notice;
import fr.relais.core.model.Appointment;
import fr.relais.core.model.Appointment.State;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent.Kind;
import fr.relais.core.model.FollowUpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an appointment ends: the patient was seen, or did not come. Pure. */
public final class AppointmentEnds {
  private AppointmentEnds() {}

  /**
   * It took place, and the follow-up is concluded.
   *
   * @param report what the doctor writes for those who follow the patient
   * @param recipients everyone who was told of this follow-up
   */
  public static Result held(
      Known known,
      String actor,
      Appointment booked,
      @Nullable String report,
      List<String> recipients) {
    String refused = notOver(known, actor, booked).orElse(null);
    if (refused != null) {
      return new Result.Refused(refused);
    }
    if (report == null || report.isBlank()) {
      return new Result.Refused("Écrivez un court compte rendu.");
    }
    Act act =
        Act.outcome(
            actor,
            known.context().now(),
            ClinicalOutcome.PATIENT_SEEN,
            "Rendez-vous tenu ; compte rendu écrit.");
    List<Appointment> changed = new ArrayList<>(Appointments.withdrawn(known.own(), booked.id()));
    changed.add(booked.as(State.HELD));
    return new Result.Done(Acts.concluded(known.row(), act, recipients, known.context()), changed);
  }

  /** The patient did not come: it counts as an attempt that failed; at the third it comes back. */
  public static Result missed(
      Known known, String actor, Appointment booked, @Nullable String note) {
    String refused = notOver(known, actor, booked).orElse(null);
    if (refused != null) {
      return new Result.Refused(refused);
    }
    FollowUp row = known.row();
    List<Appointment> changed = List.of(booked.as(State.MISSED));
    String said = note == null || note.isBlank() ? "" : " " + note;
    if (row.failedAttempts() + 1 >= Acts.ATTEMPTS_MAX) {
      Notice notice = new Notice(row.owner(), Delivery.Kind.NOTICE_ACT, FollowUpMachine.rings(row));
      Draft back =
          Appointments.draft(known, Kind.ATTEMPTS_EXHAUSTED, actor, "Rendez-vous manqué." + said)
              .restart(FollowUpState.TAKEN);
      return new Result.Done(back.done(List.of(notice)), changed);
    }
    Draft draft = Appointments.draft(known, Kind.APPOINTMENT_MISSED, actor, said.strip());
    Draft after =
        Appointments.pressing(row) ? draft.keep() : draft.outcomeBy(Appointments.nextNoon(known));
    return new Result.Done(after.done(List.of()), changed);
  }

  private static Optional<String> notOver(Known known, String actor, Appointment booked) {
    FollowUp row = known.row();
    if (!actor.equals(row.owner())) {
      return Optional.of(Appointments.NOT_YOURS);
    }
    if (booked.state() != State.BOOKED) {
      return Optional.of("Ce rendez-vous est « " + booked.state().french() + " ».");
    }
    if (row.state() != FollowUpState.IN_PROGRESS) {
      return Optional.of(
          "Ce résultat est « "
              + row.state().french()
              + " » : relisez-le et décidez d'abord, ou annulez le rendez-vous.");
    }
    return known.context().now().isBefore(booked.start())
        ? Optional.of("Ce rendez-vous n'a pas encore commencé.")
        : Optional.empty();
  }
}
