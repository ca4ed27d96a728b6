// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** A follow-up as Task, and each change of its owner as Provenance. */
public final class FollowUpWriter {
  private static final String RELAIS = "Relais";

  private final Roster roster;

  /**
   * @param roster names of the people in it
   */
  public FollowUpWriter(Roster roster) {
    this.roster = roster;
  }

  /**
   * @param changed when its last event happened
   * @param report id of its last report; null when there is none, or when the reader may not see it
   * @param awaited id of the reader's own order whose result did not come; null otherwise
   */
  public Task task(
      FollowUp row, Instant changed, @Nullable String report, @Nullable String awaited) {
    Task task = new Task();
    task.setId(row.id());
    task.getMeta().setLastUpdatedElement(instant(changed)).addProfile(Uris.profile("Task"));
    task.addIdentifier().setSystem(Uris.REFERENCE).setValue(row.reference());
    task.setStatus(Task.TaskStatus.fromCode(row.state().fhir()));
    task.setBusinessStatus(new CodeableConcept().setText(row.state().french()));
    task.setIntent(Task.TaskIntent.ORDER);
    task.setPriority(priority(row.priority()));
    task.setReasonCode(
        new CodeableConcept(
            new Coding(
                Uris.FOLLOW_UP_PRIORITY,
                row.priority().name().toLowerCase(java.util.Locale.ROOT),
                row.priority().french())));
    task.setDescription("Résultat à suivre");
    if (report != null) {
      task.setFocus(new Reference("DiagnosticReport/" + report));
      task.setFor(new Reference("Patient/" + report));
    } else if (awaited != null) {
      task.setDescription("Résultat attendu, non reçu");
      task.setFocus(new Reference("ServiceRequest/" + awaited));
    }
    task.setAuthoredOnElement(OrderWriter.utc(row.receivedAt()));
    task.setLastModifiedElement(OrderWriter.utc(changed));
    if (row.requester() != null) {
      task.setRequester(person(row.requester()));
    }
    task.setOwner(person(row.owner()));
    if (row.deadline() != null) {
      task.getRestriction().getPeriod().setEndElement(OrderWriter.utc(row.deadline()));
    }
    row.openOffer().ifPresent(offer -> task.getRestriction().addRecipient(person(offer.to())));
    if (row.decision() != null) {
      output(task, "decision", row.decision().french(), code(row.decision()));
    }
    if (row.outcome() != null) {
      output(task, "outcome", row.outcome().french(), code(row.outcome()));
    }
    return task;
  }

  private static Type code(Enum<?> word) {
    return new org.hl7.fhir.r4.model.CodeType(
        word.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
  }

  private static void output(Task task, String what, String french, Type value) {
    task.addOutput()
        .setType(new CodeableConcept(new Coding(Uris.FOLLOW_UP_OUTPUT, what, null)).setText(french))
        .setValue(value);
  }

  private static Task.TaskPriority priority(FollowUpPriority priority) {
    return switch (priority) {
      case CRITICAL -> Task.TaskPriority.STAT;
      case URGENT -> Task.TaskPriority.URGENT;
      case ABNORMAL, UNCLASSIFIED, NORMAL -> Task.TaskPriority.ROUTINE;
    };
  }

  private static InstantType instant(Instant at) {
    InstantType time = new InstantType(Date.from(at));
    time.setTimeZoneZulu(true);
    return time;
  }

  /** Relais itself when a rule acted, and nobody did. */
  private Reference person(String id) {
    return roster
        .practitioner(id)
        .map(PeopleWriter::reference)
        .orElseGet(() -> new Reference().setType("Device").setDisplay(RELAIS));
  }

  /** One for each change of owner, the first one at the reception. */
  public List<Provenance> changes(String followUp, List<FollowUpEvent> history) {
    List<Provenance> made = new ArrayList<>();
    String owner = "";
    for (FollowUpEvent event : history) {
      String next = Objects.requireNonNullElse(ownerAfter(event), owner);
      if (!next.equals(owner)) {
        made.add(change(followUp, event, owner, next));
        owner = next;
      }
    }
    return made;
  }

  private static @Nullable String ownerAfter(FollowUpEvent event) {
    return event.kind().namesOwner() ? event.person() : null;
  }

  private Provenance change(String followUp, FollowUpEvent event, String from, String to) {
    Provenance made = new Provenance();
    made.setId(followUp + "." + event.seq());
    made.getMeta()
        .setLastUpdatedElement(instant(event.at()))
        .addProfile(Uris.profile("Provenance"));
    made.addTarget(new Reference("Task/" + followUp));
    made.setRecordedElement(instant(event.at()));
    made.setActivity(new CodeableConcept().setText(event.kind().french()));
    if (!event.reason().isBlank()) {
      made.addReason().setText(event.reason());
    }
    agent(made, "auteur", person(event.actor()));
    agent(made, "nouveau responsable", person(to));
    if (roster.practitioner(from).map(Practitioner::id).isPresent()) {
      agent(made, "responsable précédent", person(from));
    }
    return made;
  }

  private static void agent(Provenance made, String role, Reference who) {
    made.addAgent().setType(new CodeableConcept().setText(role)).setWho(who);
  }
}
