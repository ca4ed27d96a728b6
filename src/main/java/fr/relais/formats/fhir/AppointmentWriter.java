// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import java.time.Instant;
import java.util.Date;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Schedule;
import org.hl7.fhir.r4.model.Slot;

/**
 * An appointment as FHIR: its times, its doctor, the follow-up that it belongs to. The patient and
 * the reason are on the Task, for whoever may read it.
 */
public final class AppointmentWriter {
  private final Roster roster;

  /**
   * @param roster names of the people in it
   */
  public AppointmentWriter(Roster roster) {
    this.roster = roster;
  }

  public Appointment appointment(fr.relais.core.model.Appointment from) {
    Appointment to = new Appointment();
    to.setId(from.id());
    to.getMeta().addProfile(Uris.profile("Appointment"));
    to.setStatus(Appointment.AppointmentStatus.fromCode(from.state().fhir()));
    to.setAppointmentType(new CodeableConcept().setText(from.kind().french()));
    to.addSupportingInformation(new Reference("Task/" + from.followUp()));
    to.setStartElement(instant(from.start())).setEndElement(instant(from.end()));
    to.setCreated(Date.from(from.createdAt()));
    if (from.place().link() != null) {
      to.setPatientInstruction(from.place().link().toString());
    }
    to.addParticipant()
        .setActor(practitioner(from.practitioner()))
        .setStatus(Appointment.ParticipationStatus.ACCEPTED);
    return to;
  }

  /** A time at which the doctor is free. */
  public Slot slot(fr.relais.core.model.Slot from) {
    Slot to = new Slot();
    to.setId(slotId(from));
    to.setSchedule(new Reference("Schedule/" + from.practitioner()));
    to.setStatus(Slot.SlotStatus.FREE);
    to.setStartElement(instant(from.start())).setEndElement(instant(from.end()));
    return to;
  }

  public static String slotId(fr.relais.core.model.Slot slot) {
    return slot.practitioner() + "." + slot.start().getEpochSecond();
  }

  /** The agenda that a doctor's free times belong to. */
  public Schedule schedule(String practitioner) {
    Schedule to = new Schedule();
    to.setId(practitioner);
    to.addActor(practitioner(practitioner));
    return to;
  }

  private Reference practitioner(String id) {
    Reference reference = new Reference("Practitioner/" + id);
    roster.practitioner(id).map(Practitioner::title).ifPresent(reference::setDisplay);
    return reference;
  }

  private static InstantType instant(Instant at) {
    return new InstantType(at.toString());
  }
}
