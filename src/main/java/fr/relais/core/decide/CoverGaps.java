// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Order;
import fr.relais.core.model.OrderState;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Days on which nothing says who holds the duty of a site, and an open or awaited result needs that
 * day. "Personne : Centre 15" is an answer; a doctor who is away or can no longer practise is none.
 */
public final class CoverGaps {
  /** How far ahead a day is looked at: further than the longest deadline of the design. */
  private static final int DAYS = 31;

  private CoverGaps() {}

  /**
   * A hole: the first one of a day.
   *
   * @param to its end, excluded
   */
  public record Gap(String site, LocalDate day, Instant from, Instant to) {}

  /** A hole that matters, with the follow-up of the site that presses most. */
  public record Needed(Gap gap, FollowUp pressing) {}

  /** Every hole from this instant on, of every site; days that have passed do not matter. */
  public static List<Gap> ahead(Roster roster, Instant now) {
    LocalDate today = WorkingCalendar.dayOf(now);
    List<Gap> gaps = new ArrayList<>();
    for (Site site : roster.sites()) {
      List<Period> duties = duties(roster, site.id());
      for (int n = 0; n < DAYS; n++) {
        hole(site.id(), today.plusDays(n), duties, roster, now).ifPresent(gaps::add);
      }
    }
    return gaps;
  }

  private static List<Period> duties(Roster roster, String site) {
    return roster.periods().stream()
        .filter(p -> p.kind() == Period.Kind.DUTY && site.equals(p.site()))
        .sorted(Comparator.comparing(Period::from))
        .toList();
  }

  /** Walks through the day from one end of a duty to the next; stops where nobody stands. */
  private static Optional<Gap> hole(
      String site, LocalDate day, List<Period> duties, Roster roster, Instant now) {
    Instant start = day.atStartOfDay(ParisTime.ZONE).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(ParisTime.ZONE).toInstant();
    Instant at = start.isBefore(now) ? now : start;
    while (at.isBefore(end)) {
      Instant here = at;
      Instant until =
          duties.stream()
              .map(duty -> heldUntil(duty, here, roster))
              .max(Comparator.naturalOrder())
              .orElse(here);
      if (!until.isAfter(here)) {
        return Optional.of(new Gap(site, day, here, held(duties, here, end, roster)));
      }
      at = until;
    }
    return Optional.empty();
  }

  /** Until when this duty covers from this instant on; the instant itself when it does not. */
  private static Instant heldUntil(Period duty, Instant at, Roster roster) {
    if (!duty.covers(at)) {
      return at;
    }
    String doctor = duty.practitioner();
    if (doctor == null) {
      return duty.to();
    }
    LocalDate day = WorkingCalendar.dayOf(at);
    boolean able =
        roster.practitioner(doctor).filter(p -> p.mayOwn(day)).isPresent()
            && !roster.absent(doctor, at);
    if (!able) {
      return at;
    }
    Instant tomorrow = day.plusDays(1).atStartOfDay(ParisTime.ZONE).toInstant();
    return roster.periods().stream()
        .filter(p -> p.kind() == Period.Kind.ABSENCE && doctor.equals(p.practitioner()))
        .map(Period::from)
        .filter(from -> from.isAfter(at) && from.isBefore(duty.to()))
        .min(Comparator.naturalOrder())
        .orElse(duty.to().isBefore(tomorrow) ? duty.to() : tomorrow);
  }

  /** The next instant at which someone stands, or the end of the day. */
  private static Instant held(List<Period> duties, Instant from, Instant end, Roster roster) {
    return roster.periods().stream()
        .flatMap(p -> Stream.of(p.from(), p.to()))
        .filter(at -> at.isAfter(from) && at.isBefore(end))
        .filter(at -> duties.stream().anyMatch(d -> heldUntil(d, at, roster).isAfter(at)))
        .min(Comparator.naturalOrder())
        .orElse(end);
  }

  /**
   * The holes that an open or an awaited result of the site needs: one that lies between now and a
   * deadline, or the day by which a result is expected. What is late already needs today.
   *
   * @param open most pressing first
   */
  public static List<Needed> needed(
      List<Gap> gaps, List<FollowUp> open, List<Order> awaited, Instant now) {
    List<Needed> needed = new ArrayList<>();
    for (Gap gap : gaps) {
      List<FollowUp> here = open.stream().filter(row -> gap.site().equals(row.site())).toList();
      boolean byResult = here.stream().anyMatch(row -> gap.from().isBefore(last(row, now)));
      boolean byOrder =
          awaited.stream()
              .filter(order -> gap.site().equals(order.site()))
              .filter(order -> order.state() == OrderState.EXPECTED)
              .anyMatch(order -> gap.from().isBefore(later(order.expectedBy(), now)));
      if (!here.isEmpty() && (byResult || byOrder)) {
        needed.add(new Needed(gap, here.get(0)));
      }
    }
    return needed;
  }

  private static Instant last(FollowUp row, Instant now) {
    return later(row.deadline(), now);
  }

  private static Instant later(@Nullable Instant deadline, Instant now) {
    Instant soon = now.plusSeconds(1);
    return deadline == null || deadline.isBefore(soon) ? soon : deadline;
  }
}
