// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;

/**
 * A time at which a doctor can see a patient (FHIR R4 Slot, free).
 *
 * @param practitioner whose time it is
 * @param end excluded
 */
public record Slot(String practitioner, Instant start, Instant end, Source source) {

  /** Where it comes from. */
  public enum Source {
    /** The doctor typed it on the page of the result. */
    TYPED,
    /** His agenda said that he is free. */
    IMPORTED
  }

  /** Whether both take some of the same time. */
  public boolean overlaps(Instant otherStart, Instant otherEnd) {
    return start.isBefore(otherEnd) && otherStart.isBefore(end);
  }
}
