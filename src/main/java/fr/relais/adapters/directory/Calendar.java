// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.ParisTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads days and times of the directory, on the wall clock of Paris. A day is written {@code
 * 2026-11-19}, or from the day of the import: {@code J}, {@code J-1}, {@code J+30}; a time may
 * follow: {@code J-1 08:00}.
 *
 * @param now when the import is made
 */
record Calendar(Instant now) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<day>\\d{4}-\\d{2}-\\d{2})|J(?<offset>[+-]\\d{1,4})?)"
              + "(?:[ T](?<time>\\d{1,2}:\\d{2}))?");

  static Calendar at(Instant now) {
    return new Calendar(now);
  }

  /** The day of the import, in Paris. */
  LocalDate today() {
    return LocalDate.ofInstant(now, ParisTime.ZONE);
  }

  /**
   * What was read, or why it could not be.
   *
   * @param cause in French; null when it was read
   */
  record Reading<T>(@Nullable T value, @Nullable String cause) {}

  Reading<LocalDate> day(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || form.group("time") != null) {
      return new Reading<>(null, "On attend un jour seul.");
    }
    try {
      return new Reading<>(dayOf(form), null);
    } catch (DateTimeException e) {
      return new Reading<>(null, "Ce jour n'existe pas.");
    }
  }

  /**
   * An instant; a day alone is its first instant, or with {@code endOfDay} the first one of the day
   * after. An hour that the clock repeats in autumn is the first of the two.
   */
  Reading<Instant> instant(String text, boolean endOfDay) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return new Reading<>(null, "Cette date n'est pas comprise.");
    }
    try {
      LocalDate day = dayOf(form);
      if (form.group("time") == null) {
        LocalDate shown = endOfDay ? day.plusDays(1) : day;
        return new Reading<>(shown.atStartOfDay(ParisTime.ZONE).toInstant(), null);
      }
      return onTheClock(day.atTime(timeOf(form.group("time"))));
    } catch (DateTimeException e) {
      return new Reading<>(null, "Ce jour ou cette heure n'existe pas.");
    }
  }

  private static Reading<Instant> onTheClock(LocalDateTime local) {
    return ParisTime.ZONE.getRules().getValidOffsets(local).isEmpty()
        ? new Reading<>(null, "Cette heure n'existe pas : c'est le passage à l'heure d'été.")
        : new Reading<>(local.atZone(ParisTime.ZONE).toInstant(), null);
  }

  private LocalDate dayOf(Matcher form) {
    if (form.group("day") != null) {
      return LocalDate.parse(form.group("day"));
    }
    String offset = form.group("offset");
    return offset == null ? today() : today().plusDays(Integer.parseInt(offset));
  }

  private static LocalTime timeOf(String text) {
    int colon = text.indexOf(':');
    return LocalTime.of(
        Integer.parseInt(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
  }
}
