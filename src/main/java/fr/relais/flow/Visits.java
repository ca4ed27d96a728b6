// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.AppointmentEnds;
import fr.relais.core.decide.Appointments;
import fr.relais.core.decide.Appointments.Known;
import fr.relais.core.decide.Appointments.Result;
import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.model.Appointment;
import fr.relais.core.model.Appointment.State;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FreeSlots;
import fr.relais.core.model.Slot;
import fr.relais.core.model.VisitReport;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Appointments after a decision to see the patient: one act, one transaction. The follow-up is
 * locked while the act is weighed; calendars and the patient are told by what the same transaction
 * writes.
 */
public final class Visits {
  private static final Result UNKNOWN =
      new Result.Refused("Aucun rendez-vous de ce suivi ne porte cette référence.");

  private final Store store;
  private final InstantSource clock;
  private final Ids ids;
  private final Invitations invitations;
  private final VisitRoom room;
  private final PatientVisits patients;

  public Visits(Store store, Rules rules, InstantSource clock, Ids ids, Checkpoint checkpoint) {
    this.store = store;
    this.clock = clock;
    this.ids = ids;
    this.invitations = new Invitations(ids, rules);
    this.room = new VisitRoom(store, rules, clock, ids, checkpoint, invitations);
    this.patients = new PatientVisits(store, clock, this);
  }

  /** What the patient does behind his link. */
  public PatientVisits patients() {
    return patients;
  }

  /**
   * What a follow-up's page shows of its appointments.
   *
   * @param free times at which the doctor's agenda says that he is free, from now on
   * @param notice why the patient is not written to; empty when he is
   */
  public record Planned(
      List<Appointment> appointments, List<VisitReport> reports, List<Slot> free, String notice) {
    public Planned {
      appointments = List.copyOf(appointments);
      reports = List.copyOf(reports);
      free = List.copyOf(free);
    }

    public Optional<Appointment> booked() {
      return appointments.stream().filter(a -> a.state() == State.BOOKED).findFirst();
    }
  }

  /** What is planned; the caller has looked up that its reader may see the follow-up. */
  public Planned planned(FollowUp row) {
    return store.inTransaction(
        tx -> {
          Diary diary = new Diary(tx);
          List<Appointment> own = diary.of(row.id());
          Instant now = clock.instant();
          List<Slot> free =
              diary.free(row.owner()).slots().stream()
                  .filter(slot -> slot.start().isAfter(now))
                  .toList();
          return new Planned(own, diary.reports(own), free, invitations.silence(tx, row));
        });
  }

  /** One appointment. */
  public Optional<Appointment> appointment(String id) {
    return store.inTransaction(tx -> tx.records().get(Appointment.class, id));
  }

  /** A doctor's own appointments on these days, both included. */
  public List<Appointment> between(String practitioner, LocalDate first, LocalDate last) {
    return store.inTransaction(tx -> new Diary(tx).between(practitioner, first, last));
  }

  /** When a doctor's own agenda says that he is free. */
  public FreeSlots free(String practitioner) {
    return store.inTransaction(tx -> new Diary(tx).free(practitioner));
  }

  /**
   * Proposes times.
   *
   * @param agreed whether the patient has agreed already to the only one: then it is booked
   */
  public Result propose(
      String followUp, String actor, List<Slot> slots, Appointment.Place place, boolean agreed) {
    return room.act(
        followUp,
        actor,
        site -> {
          Instant now = clock.instant();
          List<Appointment> wished =
              slots.stream().map(slot -> wished(site.row(), slot, place, now)).toList();
          Known known = site.known(wished);
          Result proposed = Appointments.propose(known, actor, wished);
          if (!(proposed instanceof Result.Done done) || !agreed) {
            return proposed;
          }
          if (wished.size() != 1) {
            return new Result.Refused("Un seul créneau peut être convenu avec le patient.");
          }
          return booked(site, known, actor, done);
        });
  }

  private static Result booked(
      VisitRoom.Scene site, Known known, String actor, Result.Done proposed) {
    Appointment only = proposed.changed().get(proposed.changed().size() - 1);
    Known next = new Known(site.row(), List.of(only), known.others(), known.context());
    Result result = Appointments.book(next, actor, only);
    if (!(result instanceof Result.Done done)) {
      return result;
    }
    List<Appointment> changed =
        new ArrayList<>(proposed.changed().subList(0, proposed.changed().size() - 1));
    changed.addAll(done.changed());
    return new Result.Done(done.step(), changed);
  }

  private Appointment wished(FollowUp row, Slot slot, Appointment.Place place, Instant now) {
    return new Appointment(
        ids.next(),
        row.id(),
        slot.practitioner(),
        Appointments.kind(row).orElse(Appointment.Kind.IN_PERSON),
        slot.start(),
        slot.end(),
        State.PROPOSED,
        0,
        place,
        now);
  }

  /** Books one of the times that are proposed; {@link FollowUpMachine#RELAIS} for the patient. */
  public Result book(String followUp, String actor, String appointment) {
    return room.act(
        followUp,
        actor,
        site ->
            site.find(appointment)
                .map(one -> Appointments.book(site.known(List.of(one)), actor, one))
                .orElse(UNKNOWN));
  }

  /** Moves what was booked. */
  public Result change(
      String followUp, String actor, String appointment, Instant start, Instant end) {
    return room.act(
        followUp,
        actor,
        site ->
            site.find(appointment)
                .map(
                    one -> {
                      Slot to = new Slot(actor, start, end, Slot.Source.TYPED);
                      Known known = site.known(List.of(one.at(to)));
                      return Appointments.change(known, actor, one, to);
                    })
                .orElse(UNKNOWN));
  }

  /** Cancels what was booked, or all that is proposed. */
  public Result cancel(String followUp, String actor, @Nullable String why) {
    return room.act(
        followUp, actor, site -> Appointments.cancel(site.known(List.of()), actor, why));
  }

  /** It took place: the follow-up is concluded, the report goes in copy. */
  public Result held(String followUp, String actor, String appointment, String report) {
    return room.act(
        followUp,
        actor,
        site -> {
          Appointment one = site.find(appointment).orElse(null);
          if (one == null) {
            return UNKNOWN;
          }
          List<String> recipients = site.tx().recipientsOf(site.row().id());
          Result result =
              AppointmentEnds.held(site.known(List.of()), actor, one, report, recipients);
          if (result instanceof Result.Done) {
            invitations.report(
                site.tx(),
                site.row(),
                one.as(State.HELD),
                report.strip(),
                site.roster(),
                site.now());
          }
          return result;
        });
  }

  /** The patient did not come. */
  public Result missed(String followUp, String actor, String appointment, @Nullable String note) {
    return room.act(
        followUp,
        actor,
        site ->
            site.find(appointment)
                .map(one -> AppointmentEnds.missed(site.known(List.of()), actor, one, note))
                .orElse(UNKNOWN));
  }
}
