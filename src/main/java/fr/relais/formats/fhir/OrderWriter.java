// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Order;
import fr.relais.core.model.PatientChoices;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.Roster;
import java.util.Date;
import java.util.Locale;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** An order as ServiceRequest, with the number that is printed on the prescription. */
public final class OrderWriter {

  private OrderWriter() {}

  public static ServiceRequest write(Order order, Roster roster) {
    ServiceRequest request = new ServiceRequest();
    request.setId(order.id());
    request.getMeta().addProfile(Uris.profile("ServiceRequest"));
    request
        .addIdentifier()
        .setType(new CodeableConcept(new Coding(Uris.IDENTIFIER_TYPE, "PLAC", null)))
        .setSystem(Uris.ISSUED)
        .setValue(order.number());
    if (order.placer() != null) {
      request.addIdentifier().setSystem(order.authority()).setValue(order.placer());
    }
    if (order.requisition() != null) {
      request.setRequisition(new Identifier().setValue(order.requisition()));
    }
    request.setStatus(
        switch (order.state()) {
          case EXPECTED, MISSING -> ServiceRequest.ServiceRequestStatus.ACTIVE;
          case RECEIVED -> ServiceRequest.ServiceRequestStatus.COMPLETED;
          case CANCELLED -> ServiceRequest.ServiceRequestStatus.REVOKED;
        });
    request.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
    request.addCategory(category(order.kind()));
    request.setPriority(
        ServiceRequest.ServiceRequestPriority.fromCode(
            order.priority().name().toLowerCase(Locale.ROOT)));
    request.setCode(new CodeableConcept().setText(order.label()));
    if (order.code() != null) {
      request.getCode().addCoding().setSystem(Uris.LOINC).setCode(order.code().code());
    }
    subject(request, order);
    request.setAuthoredOnElement(utc(order.orderedAt()));
    roster
        .practitioner(order.requester())
        .ifPresent(p -> request.setRequester(PeopleWriter.reference(p)));
    if (order.reason() != null) {
      request.addReasonCode().setText(order.reason());
    }
    extend(request, order, roster);
    return request;
  }

  /** Diagnostic service section (HL7 table 0074). */
  static CodeableConcept category(ReportKind kind) {
    String code =
        switch (kind) {
          case BIOLOGY -> "LAB";
          case IMAGING -> "RAD";
          case LETTER, SUMMARY, ORDER, ACKNOWLEDGEMENT, WITHDRAWAL, OTHER -> "OTH";
        };
    return new CodeableConcept(new Coding(Uris.SECTION, code, null));
  }

  static DateTimeType utc(java.time.Instant at) {
    DateTimeType time = new DateTimeType(Date.from(at));
    time.setTimeZoneZulu(true);
    return time;
  }

  private static void subject(ServiceRequest request, Order order) {
    Patient patient = PeopleWriter.patient(order.patient(), order.phones(), order.address());
    patient.setId("patient");
    request.addContained(patient);
    request.setSubject(new Reference("#patient"));
  }

  private static void extend(ServiceRequest request, Order order, Roster roster) {
    if (order.instruction() != null) {
      request.addExtension(new Extension(Uris.INSTRUCTION, new StringType(order.instruction())));
    }
    PatientChoices told = order.choices();
    Extension choices = new Extension(Uris.CHOICES);
    part(choices, "informed", new BooleanType(told.informed()));
    part(choices, "refusesRequester", new BooleanType(told.refusesRequester()));
    roster
        .practitioner(told.designated())
        .ifPresent(p -> part(choices, "designated", PeopleWriter.reference(p)));
    part(choices, "refusesDmp", new BooleanType(told.refusesDmp()));
    part(choices, "acceptsNeutralSms", new BooleanType(told.acceptsNeutralSms()));
    request.addExtension(choices);
    request.addExtension(new Extension(Uris.EXPECTED_BY, utc(order.expectedBy())));
  }

  private static void part(Extension whole, String url, @Nullable Type value) {
    whole.addExtension(new Extension(url, value));
  }
}
