// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Recipient;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.ReportVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * One report as a document of FHIR R4: Composition, DiagnosticReport, Observations and the people.
 * What FHIR has no element for stands in one extension that others may pass over. The same version
 * makes the same bundle.
 */
final class ResultBundle {
  private final ReportVersion version;
  private final Report report;
  private final ResultActors actors;
  private final Bundle bundle = new Bundle();

  ResultBundle(ReportVersion version) {
    this.version = version;
    this.report = version.report();
    this.actors = new ResultActors(this::add);
  }

  Bundle make() {
    bundle.setType(Bundle.BundleType.DOCUMENT);
    bundle.setTimestamp(Date.from(version.receivedAt()));
    bundle.getTimestampElement().setTimeZoneZulu(true);
    if (!report.documentIds().isEmpty()) {
      bundle.setIdentifier(ResultActors.identifier(report.documentIds().get(0)));
    }
    Composition header = new Composition();
    add("composition", header);
    Patient patient = patient();
    Reference subject = add("patient", patient);
    Reference performer = actors.performer(report.performer());
    DiagnosticReport result = result(subject, performer);
    Reference to = add("report", result);
    header(header, subject, performer, to);
    return bundle;
  }

  /** Gives a resource its place and its name in the bundle. */
  private Reference add(String name, Resource resource) {
    resource.setId((String) null);
    resource.setMeta(new Meta());
    String key = version.id() + "/" + name;
    String url = "urn:uuid:" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    bundle.addEntry().setFullUrl(url).setResource(resource);
    return new Reference(url);
  }

  private Patient patient() {
    Patient patient = new ReportWriter(version.id(), version, null).patient();
    actors.numbers(report.patient().localIds(), patient);
    if (KeptReport.named(report.generalPractitioner())) {
      patient.addGeneralPractitioner(
          actors.practitioner("general-practitioner", report.generalPractitioner(), null));
    }
    return patient;
  }

  private void header(
      Composition header, Reference subject, @Nullable Reference performer, Reference result) {
    if (report.setId() != null) {
      header.setIdentifier(ResultActors.identifier(report.setId()));
    }
    header.setStatus(
        switch (report.status()) {
          case PRELIMINARY -> Composition.CompositionStatus.PRELIMINARY;
          case FINAL, CANCELLED -> Composition.CompositionStatus.FINAL;
          case AMENDED, CORRECTED -> Composition.CompositionStatus.AMENDED;
          case ENTERED_IN_ERROR -> Composition.CompositionStatus.ENTEREDINERROR;
        });
    header.setType(type());
    header.setSubject(subject);
    DateTimeType date =
        report.issuedAt() == null ? new DateTimeType() : ReportWriter.dateTime(report.issuedAt());
    if (report.issuedAt() == null) {
      date.addExtension(absent());
    }
    header.setDateElement(date);
    if (performer == null) {
      header.addAuthor().addExtension(absent());
    } else {
      header.addAuthor(performer);
    }
    header.setTitle(report.title());
    if (report.title() == null) {
      header.getTitleElement().addExtension(absent());
    }
    for (String replaced : report.replaces()) {
      header
          .addRelatesTo()
          .setCode(Composition.DocumentRelationshipType.REPLACES)
          .setTarget(ResultActors.identifier(replaced));
    }
    mask(header, report.flags().hiddenFromPatient(), "INVISIBLE_PATIENT");
    mask(header, report.flags().hiddenFromProfessionals(), "MASQUE_PS");
    mask(header, report.flags().hiddenFromRepresentatives(), "INVISIBLE_REPRESENTANTS_LEGAUX");
    header.addSection().addEntry(result);
  }

  private static void mask(Composition header, @Nullable Boolean hidden, String code) {
    if (Boolean.TRUE.equals(hidden)) {
      header.getMeta().addSecurity().setSystem(Uris.MASKS).setCode(code);
    }
  }

  private static Extension absent() {
    return new Extension(Uris.ABSENT, new CodeType("unknown"));
  }

