// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.match.BlindKey;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Coding;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.LineageKey;
import fr.relais.core.model.Order;
import fr.relais.core.model.OrderState;
import fr.relais.core.model.OriginalMessage;
import fr.relais.core.model.PatientChoices;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Phone;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.RequestPriority;
import fr.relais.core.model.Sex;
import fr.relais.core.model.Sha256;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import fr.relais.flow.Transaction.Ended;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fictitious things to keep, with valid defaults; everything is named after one word. */
final class Case {
  static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  private Case() {}

  static OriginalMessage original(String word) {
    return original("original-" + word, "labo-" + word, "bytes of " + word);
  }

  static OriginalMessage original(String id, String sender, String text) {
    return new OriginalMessage(
        id, sender, "mllp", NOW, Content.of(text, StandardCharsets.ISO_8859_1));
  }

  static FollowUp followUp(String word) {
    return followUp(word, FollowUpState.OPEN, FollowUpPriority.ABNORMAL, NOW.plusSeconds(3600), 1);
  }

  static FollowUp followUp(
      String word, FollowUpState state, FollowUpPriority priority, Instant due, int seq) {
    return new FollowUp(
        "follow-" + word,
        reference(word),
        state,
        priority,
        ReportKind.BIOLOGY,
        "dr-durand",
        null,
        "dr-durand",
        NOW,
        NOW,
        state.live() ? due : null,
        state.live() ? due : null,
        0,
        0,
        1,
        List.of(),
        null,
        null,
        null,
        seq);
  }

  static String reference(String word) {
    return "R" + Integer.toHexString(word.hashCode());
  }

  static FollowUp merged(FollowUp row, String into) {
    return new FollowUp(
        row.id(),
        row.reference(),
        FollowUpState.CONCLUDED,
        row.priority(),
        row.about(),
        row.owner(),
        row.site(),
        row.requester(),
        row.receivedAt(),
        row.clockStart(),
        null,
        null,
        row.rung(),
        row.hops(),
        row.failedAttempts(),
        row.offers(),
        null,
        null,
        into,
        row.seq() + 1);
  }

  static FollowUpEvent event(int seq, FollowUpEvent.Kind kind) {
    return new FollowUpEvent(
        seq,
        kind,
        NOW,
        "relais",
        "dr-durand",
        FollowUpPriority.ABNORMAL,
        null,
        null,
        "motif " + seq,
        "rule-1",
        null,
        NOW,
        NOW.plusSeconds(3600),
        NOW.plusSeconds(3600),
        0,
        "node-a");
  }

  static List<FollowUpEvent> received() {
    return List.of(event(1, FollowUpEvent.Kind.RECEIVED));
  }

  static Report report(String family) {
    PatientIdentity patient =
        new PatientIdentity(
            null,
            null,
            IdentityStatus.PROVISIONAL,
            family,
            null,
            List.of("ZOÉ"),
            LocalDate.of(1990, 2, 3),
            Sex.F,
            null,
            List.of(),
            List.of(),
            null);
    return Report.builder(ReportKind.BIOLOGY, ReportStatus.FINAL, patient)
        .title("Kaliémie")
        .narrative(List.of("Potassium 6,9 mmol/L"))
        .build();
  }

  static ReportVersion version(String word, int arrival) {
    return new ReportVersion(
        "report-" + word + "-" + arrival,
        "original-" + word,
        "999999999",
        false,
        arrival,
        NOW.plusSeconds(arrival),
        report("TESTEUR-" + word));
  }

  static LineageKey lineage(String value) {
    return new LineageKey("999999999", LineageKey.Kind.FILLER, value);
  }

  static BlindKey family(String value) {
    return new BlindKey(BlindKey.Kind.BIRTH_DATE_AND_FAMILY, value);
  }

  static WorkItem question(String word, Instant due) {
    return new WorkItem(
        "question-" + word,
        "follow-" + word,
        WorkItem.Question.REQUESTER_UNKNOWN,
        "dr-durand",
        due == null ? WorkItemState.ANSWERED : WorkItemState.OPEN,
        "Le prescripteur n'est pas dans l'annuaire.",
        List.of("c'est moi", "retour"),
        NOW,
        due);
  }

  static Delivery delivery(
      String id, String followUp, String recipient, FollowUpPriority priority) {
    return delivery(id, followUp, "report-1", recipient, Channel.FOLDER, priority);
  }

  /**
   * @param subject null for a notice
   */
  static Delivery delivery(
      String id,
      String followUp,
      @Nullable String subject,
      String recipient,
      Channel channel,
      FollowUpPriority priority) {
    return new Delivery(
        id,
        followUp,
        subject == null ? Delivery.Kind.NOTICE_ACT : Delivery.Kind.RESULT,
        subject,
        recipient,
        channel.code(),
        "dossier-" + recipient,
        priority,
        DeliveryState.READY,
        NOW,
        0,
        0);
  }

  static Ended ended(
      Delivery delivery, AttemptOutcome outcome, DeliveryState next, @Nullable Instant retryAt) {
    return new Ended(
        delivery, outcome, next, retryAt, "CODE", NOW, Sha256.of(new byte[] {1}), "perte");
  }

  /** An order that is expected an hour from now. */
  static Order order(String word) {
    return order(word, RequestPriority.ROUTINE, NOW.plusSeconds(3600));
  }

  static Order order(String word, RequestPriority priority, Instant expectedBy) {
    return new Order(
        "order-" + word,
        "N" + word,
        "P" + word,
        "1.2.3",
        null,
        ReportKind.BIOLOGY,
        new Coding("2823-3", "LN", "Potassium"),
        "Kaliémie",
        priority,
        "dr-durand",
        null,
        NOW,
        report("COMMANDE-" + word).patient(),
        List.of(new Phone("0199001122", "sa fille")),
        "1 rue des Essais",
        null,
        "bilan",
        "si K > 5,5 : rappeler",
        PatientChoices.NONE,
        expectedBy,
        OrderState.EXPECTED,
        expectedBy,
        null);
  }

  /** An order in which everything but ids and codes holds the canary, under the follow-up "s". */
  static Order secretOrder(String canary) {
    Order order = order("s");
    return new Order(
        order.id(),
        "N" + canary,
        "P" + canary,
        "1.2.3." + canary,
        "R" + canary,
        order.kind(),
        new Coding(canary, "L", "Potassium " + canary),
        "Kaliémie " + canary,
        order.priority(),
        order.requester(),
        order.site(),
        order.orderedAt(),
        report(canary).patient(),
        List.of(new Phone("0199001122" + canary, "fille de " + canary)),
        "1 rue " + canary,
        order.generalPractitioner(),
        "motif " + canary,
        "si K > 5,5 : " + canary,
        order.choices(),
        order.expectedBy(),
        order.state(),
        order.nextDue(),
        "follow-s");
  }

  static BlindKey number(String value) {
    return new BlindKey(BlindKey.Kind.ORDER_NUMBER, value);
  }

  static AuditLine line(String subject) {
    return new AuditLine(NOW, "relais", AuditLine.Action.RECEIVED, subject, "STORED");
  }
}
