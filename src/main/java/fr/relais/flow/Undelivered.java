// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Refusals;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Transaction.Ended;
import java.time.Instant;
import java.util.Locale;

/** What no door of its recipient took. */
final class Undelivered {
  private Undelivered() {}

  /** No door of the recipient opens: whoever is responsible must know, once for each door. */
  static void tellOwner(Transaction tx, Ended ended, Ids ids) {
    String sentence = sentence(tx, ended);
    if (ended.delivery().kind() == Delivery.Kind.DMP_DELETE) {
      tx.followUp(ended.delivery().followUp())
          .ifPresent(row -> LeftInDmp.ask(tx, row, sentence, ids, ended.at()));
    } else {
      tellOwner(tx, ended.delivery(), sentence, ids, ended.at());
    }
  }

  private static String sentence(Transaction tx, Ended ended) {
    if (ended.delivery().kind().toDmp()) {
      String why = Refusals.of(ended.detail()).map(Refusals::french).orElse("refusé");
      return ended.delivery().kind() == Delivery.Kind.DMP_DELETE
          ? "Non supprimé du DMP : "
              + why
              + ". Un document annulé ou masqué y reste lisible : supprimez-le avec le logiciel DMP"
              + " de ce lieu, ou faites-le masquer par le patient."
          : "Non publié au DMP : " + why + ".";
    }
    String who =
        tx.roster()
            .practitioner(ended.delivery().recipient())
            .map(Practitioner::title)
            .orElse("un destinataire");
    String door = Channel.valueOf(ended.delivery().channel().toUpperCase(Locale.ROOT)).french();
    return "Rien ne parvient à " + who + " (" + door + ").";
  }

  /** What became of a mail that was taken and does not serve; the same words once. */
  static void tellOwner(Transaction tx, Delivery delivery, String evidence, Ids ids, Instant now) {
    FollowUp row = tx.followUp(delivery.followUp()).orElse(null);
    boolean asked =
        row == null
            || !row.state().live()
            || tx.workItemsOf(row.id()).stream()
                .filter(w -> w.question() == WorkItem.Question.NOT_DELIVERED)
                .anyMatch(w -> w.evidence().equals(evidence));
    if (!asked) {
      tx.save(Questions.ask(ids.next(), row, WorkItem.Question.NOT_DELIVERED, evidence, now));
    }
  }
}
