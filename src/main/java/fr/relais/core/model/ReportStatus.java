// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** FHIR R4 DiagnosticReport.status, as far as the field's formats can say it; in rising rank. */
public enum ReportStatus {
  PRELIMINARY("preliminary"),
  FINAL("final"),
  AMENDED("amended"),
  CORRECTED("corrected"),
  CANCELLED("cancelled"),
  ENTERED_IN_ERROR("entered-in-error");

  private final String fhir;

  ReportStatus(String fhir) {
    this.fhir = fhir;
  }

  public String fhir() {
    return fhir;
  }

  /** Whether the sender takes the result back: cancelled, or entered in error. */
  public boolean withdraws() {
    return this == CANCELLED || this == ENTERED_IN_ERROR;
  }
}
