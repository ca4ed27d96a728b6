// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.ReceiptRule;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.MailReceipt;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a mailbox or a software says of a mail of ours: it moves the delivery, never the
 * responsibility.
 */
final class MailReceipts {
  private static final String MISMATCH = "904";

  private final NextDoor doors;
  private final ProducerNews producers;

  MailReceipts(Rules rules, Ids ids) {
    this.doors = new NextDoor(new Outbox(ids, rules.sheets()), ids);
    this.producers = new ProducerNews(ids);
  }

  /** The one mail of ours that is named; empty when there is none, or more than one. */
  static Optional<Delivery> about(Transaction tx, Collection<String> named) {
    List<Delivery> known =
        named.stream()
            .distinct()
            .map(tx::delivery)
            .flatMap(Optional::stream)
            .filter(delivery -> delivery.channel().equals(Channel.MAIL.code()))
            .toList();
    return known.size() == 1 ? Optional.of(known.get(0)) : Optional.empty();
  }

  ReceiptRule.Next next(Transaction tx, Delivery delivery, MailReceipt.Kind kind) {
    boolean trying =
        delivery.state() == DeliveryState.READY
            && tx.attemptsOf(delivery.followUp()).stream()
                .filter(attempt -> attempt.delivery().id().equals(delivery.id()))
                .anyMatch(attempt -> attempt.outcome() == null);
    return ReceiptRule.of(
        delivery.state(), delivery.attempts() > 0, trying, heard(tx, delivery).kinds(), kind);
  }

  static MailHeard heard(Transaction tx, Delivery delivery) {
    return tx.records().get(MailHeard.class, MailHeard.idOf(delivery)).orElse(MailHeard.NOTHING);
  }

  /** Writes what was said and does what the rule says. */
  void note(
      Transaction tx, Delivery delivery, MailReceipt said, ReceiptRule.Next next, Instant now) {
    MailHeard heard = heard(tx, delivery);
    tx.records().put(MailHeard.class, MailHeard.idOf(delivery), heard.and(said, now), List.of());
    if (endsSilence(said.kind())) {
      tx.records().mails().heard(delivery.id());
    }
    tx.audit(
        new AuditLine(
            now,
            delivery.recipient(),
            AuditLine.Action.RECEIPT,
            delivery.followUp(),
            delivery.channel()
                + " "
                + said.kind().name()
                + (said.errorCode() == null ? "" : " " + said.errorCode())
                + " "
                + next.name()));
    producers.heard(tx, delivery, said, now);
    switch (next) {
      case NOTED, WAIT -> {}
      case CONFIRMED -> tx.heard(delivery.id(), DeliveryState.CONFIRMED, null);
      case SEND_AGAIN -> tx.heard(delivery.id(), DeliveryState.READY, now);
      case NEXT_DOOR -> {
        doors.leave(tx, delivery, refusal(said.errorCode()), DeliveryState.EXPIRED, now);
        if (MISMATCH.equals(said.errorCode())) {
          doors.tell(tx, delivery, refusal(said.errorCode()), now);
        }
      }
      case TELL_OWNER ->
          doors.tell(
              tx,
              delivery,
              "le logiciel a dit que le document était intégré, puis qu'il ne l'était pas.",
              now);
    }
  }

  private static boolean endsSilence(MailReceipt.Kind kind) {
    return switch (kind) {
      case DELIVERED, DISPLAYED, PROCESSED, NOT_DELIVERED, REFUSED -> true;
      case DELAYED, OTHER, ELSEWHERE -> false;
    };
  }

  /** The errors of MSSanté ("Transmission au LPS", 900 to 906) in words. */
  private static String refusal(@Nullable String code) {
    String words =
        switch (code == null ? "" : code) {
          case "900" -> "la version à remplacer n'est pas la bonne";
          case "901" -> "l'auteur n'y est pas admis";
          case "902" -> "le patient y est inconnu";
          case "903" -> "l'INS manque";
          case "904" -> "l'INS n'est pas celle de son dossier : vérifiez l'identité";
          case "905" -> "l'INS est incomplète";
          default -> "sans motif reconnu";
        };
    return "le logiciel n'a pas intégré le document"
        + (code == null ? "" : " (erreur " + code + ")")
        + ", "
        + words
        + " ; le courriel est dans sa boîte.";
  }
}
