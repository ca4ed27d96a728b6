// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.Digest;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.ParisTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is sent a digest, and when: at fixed hours of a working day, once for each hour, and only
 * when something that does not interrupt is new for him since the last one. What interrupts has its
 * own notices; it is counted in the digest too, so that the digest never says less than the list.
 */
public final class DigestRule {
  private DigestRule() {}

  /**
   * The last digest of one doctor.
   *
   * @param slot the hour that it was for
   * @param told names of what stood in it
   */
  public record DigestSent(Instant slot, Set<String> told) {
    public DigestSent {
      told = Set.copyOf(told);
    }
  }

  /**
   * The hour whose digest stands at this instant: the last one of today that has passed. Empty on a
   * day that is not worked, and before the first; what was missed yesterday is not sent today.
   *
   * @param hours on the Paris clock, in any order; none: no digest at all
   */
  public static Optional<Instant> slot(List<LocalTime> hours, Instant now) {
    LocalDate today = WorkingCalendar.dayOf(now);
    return WorkingCalendar.isWorkingDay(today)
        ? hours.stream()
            .map(hour -> today.atTime(hour).atZone(ParisTime.ZONE).toInstant())
            .filter(slot -> !slot.isAfter(now))
            .max(Comparator.naturalOrder())
        : Optional.empty();
  }

  /** Those who are responsible for one of these, or to whom one is offered. */
  public static Set<String> people(List<FollowUp> open) {
    Set<String> people = new LinkedHashSet<>();
    for (FollowUp row : open) {
      people.add(row.owner());
      row.openOffer().ifPresent(offer -> people.add(offer.to()));
    }
    return people;
  }

  /** Of these, what this doctor answers for or is offered, in the same order. */
  public static List<FollowUp> of(String person, List<FollowUp> open) {
    return open.stream()
        .filter(row -> row.state().live())
        .filter(row -> row.owner().equals(person) || offered(row, person))
        .toList();
  }

  /** His digest; empty when he has nothing that does not interrupt. */
  public static Optional<Digest> digest(String person, List<FollowUp> open) {
    List<FollowUp> mine = of(person, open);
    return mine.stream().anyMatch(DigestRule::quiet)
        ? Optional.of(
            new Digest(
                mine.stream()
                    .map(
                        row ->
                            new Digest.Line(
                                row.reference(),
                                row.priority(),
                                row.deadline(),
                                !row.owner().equals(person)))
                    .toList()))
        : Optional.empty();
  }

  /** The follow-up under which his digest is sent: the most pressing that does not interrupt. */
  public static Optional<FollowUp> anchor(String person, List<FollowUp> open) {
    return of(person, open).stream().filter(DigestRule::quiet).findFirst();
  }

  /**
   * Whether he is sent one for this hour.
   *
   * @param last null when he was never sent any
   */
  public static boolean due(
      @Nullable DigestSent last, Instant slot, String person, List<FollowUp> open) {
    return last == null
        ? !told(person, open).isEmpty()
        : last.slot().isBefore(slot) && !last.told().containsAll(told(person, open));
  }

  /**
   * Names of what waits for him and does not interrupt: a result that was reopened, or moved to him
   * again, has another name.
   */
  public static Set<String> told(String person, List<FollowUp> open) {
    Set<String> names = new LinkedHashSet<>();
    for (FollowUp row : of(person, open)) {
      if (quiet(row) && offered(row, person)) {
        names.add(row.id() + " offered " + row.hops());
      } else if (quiet(row) && waits(row)) {
        names.add(row.id() + " since " + row.clockStart());
      }
    }
    return names;
  }

  private static boolean offered(FollowUp row, String person) {
    return row.openOffer().filter(offer -> offer.to().equals(person)).isPresent();
  }

  private static boolean quiet(FollowUp row) {
    return row.priority().ordinal() > FollowUpPriority.URGENT.ordinal();
  }

  private static boolean waits(FollowUp row) {
    return row.state() == FollowUpState.OPEN
        || row.state() == FollowUpState.OPENED
        || row.state() == FollowUpState.WITHDRAWN;
  }
}
