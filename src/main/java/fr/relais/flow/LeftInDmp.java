// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import fr.relais.flow.Transaction.Ended;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * What Relais put in a DMP, and could not or may not take out. A doctor settles it in the DMP
 * itself and says so here: until then, or until it is taken out after all, it stays asked.
 */
final class LeftInDmp {
  private LeftInDmp() {}

  /** Asks whoever answers for the result, concluded or not; the same words are asked once. */
  static void ask(Transaction tx, FollowUp row, String evidence, Ids ids, Instant now) {
    if (open(tx, row.id()).noneMatch(item -> item.evidence().equals(evidence))) {
      tx.save(
          Questions.ask(
              ids.next(),
              row,
              Questions.answerable(row, tx.roster(), now),
              WorkItem.Question.LEFT_IN_DMP,
              evidence,
              now));
    }
  }

  /** Nothing is asked any more once the document is gone, or another took its place. */
  static void noted(Transaction tx, Ended ended) {
    if (ended.outcome() == AttemptOutcome.OK && takesOut(tx, ended.delivery())) {
      open(tx, ended.delivery().followUp())
          .toList()
          .forEach(item -> tx.save(Questions.close(item, WorkItemState.ANSWERED)));
    }
  }

  private static boolean takesOut(Transaction tx, Delivery delivery) {
    boolean replaces =
        delivery.kind() == Delivery.Kind.DMP_PUBLISH
            && tx.records()
                .get(DmpDecision.class, delivery.id())
                .filter(DmpDecision::replaces)
                .isPresent();
    return replaces || delivery.kind() == Delivery.Kind.DMP_DELETE;
  }

  private static Stream<WorkItem> open(Transaction tx, String followUp) {
    return tx.workItemsOf(followUp).stream()
        .filter(item -> item.question() == WorkItem.Question.LEFT_IN_DMP)
        .filter(item -> item.state() == WorkItemState.OPEN);
  }
}