  /** As the report has it; nothing is supposed. */
  private CodeableConcept type() {
    CodeableConcept type = new CodeableConcept();
    String code = report.typeCode();
    if (code != null) {
      var coding = type.addCoding().setCode(code);
      if (code.matches("\\d{1,5}-\\d")) {
        coding.setSystem(Uris.LOINC);
      }
    }
    type.setText(report.title());
    if (type.isEmpty()) {
      type.addExtension(absent());
    }
    return type;
  }

  private DiagnosticReport result(Reference subject, @Nullable Reference performer) {
    ReportWriter writer = new ReportWriter(version.id(), version, null);
    DiagnosticReport made = writer.report(List.of());
    made.setPresentedForm(null);
    made.setPerformer(null);
    made.setCode(type());
    made.setSubject(subject);
    if (performer != null) {
      made.addPerformer(performer);
    }
    if (report.status() == ReportStatus.FINAL && !report.replaces().isEmpty()) {
      made.setStatus(DiagnosticReport.DiagnosticReportStatus.CORRECTED);
    }
    orders(subject).forEach(made::addBasedOn);
    int count = 0;
    for (fr.relais.core.model.Observation fact : KeptReport.inOrder(report.observations())) {
      Observation observation = ObservationWriter.write(fact);
      observation.setSubject(subject);
      Reference to = add("observation-" + count++, observation);
      if (fact.prior()) {
        made.addExtension(new Extension(Uris.SUPPORTING, to));
      } else {
        made.addResult(to);
      }
    }
    made.addExtension(ownWords());
    return made;
  }

  /** One request for each pair of numbers, or one that says who asked and how fast. */
  private List<Reference> orders(Reference subject) {
    boolean asked = KeptReport.named(report.requester());
    Reference requester = asked ? actors.practitioner("requester", report.requester(), null) : null;
    List<OrderNumbers> numbers = new ArrayList<>(report.orders());
    if (numbers.isEmpty() && (asked || report.requestPriority() != null)) {
      numbers.add(new OrderNumbers(null, null));
    }
    List<Reference> made = new ArrayList<>();
    for (OrderNumbers each : numbers) {
      ServiceRequest request = new ServiceRequest();
      request.setStatus(ServiceRequest.ServiceRequestStatus.COMPLETED);
      request.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
      request.setSubject(subject);
      request.setRequester(requester);
      if (report.requestPriority() != null) {
        request.setPriority(
            ServiceRequest.ServiceRequestPriority.fromCode(
                report.requestPriority().name().toLowerCase(Locale.ROOT)));
      }
      ResultActors.number(request, "PLAC", each.placer());
      ResultActors.number(request, "FILL", each.filler());
      made.add(add("order-" + made.size(), request));
    }
    return made;
  }

  private Extension ownWords() {
    Extension own = new Extension(Uris.REPORT);
    part(own, OwnWords.KIND, new StringType(report.kind().name()));
    part(own, OwnWords.WHOLE, new BooleanType(report.whole()));
    part(own, OwnWords.COMPLETE, new BooleanType(report.complete()));
    if (report.versionNumber() != null) {
      part(own, OwnWords.VERSION, new IntegerType(report.versionNumber()));
    }
    if (report.laboratoryCall() != null) {
      part(own, OwnWords.CALL, new StringType(report.laboratoryCall()));
    }
    if (report.fileNumber() != null) {
      part(own, OwnWords.FILE_NUMBER, new StringType(report.fileNumber()));
    }
    if (report.flags().dmpByProducer() != null) {
      part(own, OwnWords.DMP, new BooleanType(report.flags().dmpByProducer()));
    }
    int count = 0;
    for (Recipient each : report.recipients()) {
      PractitionerReference who = each.practitioner();
      if (KeptReport.named(who)) {
        ContactPoint mail = null;
        if (each.address() != null && each.address().indexOf('@') > 0) {
          mail = new ContactPoint();
          mail.setSystem(ContactPoint.ContactPointSystem.EMAIL).setValue(each.address());
        }
        part(own, OwnWords.RECIPIENT, actors.practitioner("recipient-" + count++, who, mail));
      }
    }
    return own;
  }

  private static void part(Extension whole, String name, Type value) {
    whole.addExtension(new Extension(name, value));
  }
}
