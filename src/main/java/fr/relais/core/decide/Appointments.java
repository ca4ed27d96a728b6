// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.decide.FollowUpMachine.Context;
import fr.relais.core.decide.FollowUpMachine.Notice;
import fr.relais.core.decide.FollowUpMachine.Step;
import fr.relais.core.model.Appointment;
import fr.relais.core.model.Appointment.State;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent.Kind;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The appointment that follows a decision to see the patient: what may be proposed, booked, moved,
 * cancelled, and what becomes of the clock. Pure. The table that a clinician reads is {@code
 * test-fixtures/decisions/appointments.md}.
 */
public final class Appointments {
  static final String NOT_YOURS = "Seul le médecin responsable de ce résultat peut le faire.";

  private Appointments() {}

  /** What came of it. */
  public sealed interface Result {

    /**
     * It was done.
     *
     * @param step what the follow-up becomes; null when only proposals changed
     * @param changed every appointment that is new or changed
     */
    record Done(@Nullable Step step, List<Appointment> changed) implements Result {
      public Done {
        changed = List.copyOf(changed);
      }
    }

    /** It may not be done; the reason is what the person reads. */
    record Refused(String reason) implements Result {}
  }

  /**
   * What is known when something is asked.
   *
   * @param own the appointments of this follow-up
   * @param others the doctor's other appointments around the times that are asked
   */
  public record Known(
      FollowUp row, List<Appointment> own, List<Appointment> others, Context context) {
    public Known {
      own = List.copyOf(own);
      others = List.copyOf(others);
    }

    Optional<Appointment> booked() {
      return own.stream().filter(a -> a.state() == State.BOOKED).findFirst();
    }
  }

  /**
   * One to three times are proposed; those that were proposed before are withdrawn.
   *
   * @param wished the times, as appointments that are proposed
   */
  public static Result propose(Known known, String actor, List<Appointment> wished) {
    String refused = notNow(known.row(), actor).orElse(null);
    if (refused != null) {
      return new Result.Refused(refused);
    }
    if (known.booked().isPresent()) {
      return new Result.Refused("Un rendez-vous est déjà pris : déplacez-le ou annulez-le.");
    }
    String slots = SlotRules.refused(known, wished).orElse(null);
    if (slots != null) {
      return new Result.Refused(slots);
    }
    List<Appointment> changed = new ArrayList<>(withdrawn(known.own(), null));
    changed.addAll(wished);
    return new Result.Done(null, changed);
  }

  /**
   * One of the proposed times is chosen; the others are withdrawn.
   *
   * @param actor the doctor in charge, or {@link FollowUpMachine#RELAIS} when the patient chose
   */
  public static Result book(Known known, String actor, Appointment chosen) {
    FollowUp row = known.row();
    String by = actor.equals(FollowUpMachine.RELAIS) ? row.owner() : actor;
    String refused = notNow(row, by).orElse(null);
    if (refused != null) {
      return new Result.Refused(refused);
    }
    if (chosen.state() != State.PROPOSED || known.booked().isPresent()) {
      return new Result.Refused("Ce créneau n'est plus proposé.");
    }
    if (!chosen.practitioner().equals(row.owner())) {
      return new Result.Refused(
          "Le médecin responsable a changé : de nouveaux créneaux sont à proposer.");
    }
    String slot = SlotRules.refused(known, chosen).orElse(null);
    if (slot != null) {
      return new Result.Refused(slot);
    }
    List<Appointment> changed = new ArrayList<>(withdrawn(known.own(), chosen.id()));
    changed.add(chosen.as(State.BOOKED));
    String why =
        actor.equals(FollowUpMachine.RELAIS)
            ? "Choisi par le patient."
            : "Convenu avec le patient.";
    return new Result.Done(
        due(draft(known, Kind.APPOINTMENT_BOOKED, actor, why), known, chosen.end()), changed);
  }

  /** What was booked moves to another time, under the same name. */
  public static Result change(Known known, String actor, Appointment booked, Slot to) {
    String refused = notNow(known.row(), actor).orElse(null);
    if (refused != null) {
      return new Result.Refused(refused);
    }
    if (booked.state() != State.BOOKED) {
      return new Result.Refused("Ce rendez-vous est « " + booked.state().french() + " ».");
    }
    Appointment moved = booked.at(to);
    String slot = SlotRules.refused(known, moved).orElse(null);
    if (slot != null) {
      return new Result.Refused(slot);
    }
    return new Result.Done(
        due(draft(known, Kind.APPOINTMENT_CHANGED, actor, ""), known, moved.end()), List.of(moved));
  }

