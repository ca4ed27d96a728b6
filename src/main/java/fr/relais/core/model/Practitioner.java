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
 * @param software name of his practice software's sheet; null when he named none
 * @param mailbox his own secure mailbox (MSSanté)
 * @param phone the number that rings first
 * @param secondPhone the number that rings when the first stayed without an answer
 * @param hook address of his practice software's webhook
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
    @Nullable String folder,
    @Nullable String software,
    @Nullable String mailbox,
    @Nullable String phone,
    @Nullable String secondPhone,
    @Nullable String hook) {

  public String title() {
    return "Dr " + given + " " + family;
  }

  /** Where he can be reached by this channel; null when he cannot. */
  public @Nullable String address(Channel channel) {
    return switch (channel) {
      case FOLDER -> folder;
      case MAIL -> mailbox;
      case HOOK -> hook;
      case CALL -> phone;
    };
  }

  /** Whether he can no longer practise on this day. */
  public boolean revoked(LocalDate day) {
    return revokedOn != null && !revokedOn.isAfter(day);
  }
}
