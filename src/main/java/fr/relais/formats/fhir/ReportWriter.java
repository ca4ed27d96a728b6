// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Content;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.ReportVersion;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The projection of one report: DiagnosticReport with its Observations, DocumentReference with its
 * Binary. The original stays the exchange truth; earlier results that a laboratory repeats for
 * comparison are left in it.
 *
 * @param id of the DiagnosticReport, the DocumentReference, the Binary and the Patient alike
 * @param order id of the ServiceRequest that it answers, for who may see it; else null
 */
public record ReportWriter(String id, ReportVersion version, @Nullable String order) {
  private static final DateTimeFormatter WITH_ZONE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

  private Report report() {
    return version.report();
  }

  private Reference subject() {
    return new Reference("Patient/" + id);
  }

  private InstantType changed() {
    InstantType at = new InstantType(Date.from(version.receivedAt()));
    at.setTimeZoneZulu(true);
    return at;
  }

  public Patient patient() {
    Patient patient =
        PeopleWriter.patient(report().patient(), List.of(), report().patient().address());
    report()
        .patient()
        .phones()
        .forEach(
            number ->
                patient
                    .addTelecom()
                    .setSystem(org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem.PHONE)
                    .setValue(number));
    patient.setId(id);
    patient.getMeta().setLastUpdatedElement(changed());
    return patient;
  }

  /**
   * @param observations those of {@link #observations}; they travel with it when the reader asks
   */
  public DiagnosticReport report(List<Observation> observations) {
    DiagnosticReport made = new DiagnosticReport();
    made.setId(id);
    made.getMeta().setLastUpdatedElement(changed()).addProfile(Uris.profile("DiagnosticReport"));
    report().documentIds().forEach(d -> made.addIdentifier().setValue(d));
    if (order != null) {
      made.addBasedOn(new Reference("ServiceRequest/" + order));
    }
    made.setStatus(DiagnosticReport.DiagnosticReportStatus.fromCode(report().status().fhir()));
    made.addCategory(OrderWriter.category(report().kind()));
    made.setCode(code());
    made.setSubject(subject());
    if (report().specimenAt() != null) {
      made.setEffective(dateTime(report().specimenAt()));
    }
    if (report().issuedAt() != null && report().issuedAt().time() != null) {
      made.setIssuedElement(new InstantType(dateTime(report().issuedAt()).getValueAsString()));
    }
    made.addPerformer(PeopleWriter.performer(report().performer()));
    for (Observation observation : observations) {
      Reference reference = new Reference("Observation/" + observation.getIdPart());
      reference.setResource(observation);
      made.addResult(reference);
    }
    if (!report().narrative().isEmpty()) {
      made.setConclusion(String.join("\n", report().narrative()));
    }
    made.addPresentedForm().setUrl("Binary/" + id).setTitle("Message d'origine");
    return made;
  }

  private CodeableConcept code() {
    String known =
        switch (report().kind()) {
          case BIOLOGY -> "11502-2";
          case IMAGING -> "18748-4";
          case LETTER, SUMMARY, ORDER, ACKNOWLEDGEMENT, WITHDRAWAL, OTHER -> "34133-9";
        };
    String given = report().typeCode();
    boolean loinc = given != null && given.matches("\\d{1,5}-\\d");
    CodeableConcept code = new CodeableConcept(new Coding(Uris.LOINC, loinc ? given : known, null));
    return code.setText(report().title());
  }

  /** The current facts of this version, in its order. */
  public List<Observation> observations() {
    List<Observation> made = new ArrayList<>();
    for (fr.relais.core.model.Observation fact : report().observations()) {
      if (!fact.prior()) {
        Observation observation = ObservationWriter.write(fact);
        observation.setId(id + "." + (made.size() + 1));
        observation.getMeta().setLastUpdatedElement(changed());
        observation.addCategory(
            new CodeableConcept(
                new Coding(
                    "http://terminology.hl7.org/CodeSystem/observation-category",
                    "laboratory",
                    null)));
        observation.setSubject(subject());
        made.add(observation);
      }
    }
    return made;
  }

  /** The original, described. */
  public DocumentReference document(Content original) {
    DocumentReference made = new DocumentReference();
    made.setId(id);
    made.getMeta().setLastUpdatedElement(changed()).addProfile(Uris.profile("DocumentReference"));
    if (!report().documentIds().isEmpty()) {
      made.setMasterIdentifier(new Identifier().setValue(report().documentIds().get(0)));
    }
    made.setStatus(
        report().status() == ReportStatus.ENTERED_IN_ERROR
            ? DocumentReferenceStatus.ENTEREDINERROR
            : DocumentReferenceStatus.CURRENT);
    made.setType(code());
    made.setSubject(subject());
    made.setDateElement(changed());
    made.addAuthor(PeopleWriter.performer(report().performer()));
    Attachment attachment = made.addContent().getAttachment();
    attachment
        .setContentType(MediaTypes.of(original))
        .setUrl("Binary/" + id)
        .setSize(original.size());
    made.getContext().addRelated(new Reference("DiagnosticReport/" + id));
    return made;
  }

  /** The original's bytes, untouched. */
  public Binary binary(Content original) {
    Binary made = new Binary();
    made.setId(id);
    made.getMeta().setLastUpdatedElement(changed());
    made.setContentType(MediaTypes.of(original));
    made.setData(original.bytes());
    return made;
  }

  /** The sender's wall clock is that of Paris. */
  static DateTimeType dateTime(PartialDateTime at) {
    return at.time() == null
        ? new DateTimeType(at.day().toString())
        : new DateTimeType(at.day().atTime(at.time()).atZone(ParisTime.ZONE).format(WITH_ZONE));
  }
}
