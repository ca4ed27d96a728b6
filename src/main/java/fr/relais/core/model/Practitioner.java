// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * Someone whom Relais knows: a doctor, or someone who works beside doctors.
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
 * @param supervisor id of the doctor who answers for a junior; null for anyone else
 * @param site where a secretary or a host agent works; null for a doctor
 * @param expertise code of his speciality (TRE_R38), {@code SM26}: he files in the DMP under it;
 *     null when nobody said
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
    @Nullable String hook,
    Role role,
    @Nullable String supervisor,
    @Nullable String site,
    @Nullable String expertise) {

  public Practitioner {
    role = role == null ? Role.DOCTOR : role;
  }

  /** Someone whose speciality nobody said. */
  public Practitioner(
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
      @Nullable String hook,
      Role role,
      @Nullable String supervisor,
      @Nullable String site) {
    this(
        id,
        rpps,
        family,
        given,
        opensAt,
        closesAt,
        missionEnds,
        revokedOn,
        folder,
        software,
        mailbox,
        phone,
        secondPhone,
        hook,
        role,
        supervisor,
        site,
        null);
  }

  public String title() {
    return (role.doctor() ? "Dr " : "") + (given + " " + family).strip();
  }

  /** Whether he may be responsible for a result on this day. */
  public boolean mayOwn(LocalDate day) {
    return role.doctor() && !revoked(day);
  }

  /** Whether he comes for a mission, as opposed to a resident. */
  public boolean volunteer() {
    return missionEnds != null;
  }

  /** Whether the last day of his mission is over. */
  public boolean missionEnded(LocalDate day) {
    return missionEnds != null && missionEnds.isBefore(day);
  }

  /** The same, reached there by this channel; null: no longer reached by it. */
  public Practitioner reached(Channel channel, @Nullable String address) {
    return new Practitioner(
        id,
        rpps,
        family,
        given,
        opensAt,
        closesAt,
        missionEnds,
        revokedOn,
        channel == Channel.FOLDER ? address : folder,
        software,
        channel == Channel.MAIL ? address : mailbox,
        channel == Channel.CALL ? address : phone,
        secondPhone,
        channel == Channel.HOOK ? address : hook,
        role,
        supervisor,
        site,
        expertise);
  }

  /** Where he can be reached by this channel; null when he cannot. */
  public @Nullable String address(Channel channel) {
    return switch (channel) {
      case FOLDER -> folder;
      case MAIL -> mailbox;
      case HOOK -> hook;
      case CALL -> phone;
      case DMP, MLLP -> null;
    };
  }

  /** Whether he can no longer practise on this day. */
  public boolean revoked(LocalDate day) {
    return revokedOn != null && !revokedOn.isAfter(day);
  }
}
