// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Coding;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import java.util.Objects;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** One fact as Observation: the sender's digits, unit and bounds as he wrote them. */
final class ObservationWriter {
  private static final String DECIMAL = "-?(0|[1-9]\\d{0,16})(\\.\\d{1,16})?";

  private ObservationWriter() {}

  static org.hl7.fhir.r4.model.Observation write(Observation fact) {
    var made = new org.hl7.fhir.r4.model.Observation();
    made.getMeta().addProfile(Uris.profile("Observation"));
    made.setStatus(status(fact.status()));
    made.setCode(code(fact));
    if (fact.observedAt() != null) {
      made.setEffective(ReportWriter.dateTime(fact.observedAt()));
    }
    if (fact.value() != null) {
      made.setValue(value(fact.value(), fact.comparator(), fact.unit()));
    }
    if (fact.interpretation() != null) {
      made.addInterpretation()
          .addCoding()
          .setSystem(Uris.INTERPRETATION)
          .setCode(fact.interpretation().code());
    }
    bounds(made, fact);
    if (fact.specimen() != null) {
      made.setSpecimen(new Reference().setType("Specimen").setDisplay(fact.specimen()));
    }
    if (fact.comment() != null) {
      made.addNote().setText(fact.comment());
    }
    if (fact.secondary() != null) {
      made.addComponent()
          .setCode(new CodeableConcept().setText("autre unité"))
          .setValue(value(fact.secondary().value(), null, fact.secondary().unit()));
    }
    return made;
  }

  private static org.hl7.fhir.r4.model.Observation.ObservationStatus status(
      ObservationStatus status) {
    return switch (status) {
      case REGISTERED -> org.hl7.fhir.r4.model.Observation.ObservationStatus.REGISTERED;
      case PRELIMINARY -> org.hl7.fhir.r4.model.Observation.ObservationStatus.PRELIMINARY;
      case FINAL -> org.hl7.fhir.r4.model.Observation.ObservationStatus.FINAL;
      case CORRECTED -> org.hl7.fhir.r4.model.Observation.ObservationStatus.CORRECTED;
      case CANCELLED -> org.hl7.fhir.r4.model.Observation.ObservationStatus.CANCELLED;
      case ENTERED_IN_ERROR -> org.hl7.fhir.r4.model.Observation.ObservationStatus.ENTEREDINERROR;
    };
  }

  private static CodeableConcept code(Observation fact) {
    CodeableConcept code = new CodeableConcept();
    if (fact.code() != null) {
      add(code, new Coding(fact.code(), fact.system(), null));
    }
    fact.translations().forEach(t -> add(code, t));
    return code.setText(fact.label() == null ? fact.code() : fact.label());
  }

  /** The laboratory's own codes have no system: they mean nothing elsewhere. */
  private static void add(CodeableConcept code, Coding coding) {
    var made = code.addCoding().setCode(coding.code()).setDisplay(coding.label());
    if ("LN".equals(coding.system())) {
      made.setSystem(Uris.LOINC);
    }
  }

  private static Type value(String value, @Nullable String comparator, @Nullable String unit) {
    if (!value.matches(DECIMAL)) {
      String mark = Objects.requireNonNullElse(comparator, "");
      return new StringType(mark + value + (unit == null ? "" : " " + unit));
    }
    Quantity quantity = quantity(value, unit);
    if (comparator != null) {
      quantity.setComparator(Quantity.QuantityComparator.fromCode(comparator));
    }
    return quantity;
  }

  private static Quantity quantity(String value, @Nullable String unit) {
    Quantity quantity = new Quantity();
    quantity.setValueElement(new DecimalType(value));
    return quantity.setUnit(unit);
  }

  private static void bounds(org.hl7.fhir.r4.model.Observation made, Observation fact) {
    String low = fact.low();
    String high = fact.high();
    if (low == null && high == null) {
      return;
    }
    var range = made.addReferenceRange();
    boolean numbers =
        (low == null || low.matches(DECIMAL)) && (high == null || high.matches(DECIMAL));
    if (!numbers) {
      range.setText(
          Objects.requireNonNullElse(low, "") + " - " + Objects.requireNonNullElse(high, ""));
      return;
    }
    if (low != null) {
      range.setLow(quantity(low, fact.unit()));
    }
    if (high != null) {
      range.setHigh(quantity(high, fact.unit()));
    }
  }
}
