// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Period;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A day, or a part of one, on which nothing says who holds the duty of a site: neither a doctor nor
 * "personne", which means Centre 15.
 *
 * @param from start of the first hole of that day
 * @param to end of that hole, excluded
 */
public record CoverageGap(String site, LocalDate day, Instant from, Instant to) {
  /** How far ahead coverage is looked at. */
  private static final int DAYS = 14;

  /**
   * The holes of the next fourteen days, today included, of each site where clinics are held.
   * Results come back on other days than the clinic's: every day counts.
   */
  public static List<CoverageGap> ahead(Roster roster, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ParisTime.ZONE);
    List<CoverageGap> gaps = new ArrayList<>();
    for (Site site : roster.sites()) {
      if (holdsClinics(roster, site)) {
        List<Period> duties = dutiesOf(roster, site);
        today
            .datesUntil(today.plusDays(DAYS))
            .forEach(day -> on(day, site, duties, now).ifPresent(gaps::add));
      }
    }
    return gaps;
  }

  private static boolean holdsClinics(Roster roster, Site site) {
    return roster.periods().stream()
        .anyMatch(p -> p.kind() == Period.Kind.PRESENCE && site.id().equals(p.site()));
  }

  private static List<Period> dutiesOf(Roster roster, Site site) {
    return roster.periods().stream()
        .filter(p -> p.kind() == Period.Kind.DUTY && site.id().equals(p.site()))
        .sorted(Comparator.comparing(Period::from))
        .toList();
  }

  /** The hours of today that have passed do not matter any more. */
  private static Optional<CoverageGap> on(
      LocalDate day, Site site, List<Period> duties, Instant now) {
    Instant start = day.atStartOfDay(ParisTime.ZONE).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(ParisTime.ZONE).toInstant();
    Instant covered = start.isBefore(now) ? now : start;
    for (Period duty : duties) {
      if (duty.from().isAfter(covered)) {
        Instant next = duty.from().isBefore(end) ? duty.from() : end;
        return Optional.of(new CoverageGap(site.id(), day, covered, next));
      }
      covered = duty.to().isAfter(covered) ? duty.to() : covered;
      if (!covered.isBefore(end)) {
        return Optional.empty();
      }
    }
    return Optional.of(new CoverageGap(site.id(), day, covered, end));
  }
}
