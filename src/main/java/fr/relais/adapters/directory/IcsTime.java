// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.ParisTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A day or a time of a calendar (RFC 5545 section 3.3.5): of a named place, of UTC, or of Paris
 * when nothing says otherwise.
 *
 * @param allDay whether it was written as a day
 */
record IcsTime(LocalDateTime local, ZoneId zone, boolean allDay) {
  private static final Pattern FORM = Pattern.compile("(\\d{8})(?:T(\\d{6})(Z)?)?");
  private static final Pattern DURATION =
      Pattern.compile("P(?:(\\d{1,3})W|(?:(\\d{1,4})D)?(?:T(?:(\\d{1,4})H)?(?:(\\d{1,4})M)?)?)");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HHmmss");
  private static final int MAX_YEAR = 2200;

  Instant instant() {
    return local.atZone(zone).toInstant();
  }

  /** Empty when it does not exist, or its place is not known. */
  static Optional<IcsTime> of(IcsLine line, String value) {
    Matcher form = FORM.matcher(value.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(form.group(1), DateTimeFormatter.BASIC_ISO_DATE);
      if (day.getYear() > MAX_YEAR) {
        return Optional.empty();
      }
      if (form.group(2) == null) {
        return Optional.of(new IcsTime(day.atStartOfDay(), ParisTime.ZONE, true));
      }
      ZoneId zone = form.group(3) == null ? zone(line.parameter("TZID")) : ZoneOffset.UTC;
      return Optional.of(
          new IcsTime(day.atTime(LocalTime.parse(form.group(2), CLOCK)), zone, false));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Optional<IcsTime> of(IcsLine line) {
    return of(line, line.value());
  }

  /** The names that the common calendar programs give to Paris; else that of the IANA. */
  private static ZoneId zone(String name) {
    boolean paris =
        name.isEmpty() || name.equals("Romance Standard Time") || name.endsWith("/Europe/Paris");
    return paris ? ParisTime.ZONE : ZoneId.of(name);
  }

  /** The same, so much later on the wall clock; empty when the duration is not understood. */
  Optional<IcsTime> plus(String duration) {
    Matcher form = DURATION.matcher(duration.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    LocalDateTime then =
        local
            .plusWeeks(number(form.group(1)))
            .plusDays(number(form.group(2)))
            .plusHours(number(form.group(3)))
            .plusMinutes(number(form.group(4)));
    return Optional.of(new IcsTime(then, zone, allDay));
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
