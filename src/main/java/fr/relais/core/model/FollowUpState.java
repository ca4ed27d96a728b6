// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** Where a follow-up stands; FHIR R4 Task.status beside. */
public enum FollowUpState {
  OPEN("À traiter", "requested"),
  OPENED("Ouvert", "received"),
  TAKEN("Pris en charge", "accepted"),
  IN_PROGRESS("Suivi en cours", "in-progress"),
  CONCLUDED("Terminé", "completed"),
  WITHDRAWN("Annulé par le laboratoire", "entered-in-error");

  private final String french;
  private final String fhir;

  FollowUpState(String french, String fhir) {
    this.french = french;
    this.fhir = fhir;
  }

  public String french() {
    return french;
  }

  public String fhir() {
    return fhir;
  }

  /** Whether someone still has to do something: then there is a next due time. */
  public boolean live() {
    return this != CONCLUDED;
  }
}
