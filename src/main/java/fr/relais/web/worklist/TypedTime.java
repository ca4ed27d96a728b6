// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.ParisTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A day and an hour of the Paris wall clock as a person types them. */
final class TypedTime {
  static final String EXAMPLE = "Exemple : 24/11/2026 18:30";
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{1,2})/(\\d{1,2})/(\\d{4})\\s+(?:à\\s+)?(\\d{1,2})\\s?[:hH]\\s?(\\d{2})?");

  private static final Pattern DAY = Pattern.compile("(\\d{1,2})[/. -](\\d{1,2})[/. -](\\d{4})");

  private TypedTime() {}

  /** A day, {@code 03/02/1948}; empty when it is none. */
  static Optional<LocalDate> day(String text) {
    Matcher found = DAY.matcher(text.strip());
    if (!found.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.of(number(found, 3), number(found, 2), number(found, 1)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Empty when it is no such time, or when the clocks jump over it; the first of two alike. */
  static Optional<Instant> of(String text) {
    Matcher found = FORM.matcher(text.strip());
    if (!found.matches()) {
      return Optional.empty();
    }
    try {
      int minutes = found.group(5) == null ? 0 : number(found, 5);
      LocalDateTime local =
          LocalDateTime.of(
              number(found, 3), number(found, 2), number(found, 1), number(found, 4), minutes);
      return ParisTime.ZONE.getRules().getValidOffsets(local).stream()
          .findFirst()
          .map(local::toInstant);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }
}
