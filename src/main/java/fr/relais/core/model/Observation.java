// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One measured fact. Values, bounds and units are the sender's text (decimal point normalised,
 * precision kept); nothing is converted.
 *
 * @param code the first code given; null when the sender gave a label only
 * @param translations the other codes of the same thing
 * @param comparator {@code <}, {@code >}, {@code <=}, {@code >=}, or null
 * @param secondary the same fact in a second unit, or another quantity beside it, as the sender put
 *     it
 * @param prior whether this is an earlier result given for comparison: never current
 * @param subId OBX-4; tells apart two observations with one code
 */
public record Observation(
    @Nullable String code,
    @Nullable String system,
    @Nullable String label,
    List<Coding> translations,
    @Nullable String value,
    @Nullable String comparator,
    @Nullable String unit,
    @Nullable String low,
    @Nullable String high,
    @Nullable Interpretation interpretation,
    ObservationStatus status,
    boolean prior,
    @Nullable String subId,
    @Nullable String specimen,
    @Nullable PartialDateTime observedAt,
    @Nullable Secondary secondary,
    @Nullable String comment) {

  public Observation {
    translations = List.copyOf(translations);
  }

  /** Value, unit and bounds in a second unit. */
  public record Secondary(
      String value, @Nullable String unit, @Nullable String low, @Nullable String high) {}

  /**
   * What makes two observations the same one in two versions: code (or label), sub-id, specimen.
   */
  public record Key(String what, @Nullable String subId, @Nullable String specimen) {}

  public Key key() {
    String what = code != null ? code : label != null ? label : "";
    return new Key(what, subId, specimen);
  }
}
