// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Recipient;
import fr.relais.formats.fhir.ResultGroups.Group;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.jspecify.annotations.Nullable;

/** Who asked for a result, who made it and when, who follows the patient, who gets a copy. */
final class ResultOrigin {
  private static final PerformerReference NOBODY = new PerformerReference(null, null, null);

  private final Bundled message;
  private final Group group;
  private final Scope scope;
  private final Subject subject;
  private final ResultPeople people;
  private final FhirTimes times;

  ResultOrigin(Bundled message, Group group, Scope scope, Subject subject) {
    this.message = message;
    this.group = group;
    this.scope = scope;
    this.subject = subject;
    this.people = new ResultPeople(scope);
    this.times = new FhirTimes(scope.findings);
  }

  Asked asked() {
    Asked asked = new Asked(scope, subject);
    for (DiagnosticReport report : group.reports()) {
      String filler = filler(report.getIdentifier());
      String place = message.place(report) + ".basedOn";
      report.getBasedOn().forEach(to -> asked.take(to, report, place, filler));
      asked.unasked(filler);
    }
    for (Observation observation : message.everywhere(Observation.class)) {
      if (scope.taken().contains(observation)) {
        String place = message.place(observation) + ".basedOn";
        observation.getBasedOn().forEach(to -> asked.take(to, observation, place, null));
      }
    }
    for (DocumentReference document : group.documents()) {
      String place = message.place(document) + ".context.related";
      document.getContext().getRelated().stream()
          .filter(to -> message.links().find(to, document) instanceof ServiceRequest)
          .forEach(to -> asked.take(to, document, place, null));
    }
    return asked;
  }

  private static @Nullable String filler(List<Identifier> identifiers) {
    String filler = Identifiers.typed(identifiers, "FILL");
    return filler != null ? filler : Identifiers.typed(identifiers, "ACSN");
  }

  /** When the report took its status: issued, else the date of the document. */
  @Nullable PartialDateTime issuedAt() {
    PartialDateTime issued =
        group.reports().stream()
            .map(r -> times.of(r.getIssuedElement(), message.place(r) + ".issued"))
            .filter(Objects::nonNull)
            .reduce((one, two) -> one.order(two) >= 0 ? one : two)
            .orElse(null);
    Composition composition = group.composition();
    if (issued == null && composition != null) {
      issued = times.of(composition.getDateElement(), message.place(composition) + ".date");
    }
    return issued != null
        ? issued
        : group.documents().stream()
            .map(d -> times.of(d.getDateElement(), message.place(d) + ".date"))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  /** When the first specimen was taken, else when the report says that it is about. */
  @Nullable PartialDateTime specimenAt() {
    Stream<@Nullable PartialDateTime> collected =
        message.everywhere(Specimen.class).stream()
            .filter(scope.taken()::contains)
            .map(s -> times.of(s.getCollection().getCollected(), "Specimen.collection.collected"));
    Stream<@Nullable PartialDateTime> said =
        Stream.concat(
            group.reports().stream()
                .map(r -> times.of(r.getEffective(), message.place(r) + ".effective")),
            group.documents().stream()
                .map(d -> d.getContext().getPeriod().getStartElement())
                .map(start -> times.of(start, "DocumentReference.context.period")));
    PartialDateTime first = earliest(collected);
    return first != null ? first : earliest(said);
  }

  private static @Nullable PartialDateTime earliest(Stream<@Nullable PartialDateTime> all) {
    return all.filter(Objects::nonNull)
        .reduce((one, two) -> one.order(two) <= 0 ? one : two)
        .orElse(null);
  }

  /** None when the patient has several, since one only is declared. */
  @Nullable PractitionerReference generalPractitioner() {
    Patient patient = subject.patient();
    if (patient == null) {
      return null;
    }
    Set<PractitionerReference> all = new LinkedHashSet<>();
    for (Reference to : patient.getGeneralPractitioner()) {
      if (!(message.links().find(to, patient) instanceof Organization)) {
        PractitionerReference who = people.practitioner(to, patient, "Patient.generalPractitioner");
        if (who != null) {
          all.add(who);
        }
      }
    }
    if (all.size() > 1) {
      scope.findings.warning(
          ProblemCode.REQUESTERS_DISAGREE,
          "Patient.generalPractitioner",
          "Le patient a plusieurs médecins traitants ; aucun n'est retenu.",
          "N'envoyez que le médecin traitant déclaré.");
      return null;
    }
    return all.isEmpty() ? null : all.iterator().next();
  }

  PerformerReference performer() {
    List<PerformerReference> said = new ArrayList<>();
    for (DiagnosticReport report : group.reports()) {
      add(report.getPerformer(), report, ".performer", said);
      add(report.getResultsInterpreter(), report, ".resultsInterpreter", said);
    }
    Composition composition = group.composition();
    if (composition != null) {
      add(List.of(composition.getCustodian()), composition, ".custodian", said);
      add(composition.getAuthor(), composition, ".author", said);
    }
    for (DocumentReference document : group.documents()) {
      add(List.of(document.getCustodian()), document, ".custodian", said);
      add(document.getAuthor(), document, ".author", said);
    }
    group.loose().forEach(fact -> add(fact.getPerformer(), fact, ".performer", said));
    message
        .all(MessageHeader.class)
        .forEach(h -> add(List.of(h.getSender(), h.getResponsible()), h, ".sender", said));
    return said.stream()
        .filter(who -> who.finess() != null)
        .findFirst()
        .orElseGet(() -> said.isEmpty() ? NOBODY : said.get(0));
  }

  private void add(
      List<Reference> references, Resource from, String below, List<PerformerReference> into) {
    for (Reference to : references) {
      PerformerReference who = people.performer(to, from, message.place(from) + below);
      if (who != null) {
        into.add(who);
      }
    }
  }

  /** Those of the message, of its submission set, and those that our own bundles name. */
  List<Recipient> recipients(OwnWords own) {
    Set<Recipient> all = new LinkedHashSet<>();
    for (MessageHeader header : message.all(MessageHeader.class)) {
      for (MessageHeader.MessageDestinationComponent to : header.getDestination()) {
        add(to.getReceiver(), header, to.getEndpoint(), all);
      }
    }
    for (ListResource set : message.all(ListResource.class)) {
      set.getExtension().stream()
          .filter(e -> e.getUrl().endsWith("intendedRecipient"))
          .filter(e -> e.getValue() instanceof Reference)
          .forEach(e -> add((Reference) e.getValue(), set, null, all));
    }
    group.reports().forEach(report -> own.recipients().forEach(to -> add(to, report, null, all)));
    return List.copyOf(all);
  }

  private void add(Reference to, Resource from, @Nullable String mailbox, Set<Recipient> into) {
    Recipient who = people.recipient(to, from, message.place(from) + ".recipient");
    if (who != null) {
      boolean mail = mailbox != null && mailbox.startsWith("mailto:");
      into.add(
          who.address() == null && mail
              ? new Recipient(who.practitioner(), mailbox.substring("mailto:".length()))
              : who);
    }
  }
}
