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
  private static final String STILL_IN_FORCE =
      "Le dernier document déposé prend la place de plusieurs, et n'a pu en remplacer qu'un : un"
          + " document plus ancien reste en vigueur au DMP. Supprimez-le avec le logiciel DMP de ce"
          + " lieu, ou dites qu'il peut y rester.";

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

  /**
   * Nothing is asked any more once the document is gone, or another took its place, and nothing
   * else of the result stands beside that. A document replaces one: a second one that it should
   * have replaced too stays in force, and is asked about.
   */
  static void noted(Transaction tx, Ended ended, Ids ids) {
    if (ended.outcome() != AttemptOutcome.OK || !takesOut(tx, ended.delivery())) {
      return;
    }
    String followUp = ended.delivery().followUp();
    DmpHistory history = DmpHistory.of(tx, tx.versions(followUp));
    if (history.there().stream().allMatch(one -> one.id().equals(ended.delivery().id()))) {
      open(tx, followUp)
          .toList()
          .forEach(item -> tx.save(Questions.close(item, WorkItemState.ANSWERED)));
    } else if (history.outlived(ended.delivery().id())) {
      tx.followUp(followUp).ifPresent(row -> ask(tx, row, STILL_IN_FORCE, ids, ended.at()));
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
