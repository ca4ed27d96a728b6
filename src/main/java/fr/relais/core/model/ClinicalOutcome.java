// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** How the case ended for the patient. */
public enum ClinicalOutcome {
  PATIENT_REACHED("Patient joint"),
  PATIENT_SEEN("Patient vu"),
  PATIENT_ADMITTED("Patient admis"),
  /** After failed attempts, with what the owner wrote. */
  STOPPED_AFTER_ATTEMPTS("Arrêt après échecs");

  private final String french;

  ClinicalOutcome(String french) {
    this.french = french;
  }

  public String french() {
    return french;
  }
}
