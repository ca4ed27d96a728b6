// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.ParisTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Moments as a story writes them, on the Paris wall clock: {@code 2026-11-19 10:00}, {@code 10:15}
 * (the same day), {@code +15 min}, {@code +2 h}, {@code +1 j}.
 */
final class StoryTime {
  private static final Pattern LATER = Pattern.compile("\\+ ?(\\d{1,5}) ?(s|min|h|j)");
  private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("uuuu-MM-dd H:mm[:ss]");
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("H:mm[:ss]");

  private StoryTime() {}

  static Instant read(
      String text, @Nullable Instant from, String place, List<StoryProblem.Fault> faults) {
    try {
      Matcher later = LATER.matcher(text);
      if (from != null && later.matches()) {
        return add(from, Integer.parseInt(later.group(1)), later.group(2));
      }
      if (from != null && text.length() <= 8 && text.indexOf(':') > 0) {
        LocalDate day = from.atZone(ParisTime.ZONE).toLocalDate();
        return onTheWall(day.atTime(LocalTime.parse(text, HOUR)), from, place, faults);
      }
      return onTheWall(LocalDateTime.parse(text, FULL), from, place, faults);
    } catch (DateTimeException e) {
      faults.add(
          new StoryProblem.Fault(
              place,
              "Ce n'est pas un moment.",
              "Écrivez « 2026-11-19 10:00 », « 10:15 », « +15 min », « +2 h » ou « +1 j »."));
      return from == null ? Instant.EPOCH : from;
    }
  }

  /** The hour of an autumn night that exists twice is the first; one of spring does not exist. */
  private static Instant onTheWall(
      LocalDateTime local, @Nullable Instant from, String place, List<StoryProblem.Fault> faults) {
    if (ParisTime.ZONE.getRules().getValidOffsets(local).isEmpty()) {
      faults.add(
          new StoryProblem.Fault(
              place,
              "Cette heure n'existe pas : c'est le passage à l'heure d'été.",
              "Écrivez une heure d'avant 2:00 ou d'après 3:00."));
      return from == null ? Instant.EPOCH : from;
    }
    return local.atZone(ParisTime.ZONE).toInstant();
  }

  private static Instant add(Instant from, int count, String unit) {
    return switch (unit) {
      case "s" -> from.plus(Duration.ofSeconds(count));
      case "min" -> from.plus(Duration.ofMinutes(count));
      case "h" -> from.plus(Duration.ofHours(count));
      default -> from.atZone(ParisTime.ZONE).plusDays(count).toInstant();
    };
  }

  /** Date and time as people read it, on the Paris wall clock. */
  static String show(Instant at) {
    ZonedDateTime paris = at.atZone(ParisTime.ZONE);
    return paris.format(
        DateTimeFormatter.ofPattern(
            paris.getSecond() == 0 ? "dd/MM/uuuu HH:mm" : "dd/MM/uuuu HH:mm:ss"));
  }
}
