// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.Report;
import fr.relais.core.model.RequestPriority;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How pressing a result is. The laboratory's flags decide, verbatim; the order, the text and the
 * bounds can only raise; so can a table that a site's doctors signed. Only their list of analytes
 * whose HH or LL is no emergency lowers, and never under abnormal.
 */
public final class Priorities {
  private Priorities() {}

  /** What a report asks by itself; its own observations are all current. */
  public static FollowUpPriority of(Report report) {
    return report.status().withdraws()
        ? takenBack(report, Marks.NONE)
        : of(report, report.observations(), Marks.NONE);
  }

  /**
   * What a report asks, given the observations that are current in it.
   *
   * @param current values shown beside for comparison excluded or not: they are passed over
   * @param marks what the site's doctors add to the laboratory's flags
   */
  public static FollowUpPriority of(Report report, List<Observation> current, Marks marks) {
    FollowUpPriority priority = flagged(current, marks, report);
    if (report.laboratoryCall() != null) {
      priority = priority.orHigher(FollowUpPriority.CRITICAL);
    }
    if (pressing(report.requestPriority())) {
      priority = priority.orHigher(FollowUpPriority.URGENT);
    }
    if (priority == FollowUpPriority.NORMAL && !report.complete()) {
      priority = FollowUpPriority.UNCLASSIFIED;
    }
    for (String line : report.narrative()) {
      priority = priority.orHigher(marked(line));
    }
    for (Observation observation : current) {
      priority = priority.orHigher(marked(observation.value()));
      priority = priority.orHigher(marked(observation.comment()));
    }
    return priority;
  }

  /** What a report asks that takes results back: no less than those asked when they stood. */
  static FollowUpPriority takenBack(Report report, Marks marks) {
    FollowUpPriority priority = of(report, report.observations(), marks);
    for (Observation observation : report.observations()) {
      if (!observation.prior()) {
        priority = priority.orHigher(flagged(observation, marks, report));
      }
    }
    return priority;
  }

  private static boolean pressing(@Nullable RequestPriority requested) {
    return requested != null && requested != RequestPriority.ROUTINE;
  }

  /** What the flags of these lines of a report ask, those taken back left out. */
  static FollowUpPriority flagged(List<Observation> observations, Marks marks, Report report) {
    FollowUpPriority highest = FollowUpPriority.NORMAL;
    boolean any = false;
    for (Observation observation : observations) {
      if (!observation.prior() && observation.status() != ObservationStatus.ENTERED_IN_ERROR) {
        any = true;
        highest = highest.orHigher(flagged(observation, marks, report));
      }
    }
    return any ? highest : FollowUpPriority.UNCLASSIFIED;
  }

  private static FollowUpPriority flagged(Observation observation, Marks marks, Report report) {
    FollowUpPriority flagged = flagged(observation);
    if (marks.critical().holds(observation, report)) {
      return FollowUpPriority.CRITICAL;
    }
    return flagged == FollowUpPriority.CRITICAL && marks.lowers(observation)
        ? FollowUpPriority.ABNORMAL
        : flagged;
  }

  private static FollowUpPriority flagged(Observation observation) {
    if (observation.interpretation() == null) {
      return outOfBounds(observation) ? FollowUpPriority.ABNORMAL : FollowUpPriority.UNCLASSIFIED;
    }
    if (observation.interpretation().critical()) {
      return FollowUpPriority.CRITICAL;
    }
    if (observation.interpretation().abnormal()) {
      return FollowUpPriority.ABNORMAL;
    }
    return observation.interpretation().normal()
        ? outOfBounds(observation) ? FollowUpPriority.ABNORMAL : FollowUpPriority.NORMAL
        : FollowUpPriority.UNCLASSIFIED;
  }

  /**
   * Whether a number lies outside the bounds that the laboratory printed, or the one beside it in a
   * second unit outside its own: an absolute count may be low where its percentage is not. A value
   * below the scale ({@code <x}) is never high, one above it never low.
   */
  public static boolean outOfBounds(Observation observation) {
    Observation.Secondary second = observation.secondary();
    return outside(
            observation.comparator(), observation.value(), observation.low(), observation.high())
        || second != null && secondOutside(second);
  }

  private static boolean secondOutside(Observation.Secondary second) {
    String number = second.value().replaceFirst("^[<>]=?", "");
    String comparator = second.value().substring(0, second.value().length() - number.length());
    return outside(comparator, number.strip(), second.low(), second.high());
  }

  private static boolean outside(
      @Nullable String sign,
      @Nullable String measured,
      @Nullable String lower,
      @Nullable String upper) {
    BigDecimal value = number(measured);
    if (value == null) {
      return false;
    }
    BigDecimal low = number(lower);
    BigDecimal high = number(upper);
    String comparator = sign == null ? "" : sign;
    if (comparator.startsWith("<")) {
      return low != null && value.compareTo(low) <= 0;
    }
    if (comparator.startsWith(">")) {
      return high != null && value.compareTo(high) >= 0;
    }
    return low != null && value.compareTo(low) < 0 || high != null && value.compareTo(high) > 0;
  }

  static @Nullable BigDecimal number(@Nullable String text) {
    if (text == null || text.length() > 40) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static FollowUpPriority marked(@Nullable String text) {
    return text == null ? FollowUpPriority.NORMAL : TextMarks.of(text);
  }
}
