// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.Moves;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Two follow-ups that turned out to be one. */
record Merge(Rules rules) {

  /** The most advanced state; of two alike, the older one. */
  static FollowUp mostAdvanced(List<FollowUp> same) {
    return same.stream()
        .max(
            Comparator.comparingInt((FollowUp f) -> rank(f.state()))
                .thenComparing(FollowUp::receivedAt, Comparator.reverseOrder())
                .thenComparing(FollowUp::id, Comparator.reverseOrder()))
        .orElseThrow();
  }

  private static int rank(FollowUpState state) {
    return switch (state) {
      case OPEN -> 0;
      case OPENED -> 1;
      case WITHDRAWN -> 2;
      case TAKEN -> 3;
      case IN_PROGRESS -> 4;
      case CONCLUDED -> 5;
    };
  }

  /**
   * Ends the other and gives all that it had to the survivor.
   *
   * @return the step of the survivor, for the caller to save
   */
  FollowUpMachine.Step into(Transaction tx, FollowUp survivor, FollowUp other, Instant now) {
    FollowUpMachine.Step merged =
        Moves.merged(other, survivor.id(), rules.context(tx.roster(), other, now));
    tx.save(merged.row(), List.of(merged.event()));
    tx.moveAll(other.id(), survivor.id());
    new Diary(tx).moveAll(other.id(), survivor.id());
    return Moves.joined(survivor, other, rules.context(tx.roster(), survivor, now));
  }
}
