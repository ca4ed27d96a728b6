// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.ProblemCode;
import fr.relais.formats.xml.XmlElement;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Points in time (TS, HL7 V3 data types), brought to the wall clock of Paris. */
final class Times {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})(\\d{2})(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:\\.\\d{1,9})?)?)?)?"
              + "([+-]\\d{2}:?\\d{2})?");

  private final Findings findings;

  Times(Findings findings) {
    this.findings = findings;
  }

  /** A time, or the first bound that is there of an interval; the end of it first. */
  @Nullable PartialDateTime read(@Nullable XmlElement element, String place) {
    if (element == null) {
      return null;
    }
    String text =
        Stream.of(
                element.attribute("value"),
                Parts.value(element.child("high"), "value"),
                Parts.value(element.child("low"), "value"),
                Parts.value(element.child("center"), "value"))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return read(text, place);
  }

  /** Null and a warning when the text is no date. */
  @Nullable PartialDateTime read(@Nullable String text, String place) {
    PartialDateTime read = text == null ? null : parse(text);
    if (text != null && read == null) {
      findings.warning(
          ProblemCode.DATE_NOT_UNDERSTOOD,
          place,
          "Date impossible ou incomplète ; elle n'a pas été retenue.",
          "Écrire la date sous la forme AAAAMMJJ[HHMMSS+ZZZZ].");
    }
    return read;
  }

  private static @Nullable PartialDateTime parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return null;
    }
    try {
      LocalDate day = LocalDate.of(number(form, 1), number(form, 2), number(form, 3));
      if (form.group(4) == null) {
        return new PartialDateTime(day, null);
      }
      LocalTime time = LocalTime.of(number(form, 4), number(form, 5), number(form, 6));
      String offset = form.group(7);
      if (offset == null) {
        return new PartialDateTime(day, time);
      }
      return PartialDateTime.of(
          LocalDateTime.of(day, time)
              .atOffset(ZoneOffset.of(offset))
              .atZoneSameInstant(ParisTime.ZONE)
              .toLocalDateTime());
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int number(Matcher form, int group) {
    String digits = form.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
