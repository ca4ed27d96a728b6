// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.ReportKind;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * The rules of one site, as its referent doctor signed them. A site without a file of its own has
 * the defaults of the design.
 *
 * @param name name, version and the beginning of the file's hash: kept with each decision
 * @param awayToDuty whether a result whose requester is away, or whose mission ended, goes to the
 *     site's duty doctor at once; what a requester who can no longer practise leaves always does
 * @param acceptances what residents accept in advance
 * @param dmp what the site files in the patients' DMP
 */
public record Policy(
    String name,
    Times times,
    boolean awayToDuty,
    Marks marks,
    List<StandingAcceptance> acceptances,
    Disclosure disclosure,
    Dmp dmp) {

  public static final Policy DEFAULT =
      new Policy(
          "defaut-1", Times.DEFAULT, false, Marks.NONE, List.of(), Disclosure.NOTHING, Dmp.NOTHING);

  public Policy {
    acceptances = List.copyOf(acceptances);
  }

  /** The rules of a site that files nothing in the DMP. */
  public Policy(
      String name,
      Times times,
      boolean awayToDuty,
      Marks marks,
      List<StandingAcceptance> acceptances,
      Disclosure disclosure) {
    this(name, times, awayToDuty, marks, acceptances, disclosure, Dmp.NOTHING);
  }

  /**
   * What a doctor accepts before it is offered to him.
   *
   * @param kinds empty: every kind
   * @param days of the week, in Paris; empty: every day
   * @param from first day
   * @param to last day
   */
  public record StandingAcceptance(
      String practitioner,
      Set<ReportKind> kinds,
      Set<DayOfWeek> days,
      LocalDate from,
      LocalDate to) {
    public StandingAcceptance {
      kinds = Set.copyOf(kinds);
      days = Set.copyOf(days);
    }

    boolean covers(String person, ReportKind kind, LocalDate day) {
      return practitioner.equals(person)
          && (kinds.isEmpty() || kinds.contains(kind))
          && (days.isEmpty() || days.contains(day.getDayOfWeek()))
          && !day.isBefore(from)
          && !day.isAfter(to);
    }
  }

  /** What the site's doctors let its secretaries see, beyond identity, urgency and instruction. */
  public record Disclosure(boolean examName, boolean values) {
    public static final Disclosure NOTHING = new Disclosure(false, false);
  }

  /**
   * What the site files in the patients' DMP, with its own certificates.
   *
   * @param publishes whether it files clinical documents as they came
   * @param copies whether it also files copies of what came in another form, from laboratories that
   *     do not feed the DMP
   */
  public record Dmp(boolean publishes, boolean copies) {
    public static final Dmp NOTHING = new Dmp(false, false);
  }

  /** Whether this doctor accepted in advance what is offered to him at this instant. */
  public boolean acceptedAhead(String person, ReportKind kind, Instant at) {
    LocalDate day = WorkingCalendar.dayOf(at);
    return acceptances.stream().anyMatch(a -> a.covers(person, kind, day));
  }
}
