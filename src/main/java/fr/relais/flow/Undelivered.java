// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Refusals;
import fr.relais.core.model.Channel;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Transaction.Ended;
import java.util.Locale;

/** What no door of its recipient took. */
final class Undelivered {
  private Undelivered() {}

  /** No door of the recipient opens: whoever is responsible must know, once. */
  static void tellOwner(Transaction tx, Ended ended, Ids ids) {
    FollowUp row = tx.followUp(ended.delivery().followUp()).orElse(null);
    boolean asked =
        row == null
            || !row.state().live()
            || tx.workItemsOf(row.id()).stream()
                .anyMatch(w -> w.question() == WorkItem.Question.NOT_DELIVERED);
    if (!asked) {
      tx.save(
          Questions.ask(
              ids.next(), row, WorkItem.Question.NOT_DELIVERED, sentence(tx, ended), ended.at()));
    }
  }

  private static String sentence(Transaction tx, Ended ended) {
    if (ended.delivery().kind().toDmp()) {
      String why = Refusals.of(ended.detail()).map(Refusals::french).orElse("refusé");
      return "Non publié au DMP : " + why + ".";
    }
    String who =
        tx.roster()
            .practitioner(ended.delivery().recipient())
            .map(Practitioner::title)
            .orElse("un destinataire");
    String door = Channel.valueOf(ended.delivery().channel().toUpperCase(Locale.ROOT)).french();
    return "Rien ne parvient à " + who + " (" + door + ").";
  }
}
