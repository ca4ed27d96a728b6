// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.OriginalMessage;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Mailbox.IncomingMail;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What someone whom we wrote to answers in his own words. It is tied to its follow-up by our own
 * identifiers or our own reference, and only from the mailbox that we wrote to; whoever is
 * responsible reads it. It is never taken as an act.
 */
final class MailAnswers {
  private static final int HOPS_MAX = 5;

  /** As our subjects write it: {@code (réf. 7F3K)}. */
  private static final Pattern REFERENCE =
      Pattern.compile("(?i:\\br(?:é|e\u0301|e)f\\.?)[ \u00a0:]{0,3}([2-9A-HJ-NP-Z]{4})\\b");

  private final Ids ids;

  MailAnswers(Ids ids) {
    this.ids = ids;
  }

  /** What it answers; empty when that is not certain. */
  static Optional<Delivery> answered(Transaction tx, IncomingMail mail) {
    if (mail.words() == null || mail.from().isEmpty()) {
      return Optional.empty();
    }
    List<Delivery> named =
        mail.about().stream()
            .map(tx::delivery)
            .flatMap(Optional::stream)
            .filter(delivery -> writtenTo(delivery, mail.from()))
            .toList();
    return only(tx, named.isEmpty() ? byReference(tx, mail).toList() : named);
  }

  /** The first, when all are about one follow-up. */
  private static Optional<Delivery> only(Transaction tx, List<Delivery> found) {
    boolean one =
        found.stream().map(delivery -> standing(tx, delivery).map(FollowUp::id)).distinct().count()
            == 1;
    return one ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static Stream<Delivery> byReference(Transaction tx, IncomingMail mail) {
    Matcher reference = REFERENCE.matcher(mail.subject());
    return reference.find()
        ? tx
            .byReference(reference.group(1))
            .map(row -> tx.deliveriesOf(row.id()))
            .orElse(List.of())
            .stream()
            .filter(delivery -> writtenTo(delivery, mail.from()))
        : Stream.empty();
  }

  private static boolean writtenTo(Delivery delivery, String from) {
    return delivery.channel().equals(Channel.MAIL.code())
        && delivery.attempts() > 0
        && delivery.address().equalsIgnoreCase(from);
  }

  /** The follow-up, or the one that took its place. */
  private static Optional<FollowUp> standing(Transaction tx, Delivery delivery) {
    Optional<FollowUp> row = tx.followUp(delivery.followUp());
    for (int hop = 0; hop < HOPS_MAX && row.map(FollowUp::mergedInto).isPresent(); hop++) {
      row = row.map(FollowUp::mergedInto).flatMap(tx::followUp);
    }
    return row;
  }

  /** Keeps the mail under its follow-up and asks its owner to read it, by the follow-up's time. */
  void attach(Transaction tx, IncomingMail mail, Delivery answered, Instant now) {
    FollowUp row = standing(tx, answered).orElse(null);
    OriginalMessage original =
        new OriginalMessage(ids.next(), answered.recipient(), "mail", now, mail.raw());
    if (row == null || tx.keep(original).isPresent()) {
      return;
    }
    tx.addUnread(row.id(), ids.next(), original.id(), mail.raw());
    tx.answered(original.id(), Acknowledgement.Kind.STORED);
    String who =
        tx.roster()
            .practitioner(answered.recipient())
            .map(Practitioner::title)
            .orElse("un destinataire");
    tx.save(
        Questions.ask(
            ids.next(),
            row,
            WorkItem.Question.ANSWER_TO_READ,
            "Réponse de "
                + who
                + " par messagerie sécurisée ; elle ne vaut ni prise en charge ni refus.\n"
                + Objects.requireNonNull(mail.words()),
            now));
    tx.audit(
        new AuditLine(
            now, answered.recipient(), AuditLine.Action.ASKED, row.id(), "ANSWER_TO_READ"));
  }
}
