// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.FollowUpPriority;

/**
 * An urgency as a page shows it: shape, word, and a level for the colour.
 *
 * @param sign read by nobody: the word says the same
 */
public record UrgencyView(String sign, String word, String level) {

  static UrgencyView of(FollowUpPriority priority) {
    return switch (priority) {
      case CRITICAL -> new UrgencyView("▲▲", priority.french(), "critique");
      case URGENT -> new UrgencyView("▲!", priority.french(), "urgent");
      case ABNORMAL -> new UrgencyView("▲", priority.french(), "anormal");
      case UNCLASSIFIED -> new UrgencyView("■", priority.french(), "muet");
      case NORMAL -> new UrgencyView("●", priority.french(), "normal");
    };
  }
}
