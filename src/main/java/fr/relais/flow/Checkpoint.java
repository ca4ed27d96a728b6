// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

/**
 * Told of each step of the walk as it is reached. In production it does nothing; fault tests make
 * it throw, or kill the process.
 */
public interface Checkpoint {
  Checkpoint NONE = step -> {};

  void reached(Step step);

  /** The steps, in the order of the walk. */
  enum Step {
    DECODED,
    KEPT,
    LOCKED,
    CANDIDATES_READ,
    MATCHED,
    DECIDED,
    REPORT_WRITTEN,
    FOLLOW_UP_WRITTEN,
    QUESTIONS_WRITTEN,
    DELIVERIES_WRITTEN,
    AUDITED,
    BEFORE_COMMIT,
    COMMITTED,
    ACT_SAVED,
    ACT_COMMITTED,
    TIMER_CLAIMED,
    TIMER_SAVED,
    TIMER_COMMITTED,
    ATTEMPT_BEGUN,
    SENT,
    OUTCOME_SAVED
  }
}
