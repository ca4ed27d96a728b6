// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * A doctor whom Relais knows.
 *
 * @param opensAt start of his declared hours, on working days; null when he declared none: reached
 *     at any hour
 * @param closesAt end of his declared hours
 * @param missionEnds last day of his mission; null for a resident
 * @param revokedOn from this day on he can no longer practise (dead, struck off, access revoked)
 * @param folder drop folder of his practice software; null when he has none
 */
public record Practitioner(
    String id,
    @Nullable String rpps,
    String family,
    String given,
    @Nullable LocalTime opensAt,
    @Nullable LocalTime closesAt,
    @Nullable LocalDate missionEnds,
    @Nullable LocalDate revokedOn,
    @Nullable String folder) {

  public String title() {
    return "Dr " + given + " " + family;
  }
}
