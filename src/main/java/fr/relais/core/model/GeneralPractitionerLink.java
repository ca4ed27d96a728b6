// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That a doctor is declared as a patient's médecin traitant, since when and who said so; and what
 * he made of the results that were offered to him for this patient.
 *
 * @param practitioner id in the directory
 * @param since the day of the latest document that says so
 * @param endedOn the day on which he said that this is no longer his patient; null while it holds
 * @param copiesUntil until then he gets copies only: he refused, or let two offers lapse
 * @param lapses offers in a row that he left without an answer
 */
public record GeneralPractitionerLink(
    String id,
    PatientIdentity patient,
    String practitioner,
    LocalDate since,
    Source source,
    @Nullable LocalDate endedOn,
    @Nullable Instant copiesUntil,
    int lapses) {

  /** Who said so. */
  public enum Source {
    ORDER("prescription"),
    REPORT("compte rendu"),
    IMPORT("liste importée"),
    PERSON("un professionnel");

    private final String french;

    Source(String french) {
      this.french = french;
    }

    public String french() {
      return french;
    }
  }

  /** Whether he is the médecin traitant, as far as this says. */
  public boolean holds() {
    return endedOn == null;
  }

  public boolean copiesOnly(Instant now) {
    return copiesUntil != null && copiesUntil.isAfter(now);
  }
}
