// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import java.util.List;

/**
 * A secretary's home: who is to be called, what is to be matched, who covers the next days.
 *
 * @param site its name
 */
public record OfficeView(
    String site, String refreshed, List<ToCall> calls, List<ToMatch> matches, List<Day> days) {

  /**
   * A patient to be called.
   *
   * @param exam empty when the site's doctors keep it to themselves
   */
  public record ToCall(
      String path,
      UrgencyView urgency,
      PatientView patient,
      String wish,
      String exam,
      String due,
      boolean late,
      int tries) {}

  /** A question to which she may propose an answer. */
  public record ToMatch(
      String path,
      UrgencyView urgency,
      PatientView patient,
      String question,
      String due,
      boolean late) {}

  /**
   * One day of the calendar.
   *
   * @param duty who is on duty, or that nobody is
   * @param covered whether someone is at every hour
   */
  public record Day(String day, String duty, boolean covered, String present) {}

  /**
   * The patient whom she calls.
   *
   * @param warning what she must not do; empty when nothing special
   * @param values the value that stands out, where the site's doctors show it; empty elsewhere
   */
  public record Caller(
      String reference,
      UrgencyView urgency,
      PatientView patient,
      String wish,
      String exam,
      String values,
      List<ResultView.Number> phones,
      String address,
      List<String> instructions,
      String warning,
      String doctor,
      String due,
      int tries,
      List<FormView.Option> outcomes) {}

  /** One trait as it came and as it is known. */
  public record Trait(String name, String received, String known, boolean differs) {}
}
