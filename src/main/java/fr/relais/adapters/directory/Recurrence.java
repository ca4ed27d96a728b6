// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Period;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.fortuna.ical4j.model.Recur;
import org.jspecify.annotations.Nullable;

/**
 * The starts that a recurrence rule gives (RFC 5545 section 3.3.10), on the wall clock of their
 * place: what begins at 08:00 begins at 08:00 in winter as in summer. Whole days at least lie
 * between two starts; rules by the hour are refused.
 */
final class Recurrence {
  /** How far ahead of today a rule is followed; one that ends later goes on at the next import. */
  static final int YEARS_AHEAD = 2;

  /** How long what has passed is kept: results still come back for those days. */
  static final int DAYS_BACK = 183;

  static final int OCCURRENCES_MAX = 1000;

  private static final int RULE_MAX = 200;
  private static final LocalDate OLDEST = LocalDate.of(2000, 1, 1);
  private static final Pattern PART =
      Pattern.compile(
          "FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)|INTERVAL=[1-9]\\d{0,2}|COUNT=[1-9]\\d{0,3}"
              + "|BYDAY=([+-]?[1-5]?(MO|TU|WE|TH|FR|SA|SU))(,[+-]?[1-5]?(MO|TU|WE|TH|FR|SA|SU)){0,20}"
              + "|BYMONTHDAY=-?\\d{1,2}(,-?\\d{1,2}){0,30}|BYMONTH=\\d{1,2}(,\\d{1,2}){0,11}"
              + "|BYSETPOS=-?\\d{1,3}(,-?\\d{1,3}){0,9}|WKST=(MO|SU)");
  private static final Pattern UNTIL = Pattern.compile("UNTIL=(\\d{8})(?:T(\\d{6})(Z)?)?");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HHmmss");

  private Recurrence() {}

  /**
   * What a rule gives.
   *
   * @param cause why it cannot be followed, in French; null when it can
   */
  record Expansion(List<LocalDateTime> starts, @Nullable String cause) {
    private static Expansion refused(String cause) {
      return new Expansion(List.of(), cause);
    }
  }

  /**
   * @param first the first start, which the rule itself must give
   * @param now starts from {@link #DAYS_BACK} days ago to {@link #YEARS_AHEAD} years ahead are
   *     given
   */
  static Expansion of(String rule, LocalDateTime first, ZoneId zone, Instant now) {
    LocalDateTime today = LocalDateTime.ofInstant(now, zone);
    LocalDateTime end = today.plusYears(YEARS_AHEAD);
    if (first.toLocalDate().isBefore(OLDEST) || first.isAfter(end)) {
      return Expansion.refused("La règle ne commence pas à une date vraisemblable.");
    }
    List<String> parts = new ArrayList<>();
    for (String part : rule.length() > RULE_MAX ? new String[] {""} : rule.split(";", -1)) {
      Matcher until = UNTIL.matcher(part);
      boolean asked = parts.stream().anyMatch(p -> name(p).equals(name(part)));
      if (asked || (!until.matches() && !PART.matcher(part).matches())) {
        return Expansion.refused("Cette règle de répétition n'est pas admise.");
      }
      if (until.matches()) {
        try {
          LocalDateTime last = last(until, zone);
          end = last.isBefore(end) ? last : end;
        } catch (DateTimeException e) {
          return Expansion.refused("La fin de la règle (UNTIL) n'existe pas.");
        }
      }
      parts.add(part);
    }
    if (parts.stream().noneMatch(p -> p.startsWith("FREQ="))) {
      return Expansion.refused("La règle ne dit pas sa fréquence (FREQ).");
    }
    parts.removeIf(p -> p.startsWith("UNTIL="));
    return expanded(String.join(";", parts), first, end, today.minusDays(DAYS_BACK));
  }

  private static Expansion expanded(
      String rule, LocalDateTime first, LocalDateTime end, LocalDateTime since) {
    List<LocalDateTime> all;
    try {
      // the library leaves out what starts at the very end
      all = new Recur<LocalDateTime>(rule).getDates(first, first, end.plusSeconds(1));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Expansion.refused("Cette règle de répétition n'est pas comprise.");
    }
    if (all.isEmpty() || !all.get(0).equals(first) || first.isAfter(end)) {
      return Expansion.refused("La première fois ne suit pas la règle, ou est après sa fin.");
    }
    List<LocalDateTime> kept =
        all.stream().filter(d -> !d.isBefore(since) && !d.isAfter(end)).toList();
    return kept.size() > OCCURRENCES_MAX
        ? Expansion.refused("La règle donne plus de " + OCCURRENCES_MAX + " fois.")
        : new Expansion(kept, null);
  }

  private static String name(String part) {
    int equals = part.indexOf('=');
    return equals < 0 ? part : part.substring(0, equals);
  }

  /** A day alone: until its end. */
  private static LocalDateTime last(Matcher until, ZoneId zone) {
    LocalDate day = LocalDate.parse(until.group(1), DateTimeFormatter.BASIC_ISO_DATE);
    if (until.group(2) == null) {
      return day.plusDays(1).atStartOfDay().minusSeconds(1);
    }
    LocalDateTime at = day.atTime(LocalTime.parse(until.group(2), CLOCK));
    return until.group(3) == null
        ? at
        : LocalDateTime.ofInstant(at.toInstant(java.time.ZoneOffset.UTC), zone);
  }

  /** The same time on the wall clock, at another start: a night stays from 20:00 to 08:00. */
  static Instant end(
      LocalDateTime start, LocalDateTime first, LocalDateTime firstEnd, ZoneId zone) {
    return ZonedDateTime.of(start.plusSeconds(ChronoUnit.SECONDS.between(first, firstEnd)), zone)
        .toInstant();
  }

  /** The same period, on the clock of Paris, at each of these starts. */
  static List<Period> periods(Period first, List<LocalDateTime> starts) {
    LocalDateTime from = local(first.from());
    LocalDateTime to = local(first.to());
    return starts.stream()
        .map(
            start ->
                new Period(
                    first.kind(),
                    first.practitioner(),
                    first.site(),
                    first.standsInFor(),
                    start.atZone(ParisTime.ZONE).toInstant(),
                    end(start, from, to, ParisTime.ZONE),
                    first.source()))
        .toList();
  }

  /** On the clock of Paris. */
  static LocalDateTime local(Instant instant) {
    return LocalDateTime.ofInstant(instant, ParisTime.ZONE);
  }
}
