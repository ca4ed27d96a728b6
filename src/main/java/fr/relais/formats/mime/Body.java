// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import fr.relais.core.model.Delivery;
import fr.relais.core.model.Digest;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Order;
import fr.relais.core.model.Report;
import fr.relais.formats.french.FrenchDates;
import fr.relais.formats.french.LetterWords;
import fr.relais.formats.french.NoticeWords;
import fr.relais.formats.french.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of the mail: six lines that stand alone (why you, what, before when, take charge, refuse
 * or hand over, contact). The values are in the documents, not here.
 */
final class Body {
  private final Letter letter;
  private final Links links;
  private final String reference;

  Body(Letter letter) {
    this.letter = letter;
    this.links = new Links(letter);
    this.reference = letter.followUp().reference();
  }

  String ofResult(Report report) {
    if (letter.onlyCopy()) {
      return lines(
          List.of(
              "Pourquoi vous : " + letter.why(),
              what(report),
              "Copie, aucune réponse attendue.",
              "Voir : " + links.seen(),
              contact()));
    }
    return lines(
        List.of(
            "Pourquoi vous : " + letter.why(), what(report), when(), take(), refuse(), contact()));
  }

  String ofVisit(Report report) {
    return lines(
        List.of(
            "Quoi : " + LetterWords.title(report) + ", écrit par " + letter.owner().title() + ".",
            "Copie : rien ne vous est demandé ; " + letter.owner().title() + " a vu le patient.",
            "Voir la pièce jointe."));
  }

  /** Neither name nor value: a notice is read on the lock screen of a telephone. */
  String ofNotice() {
    Delivery.Kind kind = letter.delivery().kind();
    String said = "Relais : " + NoticeWords.of(kind);
    return switch (kind) {
      case NOTICE_ACT, NOTICE_RUNG, NOTICE_OFFER ->
          lines(List.of(said, "Référence " + reference + ".", take(), refuse()));
      case NOTICE_DIGEST -> ofDigest(said);
      case NOTICE_APPOINTMENT -> lines(List.of(said, "Rendez-vous (réf. " + reference + ")."));
      case NOTICE_STAND_DOWN,
          NOTICE_CORRECTED,
          NOTICE_PATIENT,
          VISIT_REPORT,
          RESULT,
          DMP_PUBLISH,
          DMP_DELETE,
          ACKNOWLEDGEMENT ->
          lines(List.of(said, "Référence " + reference + ".", "Voir : " + links.seen()));
    };
  }

  /** Counts, then one line for each: reference, urgency, deadline. No name, no value. */
  private String ofDigest(String said) {
    List<String> lines = new ArrayList<>(List.of(said));
    Digest digest = letter.digest();
    if (digest != null) {
      lines.add(counts(digest));
      digest.lines().forEach(line -> lines.add(line(line)));
    }
    lines.add("Votre liste : " + links.list());
    return lines(lines);
  }

  private static String counts(Digest digest) {
    return Arrays.stream(FollowUpPriority.values())
        .filter(priority -> digest.of(priority) > 0)
        .map(priority -> LetterWords.priority(priority) + " : " + digest.of(priority))
        .collect(Collectors.joining(" ; "));
  }

  private static String line(Digest.Line line) {
    return "Référence "
        + line.reference()
        + " : "
        + LetterWords.priority(line.priority())
        + (line.offered() ? ", proposé par un confrère" : "")
        + (line.deadline() == null
            ? ", sans échéance"
            : ", avant le " + FrenchDates.moment(line.deadline()));
  }

  private String what(Report report) {
    String status = LetterWords.status(report.status());
    Order order = letter.order();
    String by = letter.requester() == null ? "" : " ; prescrit par " + letter.requester().title();
    return "Quoi : "
        + LetterWords.priority(letter.followUp().priority())
        + ", "
        + LetterWords.title(report)
        + (status.isEmpty() ? "" : " ; " + status)
        + (letter.corrects() && !report.status().withdraws()
            ? " ; annule et remplace ce que vous aviez reçu"
            : "")
        + by
        + (order == null ? "" : " le " + FrenchDates.moment(order.orderedAt()))
        + (letter.site() == null ? "" : " (" + letter.site().name() + ")")
        + " ; voir les pièces jointes.";
  }

  private String when() {
    Order order = letter.order();
    String deadline = LetterWords.deadline(letter);
    String instruction =
        order == null || order.instruction() == null || order.instruction().isBlank()
            ? ""
            : " Consigne du prescripteur : " + order.instruction();
    return letter.toOwner()
        ? "Avant quand : prise en charge attendue " + deadline + "." + instruction
        : "Copie : rien ne vous est demandé, "
            + letter.owner().title()
            + " est responsable ("
            + deadline
            + ")."
            + instruction;
  }

  private String take() {
    boolean critical = letter.followUp().priority() == FollowUpPriority.CRITICAL;
    return "Je prends en charge : "
        + links.take()
        + " ou répondez JE PRENDS "
        + reference
        + " en première ligne."
        + (critical ? "" : " Vu, rien à faire : " + links.seen());
  }

  private String refuse() {
    return "Je ne peux pas : "
        + links.refuse()
        + " ou répondez JE NE PEUX PAS "
        + reference
        + ". Transmettre : "
        + links.handOver();
  }

  private String contact() {
    String others =
        letter.others().isEmpty() ? "personne d'autre" : String.join(", ", letter.others());
    return "Joindre le patient : "
        + links.reachPatient()
        + " Noter l'appel du laboratoire : "
        + links.laboratoryCall()
        + " Aussi prévenus : "
        + others
        + ".";
  }

  private static String lines(List<String> lines) {
    return String.join("\r\n", lines.stream().map(Plain::line).toList()) + "\r\n";
  }
}
