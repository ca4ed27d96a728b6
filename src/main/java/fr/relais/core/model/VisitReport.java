// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;

/**
 * What the doctor wrote after he saw the patient.
 *
 * @param author id of the practitioner
 */
public record VisitReport(
    Appointment appointment, String author, Instant at, String text, int copies) {

  /** The name under which it is kept. */
  public static String idOf(String appointment) {
    return "report-of-" + appointment;
  }
}
