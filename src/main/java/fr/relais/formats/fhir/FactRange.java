// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.jspecify.annotations.Nullable;

/**
 * {@code referenceRange}: the one normal range in the unit of the value gives the bounds; any other
 * is kept in words, so that none is lost and none is compared that should not be.
 */
record FactRange(@Nullable String low, @Nullable String high, List<String> words) {

  static FactRange of(List<ObservationReferenceRangeComponent> all, @Nullable String unit) {
    List<ObservationReferenceRangeComponent> usable =
        all.stream().filter(range -> normal(range) && comparable(range, unit)).toList();
    if (usable.size() > 1) {
      usable = usable.stream().filter(r -> !r.hasAppliesTo() && !r.hasAge()).toList();
    }
    ObservationReferenceRangeComponent chosen = usable.size() == 1 ? usable.get(0) : null;
    List<String> words = new ArrayList<>();
    all.stream()
        .filter(range -> range != chosen)
        .map(FactRange::written)
        .filter(text -> !text.isEmpty())
        .forEach(text -> words.add("Valeurs de référence : " + text));
    if (chosen == null) {
      return new FactRange(null, null, words);
    }
    return new FactRange(
        FactValue.quantity(chosen.getLow()).text(),
        FactValue.quantity(chosen.getHigh()).text(),
        words);
  }

  /** Without a type it is the normal one (FHIR R4, referenceRange.type). */
  private static boolean normal(ObservationReferenceRangeComponent range) {
    return !range.hasType()
        || range.getType().getCoding().stream().anyMatch(type -> "normal".equals(type.getCode()));
  }

  private static boolean comparable(
      ObservationReferenceRangeComponent range, @Nullable String unit) {
    if (!range.getLow().hasValue() && !range.getHigh().hasValue()) {
      return false;
    }
    return Stream.of(range.getLow(), range.getHigh())
        .map(bound -> FactValue.quantity(bound))
        .filter(bound -> bound.text() != null)
        .allMatch(bound -> unit == null || bound.unit() == null || bound.unit().equals(unit));
  }

  private static String written(ObservationReferenceRangeComponent range) {
    List<String> parts = new ArrayList<>();
    if (range.hasType()) {
      parts.add("(" + FactValue.words(range.getType()) + ")");
    }
    range.getAppliesTo().stream()
        .map(FactValue::words)
        .filter(Objects::nonNull)
        .forEach(word -> parts.add("(" + word + ")"));
    if (range.hasAge()) {
      parts.add("(âge " + bounds(range.getAge().getLow(), range.getAge().getHigh()) + ")");
    }
    String bounds = bounds(range.getLow(), range.getHigh());
    if (!bounds.isEmpty()) {
      parts.add(bounds);
    }
    if (range.hasText()) {
      parts.add(range.getText().strip());
    }
    return String.join(" ", parts);
  }

  private static String bounds(
      org.hl7.fhir.r4.model.Quantity low, org.hl7.fhir.r4.model.Quantity high) {
    FactValue from = FactValue.quantity(low);
    FactValue to = FactValue.quantity(high);
    if (from.text() != null && to.text() != null) {
      return from.text() + " - " + to.written();
    }
    return from.text() != null
        ? "au moins " + from.written()
        : to.text() != null ? "au plus " + to.written() : "";
  }
}
