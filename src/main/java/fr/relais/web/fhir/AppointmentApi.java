// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import fr.relais.core.decide.Appointments.Result;
import fr.relais.core.decide.WorkingCalendar;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Slot;
import fr.relais.flow.Visits;
import fr.relais.formats.fhir.AppointmentWriter;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/** The caller's appointments: read, proposed, booked, moved, cancelled, held, missed. */
public final class AppointmentApi implements IResourceProvider {
  private static final int DAYS_BACK = 30;
  private static final int DAYS_AHEAD = 60;
  private static final String CURE =
      "Relisez le suivi (Task) et ses rendez-vous, puis recommencez.";

  AppointmentApi() {}

  @Override
  public Class<Appointment> getResourceType() {
    return Appointment.class;
  }

  @Read
  @Description(shortDefinition = "Un rendez-vous de ce médecin.")
  public Appointment read(@IdParam IdType id, RequestDetails details) {
    Session session = Session.of(details);
    return written(session, own(session, id.getIdPart()));
  }

  private static fr.relais.core.model.Appointment own(Session session, String id) {
    return session
        .desk()
        .visits()
        .appointment(id)
        .filter(a -> a.practitioner().equals(session.caller()))
        .orElseThrow(Refusal::notFound);
  }

  private static Appointment written(Session session, fr.relais.core.model.Appointment one) {
    return new AppointmentWriter(session.desk().cases().roster()).appointment(one);
  }

  @Search
  @Description(
      shortDefinition = "Les rendez-vous de ce médecin, de 30 jours en arrière à 60 jours.")
  public List<Appointment> search(
      @OptionalParam(name = "date")
          @Description(shortDefinition = "début du rendez-vous : ge, le suivis d'un jour")
          @Nullable DateRangeParam date,
      RequestDetails details) {
    Session session = Session.of(details);
    LocalDate today = WorkingCalendar.dayOf(session.desk().clock().instant());
    return session
        .desk()
        .visits()
        .between(session.caller(), today.minusDays(DAYS_BACK), today.plusDays(DAYS_AHEAD))
        .stream()
        .filter(a -> Filed.within(a.start(), date))
        .map(a -> written(session, a))
        .toList();
  }

  @Create
  @Description(
      shortDefinition =
          "Propose (proposed) ou prend (booked) un rendez-vous : start, end, et le suivi dans"
              + " supportingInformation (Task/...).")
  public MethodOutcome create(@ResourceParam Appointment asked, RequestDetails details) {
    Session session = Session.of(details);
    boolean booked = status(asked) == Appointment.AppointmentStatus.BOOKED;
    if (!booked && status(asked) != Appointment.AppointmentStatus.PROPOSED) {
      throw wrong("Appointment.status", "Écrivez proposed ou booked.");
    }
    String task =
        asked.getSupportingInformation().stream()
            .map(r -> r.getReferenceElement())
            .filter(r -> "Task".equals(r.getResourceType()))
            .map(r -> r.getIdPart())
            .findFirst()
            .orElseThrow(() -> wrong("Appointment.supportingInformation", "Nommez le suivi."));
    Result result =
        session
            .desk()
            .visits()
            .propose(
                task,
                session.caller(),
                List.of(slot(session, asked)),
                new fr.relais.core.model.Appointment.Place(link(asked), null, null),
                booked);
    List<fr.relais.core.model.Appointment> changed = done(result).changed();
    fr.relais.core.model.Appointment made = changed.get(changed.size() - 1);
    MethodOutcome outcome = new MethodOutcome(new IdType("Appointment", made.id()), true);
    outcome.setResource(written(session, made));
    return outcome;
  }

  @Update
  @Description(
      shortDefinition =
          "Prend ou déplace (booked), annule (cancelled, motif dans cancelationReason.text), dit"
              + " tenu (fulfilled, compte rendu dans comment) ou manqué (noshow).")
  public MethodOutcome update(
      @IdParam IdType id, @ResourceParam Appointment asked, RequestDetails details) {
    Session session = Session.of(details);
    fr.relais.core.model.Appointment own = own(session, id.getIdPart());
    done(act(session, own, asked));
    MethodOutcome outcome = new MethodOutcome(new IdType("Appointment", own.id()), false);
    outcome.setResource(written(session, own(session, own.id())));
    return outcome;
  }

  private static Result act(
      Session session, fr.relais.core.model.Appointment own, Appointment asked) {
    Visits visits = session.desk().visits();
    String caller = session.caller();
    String task = own.followUp();
    Appointment.AppointmentStatus status = status(asked);
    if (status == Appointment.AppointmentStatus.CANCELLED) {
      return visits.cancel(task, caller, asked.getCancelationReason().getText());
    }
    if (status == Appointment.AppointmentStatus.FULFILLED) {
      return visits.held(
          task, caller, own.id(), Objects.requireNonNullElse(asked.getComment(), ""));
    }
    if (status == Appointment.AppointmentStatus.NOSHOW) {
      return visits.missed(task, caller, own.id(), asked.getComment());
    }
    if (status != Appointment.AppointmentStatus.BOOKED) {
      throw wrong("Appointment.status", "Écrivez booked, cancelled, fulfilled ou noshow.");
    }
    boolean proposed = own.state() == fr.relais.core.model.Appointment.State.PROPOSED;
    Slot to = slot(session, asked);
    boolean same = to.start().equals(own.start()) && to.end().equals(own.end());
    if (proposed && !same) {
      throw wrong("Appointment.start", "Prenez d'abord le créneau proposé, puis déplacez-le.");
    }
    return proposed
        ? visits.book(task, caller, own.id())
        : visits.change(task, caller, own.id(), to.start(), to.end());
  }

  private static Appointment.@Nullable AppointmentStatus status(Appointment asked) {
    return asked.getStatus();
  }

  private static Slot slot(Session session, Appointment asked) {
    return new Slot(
        session.caller(),
        instant(asked.getStart(), "Appointment.start"),
        instant(asked.getEnd(), "Appointment.end"),
        Slot.Source.TYPED);
  }

  private static Instant instant(@Nullable Date date, String place) {
    if (date == null) {
      throw wrong(place, "Écrivez un instant avec son fuseau.");
    }
    return date.toInstant();
  }

  private static @Nullable URI link(Appointment asked) {
    String link = asked.getPatientInstruction();
    try {
      return link == null ? null : URI.create(link);
    } catch (IllegalArgumentException e) {
      throw wrong("Appointment.patientInstruction", "Écrivez seulement l'adresse de votre outil.");
    }
  }

  private static Refusal wrong(String place, String cure) {
    return Refusal.of(
        422,
        ProblemCode.FIELD_NOT_UNDERSTOOD,
        place,
        "Ce champ manque, ou il ne peut pas être compris.",
        cure);
  }

  private static Result.Done done(Result result) {
    if (result instanceof Result.Done done) {
      return done;
    }
    throw Refusal.of(
        409,
        ProblemCode.PROCESSING_FAILED,
        "Appointment",
        ((Result.Refused) result).reason(),
        CURE);
  }
}
