// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Coding;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import java.util.Objects;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** One fact as Observation: the sender's digits, unit and bounds as he wrote them. */
final class ObservationWriter {
  /** The same fact in a second unit. */
  static final String SECOND_UNIT = "second-unit";

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
    bounds(made::addReferenceRange, fact.low(), fact.high(), fact.unit());
    if (fact.specimen() != null) {
      made.setSpecimen(new Reference().setType("Specimen").setDisplay(fact.specimen()));
    }
    if (fact.comment() != null) {
      made.addNote().setText(fact.comment());
    }
    if (fact.subId() != null) {
      Extension subId = new Extension(Uris.SUB_ID);
      subId.addExtension(new Extension("original-sub-identifier", new StringType(fact.subId())));
      made.addExtension(subId);
    }
    if (fact.secondary() != null) {
      second(made, fact.secondary());
    }
    return made;
  }

  /** A component that says by its code that it is the same fact. */
  private static void second(
      org.hl7.fhir.r4.model.Observation made, Observation.Secondary secondary) {
    var component = made.addComponent();
    component.setCode(
        new CodeableConcept(new org.hl7.fhir.r4.model.Coding(Uris.COMPONENT, SECOND_UNIT, null))
            .setText("autre unité"));
    component.setValue(value(secondary.value(), null, secondary.unit()));
    bounds(component::addReferenceRange, secondary.low(), secondary.high(), secondary.unit());
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
    String system = coding.system();
    if ("LN".equals(system)) {
      made.setSystem(Uris.LOINC);
    } else if (system != null && system.indexOf(':') > 0) {
      made.setSystem(system);
    }
  }

  private static Type value(String value, @Nullable String comparator, @Nullable String unit) {
    if (!number(value)) {
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

  private static void bounds(
      Supplier<ObservationReferenceRangeComponent> made,
      @Nullable String low,
      @Nullable String high,
      @Nullable String unit) {
    if (low == null && high == null) {
      return;
    }
    ObservationReferenceRangeComponent range = made.get();
    if (!numbers(low, high)) {
      range.setText(words(low, high));
      return;
    }
    if (low != null) {
      range.setLow(quantity(low, unit));
    }
    if (high != null) {
      range.setHigh(quantity(high, unit));
    }
  }

  /** Bounds that are no numbers, as one text. */
  static String words(@Nullable String low, @Nullable String high) {
    String from = Objects.requireNonNullElse(low, "");
    return (from + " - " + Objects.requireNonNullElse(high, "")).strip();
  }

  /** Whether these bounds can be quantities. */
  static boolean numbers(@Nullable String low, @Nullable String high) {
    return (low == null || number(low)) && (high == null || number(high));
  }

  /** Whether this is a decimal of FHIR, digit by digit. */
  static boolean number(String value) {
    return value.matches(DECIMAL);
  }
}
