// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import org.jspecify.annotations.Nullable;

/**
 * What the producer asks about who may see a report; null where it does not say.
 *
 * @param dmp what the patient said of his DMP
 */
public record ReportFlags(
    @Nullable Boolean dmpByProducer,
    @Nullable Boolean hiddenFromPatient,
    @Nullable Boolean hiddenFromProfessionals,
    @Nullable Boolean hiddenFromRepresentatives,
    @Nullable DmpChoice dmp) {
  public static final ReportFlags NONE = new ReportFlags(null, null, null, null);

  /** The same, when the patient's own choice is not said. */
  public ReportFlags(
      @Nullable Boolean dmpByProducer,
      @Nullable Boolean hiddenFromPatient,
      @Nullable Boolean hiddenFromProfessionals,
      @Nullable Boolean hiddenFromRepresentatives) {
    this(
        dmpByProducer, hiddenFromPatient, hiddenFromProfessionals, hiddenFromRepresentatives, null);
  }

  /** The same, with what the patient said of his DMP. */
  public ReportFlags with(@Nullable DmpChoice said) {
    return said == null
        ? this
        : new ReportFlags(
            dmpByProducer,
            hiddenFromPatient,
            hiddenFromProfessionals,
            hiddenFromRepresentatives,
            said);
  }
}
