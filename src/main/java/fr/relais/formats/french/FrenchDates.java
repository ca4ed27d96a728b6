// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.french;

import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PartialDateTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates and hours as they are read in France: {@code 21/11/2026}, {@code 21/11/2026 à 09:40}. */
public final class FrenchDates {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.FRANCE);
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.FRANCE);

  private FrenchDates() {}

  public static String day(LocalDate day) {
    return DAY.format(day);
  }

  public static String moment(PartialDateTime at) {
    return at.time() == null ? day(at.day()) : day(at.day()) + " à " + HOUR.format(at.time());
  }

  /** On the wall clock of Paris. */
  public static String moment(Instant at) {
    return moment(PartialDateTime.of(at.atZone(ParisTime.ZONE).toLocalDateTime()));
  }
}
