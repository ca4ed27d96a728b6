// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People over time as one source tells them, whole, before anyone of it is looked up in the roster.
 * Each fact says where it stands in the source ({@code place}).
 */
public record PeopleExtract(
    List<Mission> missions, List<Mailbox> mailboxes, List<Stay> stays, List<Time> times) {
  public static final PeopleExtract NONE =
      new PeopleExtract(List.of(), List.of(), List.of(), List.of());

  public PeopleExtract {
    missions = List.copyOf(missions);
    mailboxes = List.copyOf(mailboxes);
    stays = List.copyOf(stays);
    times = List.copyOf(times);
  }

  /** As what someone works at a place. */
  public enum Capacity {
    VOLUNTEER,
    REPLACEMENT,
    /** Settled, salaried, or the source does not say. */
    OTHER
  }

  /**
   * Someone works at a place.
   *
   * @param site null: the source names none
   * @param to the last day; null: until further notice
   */
  public record Mission(
      PractitionerReference who,
      @Nullable SiteReference site,
      Capacity capacity,
      @Nullable LocalDate to,
      String place) {}

  /**
   * Someone's own secure mailbox, from a day to another (both included).
   *
   * @param from null: since ever
   * @param to null: until further notice
   */
  public record Mailbox(
      PractitionerReference who,
      String address,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      String place) {}

  /**
   * Someone is at a place, or away, from an instant to another (excluded).
   *
   * @param away false: he is there
   * @param site where he is; for someone away, the place that says so, or null: the person himself
   * @param rule RFC 5545 recurrence rule whose first time this is; null: once
   */
  public record Stay(
      boolean away,
      PractitionerReference who,
      @Nullable SiteReference site,
      Instant from,
      Instant to,
      @Nullable String rule,
      String place) {}

  /** A time of someone's agenda, free or taken; the end is excluded. */
  public record Time(
      PractitionerReference who, Instant from, Instant to, boolean free, String place) {}
}
