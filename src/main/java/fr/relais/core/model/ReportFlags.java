// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import org.jspecify.annotations.Nullable;

/** What the producer asks about who may see a report; null where it does not say. */
public record ReportFlags(
    @Nullable Boolean dmpByProducer,
    @Nullable Boolean hiddenFromPatient,
    @Nullable Boolean hiddenFromProfessionals,
    @Nullable Boolean hiddenFromRepresentatives) {
  public static final ReportFlags NONE = new ReportFlags(null, null, null, null);
}
