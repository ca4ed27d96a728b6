// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.ProblemCode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates and times, {@code yyyyMMdd[HH[mm[ss]]]}, on the wall clock of Paris. */
final class Times {
  private static final Pattern FORM =
      Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:(\\d{2})(?:(\\d{2})(\\d{2})?)?)?");

  private final Findings findings;

  Times(Findings findings) {
    this.findings = findings;
  }

  /** The first repetition; null, and a warning, when it holds something that is no date. */
  @Nullable PartialDateTime read(Segment segment, int field) {
    String text = segment.field(field).component(1).text();
    if (text == null || text.equals("*")) {
      return null;
    }
    PartialDateTime read = parse(text);
    if (read == null) {
      findings.warning(
          ProblemCode.DATE_NOT_UNDERSTOOD,
          segment.place(field),
          "Date impossible ou incomplète ; elle n'a pas été retenue.",
          "Écrire la date sous la forme AAAAMMJJ[HHMM].");
    }
    return read;
  }

  /** The day alone: of a birth date, the zeros of its time mean nothing. */
  @Nullable LocalDate day(Segment segment, int field) {
    PartialDateTime read = read(segment, field);
    return read == null ? null : read.day();
  }

  private static @Nullable PartialDateTime parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return null;
    }
    try {
      LocalDate day = LocalDate.of(number(form, 1), number(form, 2), number(form, 3));
      return form.group(4) == null
          ? new PartialDateTime(day, null)
          : new PartialDateTime(
              day, LocalTime.of(number(form, 4), number(form, 5), number(form, 6)));
    } catch (DateTimeException impossible) {
      return null;
    }
  }

  private static int number(Matcher form, int group) {
    String digits = form.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
