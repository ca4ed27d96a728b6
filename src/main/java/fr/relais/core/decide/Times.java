// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.ReportKind;
import java.time.Duration;
import java.time.LocalTime;

/**
 * The times by which people must have acted. They are defaults that a site's doctors must sign, not
 * a norm; any may be changed, no rung may be removed.
 *
 * @param criticalRung between two rungs of a critical result: deadline at the second
 * @param criticalRepeat between two rounds once every rung was reached
 * @param urgentRung between two rungs of an urgent result: deadline at the second
 * @param noonOf the hour of a working day by which an abnormal result is due
 * @param endOf the hour at which a working day ends
 * @param otherUnclassifiedDays working days for what is neither biology nor pathology
 * @param normalDays working days for a normal result
 * @param criticalDecision from taking charge to deciding
 * @param decisionDays the same in working days, for what is neither critical nor urgent
 * @param criticalOutcome from the decision to the patient
 * @param criticalOutcomeRepeat between two reminders after that
 * @param outcomeDays calendar days for what is neither critical nor urgent
 * @param expectedBiology from the order to the day by which a biology result is expected
 * @param expectedOther the same for imaging and all else
 * @param expectedUrgent the same for an urgent order of any kind
 */
public record Times(
    Duration criticalRung,
    Duration criticalRepeat,
    Duration urgentRung,
    LocalTime noonOf,
    LocalTime endOf,
    int otherUnclassifiedDays,
    int normalDays,
    Duration criticalDecision,
    Duration urgentDecision,
    int decisionDays,
    Duration criticalOutcome,
    Duration criticalOutcomeRepeat,
    int outcomeDays,
    Duration expectedBiology,
    Duration expectedOther,
    Duration expectedUrgent) {

  /** Design section 3. */
  public static final Times DEFAULT =
      new Times(
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          LocalTime.NOON,
          LocalTime.of(18, 0),
          2,
          5,
          Duration.ofHours(1),
          Duration.ofHours(4),
          2,
          Duration.ofHours(4),
          Duration.ofHours(1),
          7,
          Duration.ofDays(7),
          Duration.ofDays(15),
          Duration.ofDays(1));

  /** How long the result of an order may take before the requester is told that nothing came. */
  public Duration expectedIn(ReportKind kind, boolean urgent) {
    return urgent ? expectedUrgent : kind == ReportKind.BIOLOGY ? expectedBiology : expectedOther;
  }
}
