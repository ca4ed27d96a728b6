// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** What the doctor in charge decided. */
public enum ClinicalDecision {
  /** Concludes at once; never for a critical result. */
  SEEN_NOTHING_TO_DO("Vu, rien à faire", true),
  /** Concludes at once, with its reason. */
  ALREADY_DEALT_WITH("Déjà pris en charge", true),
  INFORM_PATIENT("Informer le patient", false),
  CALL_IN("Convoquer", false),
  TELECONSULTATION("Téléconsultation de suivi", false),
  SENT_TO_EMERGENCY_CARE("Adressé aux urgences ou au 15", false);

  private final String french;
  private final boolean concludes;

  ClinicalDecision(String french, boolean concludes) {
    this.french = french;
    this.concludes = concludes;
  }

  public String french() {
    return french;
  }

  /** Whether nothing is left to note once it is taken. */
  public boolean concludes() {
    return concludes;
  }
}
