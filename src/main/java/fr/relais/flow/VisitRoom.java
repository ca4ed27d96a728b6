// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Appointments.Known;
import fr.relais.core.decide.Appointments.Result;
import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.model.Appointment;
import fr.relais.core.model.Appointment.State;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.flow.Checkpoint.Step;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Weighs one act on appointments and writes what comes of it, in one transaction. */
final class VisitRoom {
  private final Store store;
  private final Rules rules;
  private final InstantSource clock;
  private final Outbox outbox;
  private final Checkpoint checkpoint;
  private final Invitations invitations;

  VisitRoom(
      Store store,
      Rules rules,
      InstantSource clock,
      Ids ids,
      Checkpoint checkpoint,
      Invitations invitations) {
    this.store = store;
    this.rules = rules;
    this.clock = clock;
    this.outbox = new Outbox(ids, rules.sheets());
    this.checkpoint = checkpoint;
    this.invitations = invitations;
  }

  /** What one act is weighed with. */
  record Scene(
      Transaction tx,
      FollowUp row,
      Roster roster,
      FollowUpMachine.Context context,
      List<Appointment> own,
      Instant now) {

    Known known(List<Appointment> wished) {
      List<Appointment> others =
          wished.isEmpty() ? List.of() : new Diary(tx).around(wished.get(0).practitioner(), wished);
      return new Known(row, own, others, context);
    }

    Optional<Appointment> find(String id) {
      return own.stream().filter(a -> a.id().equals(id)).findFirst();
    }
  }

  Result act(String followUp, String actor, Function<Scene, Result> deed) {
    Result result = store.inTransaction(tx -> act(tx, followUp, actor, deed));
    checkpoint.reached(Step.ACT_COMMITTED);
    return result;
  }

  private Result act(Transaction tx, String followUp, String actor, Function<Scene, Result> deed) {
    FollowUp row = tx.byReference(followUp).or(() -> tx.followUp(followUp)).orElse(null);
    if (row == null) {
      return new Result.Refused("Aucun suivi ne porte cette référence.");
    }
    Roster roster = tx.roster();
    Instant now = clock.instant();
    if (!actor.equals(FollowUpMachine.RELAIS) && !practises(roster, actor, now)) {
      return new Result.Refused("Vous n'avez pas d'accès à Relais.");
    }
    Scene site =
        new Scene(
            tx, row, roster, rules.context(roster, row, now), new Diary(tx).of(row.id()), now);
    Result result = deed.apply(site);
    if (result instanceof Result.Done done) {
      save(site, done, actor);
    }
    return result;
  }

  private static boolean practises(Roster roster, String actor, Instant now) {
    LocalDate today = now.atZone(ParisTime.ZONE).toLocalDate();
    return roster.practitioner(actor).filter((Practitioner p) -> p.mayOwn(today)).isPresent();
  }

  private void save(Scene site, Result.Done done, String actor) {
    Transaction tx = site.tx();
    FollowUp row = site.row();
    Diary diary = new Diary(tx);
    done.changed().forEach(diary::put);
    FollowUpMachine.Step step = done.step();
    if (step != null) {
      row = step.row();
      tx.save(row, List.of(step.event()));
      List<ReportVersion> versions = tx.versions(row.id());
      String report = versions.isEmpty() ? null : versions.get(versions.size() - 1).id();
      tx.enqueue(outbox.of(step.notices(), row, report, site.roster(), site.now()));
    }
    tell(site, row, done, actor);
    tx.audit(
        new AuditLine(
            site.now(),
            actor,
            AuditLine.Action.ACTED,
            row.id(),
            step == null ? "APPOINTMENT_PROPOSED" : step.event().kind().name()));
    checkpoint.reached(Step.ACT_SAVED);
  }

  /** Calendars hear of what was booked; the patient of what he did not do himself. */
  private void tell(Scene site, FollowUp row, Result.Done done, String actor) {
    for (Appointment after : done.changed()) {
      boolean was =
          site.find(after.id()).filter(before -> before.state() == State.BOOKED).isPresent();
      boolean gone = was && after.state() == State.CANCELLED;
      if (after.state() == State.BOOKED || gone) {
        invitations.calendars(site.tx(), row, after, site.roster(), site.now());
      }
    }
    if (actor.equals(FollowUpMachine.RELAIS)) {
      return;
    }
    List<Appointment> open = done.changed().stream().filter(a -> a.state().open()).toList();
    List<Appointment> cancelled =
        done.changed().stream().filter(a -> a.state() == State.CANCELLED).toList();
    if (!open.isEmpty()) {
      invitations.patient(site.tx(), row, open, open.get(0), site.now());
    } else if (!cancelled.isEmpty() && row.state().live()) {
      invitations.patient(site.tx(), row, List.of(), cancelled.get(0), site.now());
    }
  }
}
