// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PartialDateTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as people here read them: Paris, 24 hours, day first; seen from one instant. */
final class Times {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM");
  private static final DateTimeFormatter WHOLE = DateTimeFormatter.ofPattern("dd/MM/uuuu");

  private final Instant now;
  private final LocalDate today;

  Times(Instant now) {
    this.now = now;
    this.today = now.atZone(ParisTime.ZONE).toLocalDate();
  }

  Instant now() {
    return now;
  }

  LocalDate today() {
    return today;
  }

  /** {@code 15:10}, {@code demain 18:00}, {@code 25/11 18:00}. */
  String of(Instant at) {
    ZonedDateTime paris = at.atZone(ParisTime.ZONE);
    LocalDate day = paris.toLocalDate();
    String time = paris.format(TIME);
    if (day.equals(today)) {
      return time;
    }
    if (day.equals(today.plusDays(1))) {
      return "demain " + time;
    }
    if (day.equals(today.minusDays(1))) {
      return "hier " + time;
    }
    return paris.format(day.getYear() == today.getYear() ? DAY : WHOLE) + " " + time;
  }

  /** {@code 22 min}, {@code 3 h 20}, {@code 2 j}, {@code en retard de 12 min}. */
  String left(Instant until) {
    Duration left = Duration.between(now, until);
    return left.isNegative() ? "en retard de " + span(left.negated()) : span(left);
  }

  boolean past(@Nullable Instant at) {
    return at != null && at.isBefore(now);
  }

  private static String span(Duration span) {
    long minutes = span.toMinutes();
    if (minutes < 60) {
      return minutes + " min";
    }
    if (minutes < 24 * 60) {
      return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " %02d".formatted(minutes % 60));
    }
    return minutes / (24 * 60) + " j";
  }

  static String day(LocalDate day) {
    return day.format(WHOLE);
  }

  static String day(Instant at) {
    return at.atZone(ParisTime.ZONE).format(WHOLE);
  }

  static String time(Instant at) {
    return at.atZone(ParisTime.ZONE).format(TIME);
  }

  static String of(PartialDateTime at) {
    return at.day().format(WHOLE) + (at.time() == null ? "" : " " + at.time().format(TIME));
  }
}
