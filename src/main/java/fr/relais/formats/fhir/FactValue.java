// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.ProblemCode;
import java.util.Objects;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.SampledData;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** {@code Observation.value[x]}: the sender's digits, comparator and unit as he wrote them. */
record FactValue(@Nullable String text, @Nullable String comparator, @Nullable String unit) {
  static final FactValue NONE = new FactValue(null, null, null);

  static FactValue of(@Nullable Type value, String place, Scope scope) {
    if (value == null || value.isEmpty()) {
      return NONE;
    } else if (value instanceof Quantity quantity) {
      return quantity(quantity);
    } else if (value instanceof CodeableConcept concept) {
      return plain(words(concept));
    } else if (value instanceof BooleanType yes) {
      return plain(yes.booleanValue() ? "oui" : "non");
    } else if (value instanceof PrimitiveType<?> primitive) {
      String text = primitive.getValueAsString();
      return plain(text == null || text.isBlank() ? null : text.strip());
    } else if (value instanceof Range range) {
      return range(range);
    } else if (value instanceof Ratio ratio) {
      return plain(
          quantity(ratio.getNumerator()).written()
              + "/"
              + quantity(ratio.getDenominator()).written());
    } else if (value instanceof Period period) {
      return plain(
          Objects.requireNonNullElse(period.getStartElement().getValueAsString(), "")
              + " - "
              + Objects.requireNonNullElse(period.getEndElement().getValueAsString(), ""));
    }
    return series(value, place, scope);
  }

  private static FactValue plain(@Nullable String text) {
    return text == null ? NONE : new FactValue(text, null, null);
  }

  static FactValue quantity(Quantity quantity) {
    String unit = quantity.hasUnit() ? quantity.getUnit().strip() : quantity.getCode();
    if (!quantity.hasValue()) {
      return NONE;
    }
    return new FactValue(
        quantity.getValueElement().getValueAsString(),
        quantity.hasComparator() ? quantity.getComparator().toCode() : null,
        unit);
  }

  /** Its own words first, then those of its first code that has some. */
  static @Nullable String words(CodeableConcept concept) {
    if (concept.hasText()) {
      return concept.getText().strip();
    }
    return concept.getCoding().stream()
        .filter(Coding::hasDisplay)
        .map(coding -> coding.getDisplay().strip())
        .findFirst()
        .orElseGet(
            () ->
                concept.getCoding().stream()
                    .filter(Coding::hasCode)
                    .map(Coding::getCode)
                    .findFirst()
                    .orElse(null));
  }

  /** Both bounds of a Range are included in it. */
  private static FactValue range(Range range) {
    FactValue low = quantity(range.getLow());
    FactValue high = quantity(range.getHigh());
    String unit = high.unit != null ? high.unit : low.unit;
    if (low.text != null && high.text != null) {
      return new FactValue(low.text + " - " + high.text, null, unit);
    }
    return low.text != null
        ? new FactValue(low.text, ">=", low.unit)
        : new FactValue(high.text, high.text == null ? null : "<=", high.unit);
  }

  /** A series of measures is no value of a line: it is kept as the text that it is. */
  private static FactValue series(Type value, String place, Scope scope) {
    scope.contentElsewhere();
    scope.findings.warning(
        ProblemCode.VALUE_KEPT_AS_TEXT,
        place,
        "Une série de mesures est gardée comme texte.",
        "La lire dans l'original.");
    return value instanceof SampledData series && series.hasData()
        ? new FactValue(series.getData(), null, quantity(series.getOrigin()).unit)
        : NONE;
  }

  /** Comparator, value and unit on one line. */
  String written() {
    String said = (comparator == null ? "" : comparator) + Objects.requireNonNullElse(text, "");
    return unit == null || "1".equals(unit) ? said : said + " " + unit;
  }
}
