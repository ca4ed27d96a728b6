// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.ProblemCode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** date, dateTime and instant of FHIR R4, brought to the wall clock of Paris. */
final class FhirTimes {
  private static final Pattern ZONE = Pattern.compile(".*(?:Z|[+-]\\d{2}:\\d{2})");

  private final Findings findings;

  FhirTimes(Findings findings) {
    this.findings = findings;
  }

  /** Of a Period the end, else the start; null when it is absent, or no moment. */
  @Nullable PartialDateTime of(@Nullable Type value, String place) {
    if (value instanceof Period period) {
      return of(period.hasEnd() ? period.getEndElement() : period.getStartElement(), place);
    }
    return value instanceof BaseDateTimeType at && at.getValue() != null ? read(at, place) : null;
  }

  private @Nullable PartialDateTime read(BaseDateTimeType at, String place) {
    String text = at.getValueAsString();
    if (at.getPrecision().ordinal() < TemporalPrecisionEnum.DAY.ordinal()) {
      notUnderstood(place, "Cette date n'a pas de jour ; elle n'a pas été retenue.");
      return null;
    }
    try {
      if (at.getPrecision() == TemporalPrecisionEnum.DAY) {
        return new PartialDateTime(LocalDate.parse(text), null);
      }
      if (ZONE.matcher(text).matches()) {
        return PartialDateTime.of(
            OffsetDateTime.parse(text).atZoneSameInstant(ParisTime.ZONE).toLocalDateTime());
      }
      findings.warning(
          ProblemCode.DATE_NOT_UNDERSTOOD,
          place,
          "Cette heure n'a pas de fuseau ; elle est prise pour celle de Paris.",
          "Écrivez le fuseau : +01:00, +02:00 ou Z.");
      return PartialDateTime.of(LocalDateTime.parse(text));
    } catch (DateTimeException e) {
      notUnderstood(place, "Date impossible ; elle n'a pas été retenue.");
      return null;
    }
  }

  private void notUnderstood(String place, String cause) {
    findings.warning(
        ProblemCode.DATE_NOT_UNDERSTOOD, place, cause, "Donnez le jour, ou l'heure et son fuseau.");
  }
}
