// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.FollowUpPriority;

/**
 * What goes to the declared médecin traitant, by priority. He owns nothing until he accepts;
 * nothing urgent waits for his answer. The table that a clinician reads is {@code
 * test-fixtures/decisions/general-practitioner.md}.
 */
public final class GeneralPractitioners {

  private GeneralPractitioners() {}

  /** What he gets. */
  public enum Share {
    NOTHING,
    /** The result, marked as a copy: it asks nothing. */
    COPY,
    /** An offer, and the result with it: the giver stays responsible until he accepts. */
    OFFER,
    /**
     * The result at once, and he may take charge of it: requester and duty doctor act meanwhile.
     */
    INFORMED
  }

  /**
   * @param reachable whether he is known, may practise and is not away
   * @param owns whether he is the owner already
   * @param offeredElsewhere whether the result is offered to someone else by a rule
   * @param copiesOnly whether he refused, or let two offers lapse, for this patient lately
   */
  public static Share share(
      FollowUpPriority priority,
      boolean reachable,
      boolean owns,
      boolean offeredElsewhere,
      boolean copiesOnly) {
    if (!reachable || owns) {
      return Share.NOTHING;
    }
    if (copiesOnly) {
      return Share.COPY;
    }
    return switch (priority) {
      case CRITICAL, URGENT -> Share.INFORMED;
      case ABNORMAL, UNCLASSIFIED -> offeredElsewhere ? Share.COPY : Share.OFFER;
      case NORMAL -> Share.COPY;
    };
  }
}
