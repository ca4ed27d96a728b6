// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.ProblemCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;

/**
 * Reads days and times of agendas: an hour has its offset, that of Paris at that time or UTC, and a
 * day alone is a day of Paris. Any other offset is that of a clock that was set wrong.
 */
final class Moments {
  private final Findings findings;

  Moments(Findings findings) {
    this.findings = findings;
  }

  /** From an instant to another, excluded. */
  record Span(Instant from, Instant to) {}

  /** Both ends; null, and a problem, when one is missing or they are not in order. */
  @Nullable Span span(BaseDateTimeType from, BaseDateTimeType to, String startsAt, String endsAt) {
    Instant start = instant(from, startsAt, false);
    Instant end = instant(to, endsAt, true);
    if (start == null || end == null) {
      return null;
    }
    if (!start.isBefore(end)) {
      findings.error(
          ProblemCode.DATE_NOT_UNDERSTOOD,
          endsAt,
          "La fin n'est pas après le début.",
          "Corrigez l'une des deux.");
      return null;
    }
    return new Span(start, end);
  }

  @Nullable Span span(Period period, String place) {
    return span(period.getStartElement(), period.getEndElement(), place + ".start", place + ".end");
  }

  /** An instant; a day alone is its first one, or with {@code last} the first of the day after. */
  @Nullable Instant instant(BaseDateTimeType value, String place, boolean last) {
    String text = value.getValueAsString();
    if (text == null) {
      findings.error(
          ProblemCode.REQUIRED_MISSING, place, "Il manque cette date.", "Renseignez-la.");
      return null;
    }
    if (value.getPrecision() == TemporalPrecisionEnum.DAY) {
      LocalDate day = LocalDate.parse(text);
      return (last ? day.plusDays(1) : day).atStartOfDay(ParisTime.ZONE).toInstant();
    }
    return hour(text, place);
  }

  private @Nullable Instant hour(String text, String place) {
    try {
      OffsetDateTime at = OffsetDateTime.parse(text);
      ZoneOffset paris = ParisTime.ZONE.getRules().getOffset(at.toInstant());
      if (at.getOffset().equals(ZoneOffset.UTC) || at.getOffset().equals(paris)) {
        return at.toInstant();
      }
      findings.error(
          ProblemCode.DATE_NOT_UNDERSTOOD,
          place,
          "Le décalage de cette heure n'est pas celui de Paris ce jour-là : une heure serait prise"
              + " pour une autre.",
          "Écrivez l'heure avec le décalage de Paris (+01:00 l'hiver, +02:00 l'été), ou en Z.");
    } catch (DateTimeException e) {
      findings.error(
          ProblemCode.DATE_NOT_UNDERSTOOD,
          place,
          "On attend un jour, ou une heure avec son décalage.",
          "Écrivez 2026-12-01, ou 2026-12-01T08:00:00+01:00.");
    }
    return null;
  }

  /** The day in Paris; null when there is none, or, with a problem, when it is not understood. */
  @Nullable LocalDate day(BaseDateTimeType value, String place) {
    if (value.getValueAsString() == null) {
      return null;
    }
    Instant at = instant(value, place, false);
    return at == null ? null : LocalDate.ofInstant(at, ParisTime.ZONE);
  }

  /** From a day to another, both included; null: no bound. */
  record Days(@Nullable LocalDate from, @Nullable LocalDate to) {}

  Days days(Period period, String place) {
    LocalDate from = day(period.getStartElement(), place + ".start");
    LocalDate to = day(period.getEndElement(), place + ".end");
    if (from != null && to != null && to.isBefore(from)) {
      findings.error(
          ProblemCode.DATE_NOT_UNDERSTOOD,
          place + ".end",
          "La fin est avant le début.",
          "Corrigez l'une des deux.");
    }
    return new Days(from, to);
  }
}
