// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one delivery about an appointment carries, as it was when it was decided: the same delivery
 * says the same at each try.
 *
 * @param appointment as it stood then; of several that are proposed, the first
 * @param lastStart when the last of those that are proposed begins
 * @param token names the patient's page in an address; null when the notice is not for him
 * @param patient whom the report is about; null for a notice
 * @param report what the doctor wrote after it; null for a notice
 */
public record AppointmentNotice(
    Appointment appointment,
    Instant lastStart,
    @Nullable String token,
    @Nullable PatientIdentity patient,
    @Nullable String report,
    Instant at) {

  /** The name under which it is kept beside its delivery. */
  public static String idOf(String delivery) {
    return "notice-of-" + delivery;
  }
}
