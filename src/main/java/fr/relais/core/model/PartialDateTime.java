// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * A date, or a date with its time, on the sender's wall clock (Europe/Paris). FHIR dateTime without
 * its zone: the field's formats have none.
 *
 * @param time null when only the day is known
 */
public record PartialDateTime(LocalDate day, @Nullable LocalTime time) {

  public static PartialDateTime of(LocalDateTime at) {
    return new PartialDateTime(at.toLocalDate(), at.toLocalTime());
  }

  /**
   * Earlier (-1), later (1), or not to be told apart (0): two moments of the same day are not, when
   * one of them has no time.
   */
  public int order(PartialDateTime other) {
    int days = Integer.signum(day.compareTo(other.day));
    return days != 0 || time == null || other.time == null
        ? days
        : Integer.signum(time.compareTo(other.time));
  }

  @Override
  public String toString() {
    return time == null ? day.toString() : day + "T" + time;
  }
}