  /**
   * What was booked, or all that was proposed, is cancelled. The patient is left without a date:
   * the outcome is due on the next working day at the earliest.
   *
   * @param actor the doctor in charge, or {@link FollowUpMachine#RELAIS} when the patient said that
   *     he cannot come
   */
  public static Result cancel(Known known, String actor, @Nullable String why) {
    FollowUp row = known.row();
    boolean patient = actor.equals(FollowUpMachine.RELAIS);
    if (!patient && !actor.equals(row.owner())) {
      return new Result.Refused(NOT_YOURS);
    }
    List<Appointment> open = known.own().stream().filter(a -> a.state().open()).toList();
    if (open.isEmpty()) {
      return new Result.Refused("Aucun rendez-vous n'est proposé ni pris.");
    }
    if (why == null || why.isBlank()) {
      return new Result.Refused("Écrivez pourquoi vous l'annulez.");
    }
    Draft draft = draft(known, Kind.APPOINTMENT_CANCELLED, actor, why);
    List<Notice> notices =
        patient ? List.of(new Notice(row.owner(), Delivery.Kind.NOTICE_ACT, false)) : List.of();
    boolean waits = row.state() == FollowUpState.IN_PROGRESS && !pressing(row);
    boolean wasBooked = known.booked().isPresent();
    Draft after = waits && wasBooked ? draft.outcomeBy(free(known)) : draft.keep();
    return new Result.Done(
        after.done(notices), open.stream().map(a -> a.as(State.CANCELLED)).toList());
  }

  /** Why nothing can be proposed, booked or moved on this follow-up; empty when it can. */
  public static Optional<String> notNow(FollowUp row, String actor) {
    if (!actor.equals(row.owner())) {
      return Optional.of(NOT_YOURS);
    }
    return row.state() == FollowUpState.IN_PROGRESS && kind(row).isPresent()
        ? Optional.empty()
        : Optional.of(
            "Un rendez-vous suit la décision « "
                + ClinicalDecision.TELECONSULTATION.french()
                + " » ou « "
                + ClinicalDecision.CALL_IN.french()
                + " » ; ce résultat est « "
                + row.state().french()
                + " ».");
  }

  /** How the doctor and the patient meet, by what was decided. */
  public static Optional<Appointment.Kind> kind(FollowUp row) {
    ClinicalDecision decision = row.decision();
    if (decision == ClinicalDecision.TELECONSULTATION) {
      return Optional.of(Appointment.Kind.TELECONSULTATION);
    }
    return decision == ClinicalDecision.CALL_IN
        ? Optional.of(Appointment.Kind.IN_PERSON)
        : Optional.empty();
  }

  static List<Appointment> withdrawn(List<Appointment> own, @Nullable String but) {
    return own.stream()
        .filter(a -> a.state().open() && !a.id().equals(but))
        .map(a -> a.as(State.CANCELLED))
        .toList();
  }

  static Draft draft(Known known, Kind kind, String actor, String reason) {
    return new Draft(known.row(), kind, known.context()).actor(actor).reason(reason);
  }

  private static Step due(Draft draft, Known known, Instant end) {
    return (pressing(known.row()) ? draft.keep() : draft.outcomeBy(noonAfter(known, end)))
        .done(List.of());
  }

  static boolean pressing(FollowUp row) {
    return row.priority().ordinal() <= FollowUpPriority.URGENT.ordinal();
  }

  private static Instant noonAfter(Known known, Instant end) {
    return WorkingCalendar.workingDayAfter(end, 1, known.context().policy().times().noonOf());
  }

  static Instant nextNoon(Known known) {
    return noonAfter(known, known.context().now());
  }

  /** What the decision asked for, but never sooner than the next working day. */
  private static Instant free(Known known) {
    FollowUp row = known.row();
    Instant decided =
        Ladder.of(
                Clock.OUTCOME,
                row.priority(),
                row.about(),
                row.clockStart(),
                known.context().policy())
            .deadline();
    Instant next = nextNoon(known);
    return decided.isAfter(next) ? decided : next;
  }
}
