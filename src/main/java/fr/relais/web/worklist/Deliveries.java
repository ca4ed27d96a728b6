// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.MailReceipt;
import fr.relais.flow.Cases;
import fr.relais.flow.MailNotice;
import fr.relais.flow.Tried;
import fr.relais.formats.french.FilingWords;
import fr.relais.formats.french.ReceiptWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What was sent about a result, what came of it, and what was said of it, in words of people. */
final class Deliveries {
  private final Cases.Case found;
  private final Times times;

  Deliveries(Cases.Case found, Times times) {
    this.found = found;
    this.times = times;
  }

  /** Every try, the earliest first. */
  List<ResultView.Sent> sent() {
    return found.attempts().stream().map(this::line).toList();
  }

  private ResultView.Sent line(Tried one) {
    return new ResultView.Sent(
        times.of(one.attempt().begunAt()),
        who(one.delivery()),
        what(one.delivery().kind()),
        door(one.delivery().channel()),
        outcome(one),
        one.said().stream().map(this::said).toList(),
        Objects.requireNonNullElse(one.attempt().losses(), ""));
  }

  private String who(Delivery delivery) {
    return delivery.kind().toDmp() ? "DMP du patient" : found.name(delivery.recipient());
  }

  /** What belongs into the history: done in the DMP, or said of a mail. */
  Map<Instant, List<ResultView.Happened>> news() {
    Map<Instant, List<ResultView.Happened>> news = new TreeMap<>();
    for (Tried one : found.attempts()) {
      if (one.endsInDmp()) {
        Instant at = one.attempt().begunAt();
        add(news, at, new ResultView.Happened(times.of(at), inDmp(one), "Relais", ""));
      }
      for (MailNotice notice : one.telling()) {
        Instant at = Objects.requireNonNullElse(notice.at(), one.attempt().begunAt());
        String what =
            what(one.delivery().kind())
                + " par courriel à "
                + who(one.delivery())
                + " : "
                + ReceiptWords.said(notice.kind())
                + ReceiptWords.because(notice.kind(), notice.code());
        add(news, at, new ResultView.Happened(times.of(at), what, "Accusé de messagerie", ""));
      }
    }
    return news;
  }

  private static void add(
      Map<Instant, List<ResultView.Happened>> news, Instant at, ResultView.Happened one) {
    news.computeIfAbsent(at, key -> new ArrayList<>()).add(one);
  }

  private static String inDmp(Tried one) {
    String detail = one.attempt().detail();
    String ended =
        one.attempt().outcome() == AttemptOutcome.OK
            ? FilingWords.done(detail, one.answerLost())
            : "refusé" + DeliveryWords.why(detail);
    return "DMP du patient : " + ended;
  }

  private String said(MailNotice notice) {
    return ReceiptWords.said(notice.kind())
        + (notice.at() == null ? "" : ", " + times.of(notice.at()))
        + ReceiptWords.because(notice.kind(), notice.code());
  }

  private static String what(Delivery.Kind kind) {
    return switch (kind) {
      case RESULT -> "Résultat";
      case NOTICE_ACT -> "Rappel : un résultat attend";
      case NOTICE_RUNG -> "Alerte : ce résultat attend un médecin";
      case NOTICE_OFFER -> "Proposition";
      case NOTICE_STAND_DOWN -> "Plus rien à faire";
      case NOTICE_CORRECTED -> "Le laboratoire a changé le résultat";
      case NOTICE_APPOINTMENT -> "Invitation d'agenda";
      case NOTICE_PATIENT -> "SMS neutre";
      case VISIT_REPORT -> "Compte rendu du rendez-vous";
      case NOTICE_DIGEST -> "Récapitulatif";
      case DMP_PUBLISH -> "Dépôt du document";
      case DMP_DELETE -> "Suppression du document";
      case ACKNOWLEDGEMENT -> "Accusé à l'expéditeur";
    };
  }

  private static String door(String code) {
    for (Channel channel : Channel.values()) {
      if (channel.code().equals(code.toLowerCase(Locale.ROOT))) {
        return channel.french();
      }
    }
    return code;
  }

  /** A delivery that arrived is not a result that someone took charge of. */
  private String outcome(Tried one) {
    AttemptOutcome outcome = one.attempt().outcome();
    if (outcome == null) {
      return one.last() ? "en cours" : "interrompu" + after(one);
    }
    return switch (outcome) {
      case OK -> left(one) + " (essai " + one.number() + ")" + after(one);
      case UNKNOWN -> "sans réponse" + after(one);
      case REFUSED ->
          "non remis"
              + DeliveryWords.why(one.attempt().detail(), one.delivery().kind())
              + after(one);
    };
  }

  /** "Remis" is not said of what did not stay there, or of which nobody knows. */
  private static String left(Tried one) {
    boolean back =
        one.said().stream()
            .map(MailNotice::kind)
            .anyMatch(
                kind -> kind == MailReceipt.Kind.NOT_DELIVERED || kind == MailReceipt.Kind.REFUSED);
    boolean silent = one.last() && one.delivery().state() == DeliveryState.SECOND_CHANNEL;
    return back || silent ? "envoyé" : FilingWords.done(one.attempt().detail(), one.answerLost());
  }

  /** What Relais does next with what did not arrive. */
  private String after(Tried one) {
    if (!one.last()) {
      return one.attempt().outcome() == AttemptOutcome.OK ? "" : " ; réessayé ensuite";
    }
    return switch (one.delivery().state()) {
      case READY -> " ; " + again(one.delivery().runAt());
      case SECOND_CHANNEL ->
          (one.attempt().outcome() == AttemptOutcome.OK && one.said().isEmpty()
                  ? " ; aucun accusé n'est revenu"
                  : "")
              + " ; envoyé ensuite par une autre voie";
      case SENT, CONFIRMED, EXPIRED -> "";
    };
  }

  private String again(Instant at) {
    return at.isAfter(times.now())
        ? "nouvel essai vers " + times.of(at)
        : "nouvel essai dès que possible";
  }
}
