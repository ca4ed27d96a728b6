// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.DmpAnswers;
import fr.relais.core.decide.ProducerAcknowledgements.Seen;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.MailReceipt;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Recipient;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import fr.relais.flow.ProducerDesk.Fact;
import fr.relais.flow.ProducerDesk.ProducerAsked;
import fr.relais.flow.Transaction.Ended;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what a producer is to be told in what became of a filing or of a mail. */
final class ProducerNews {
  private static final Pattern SMTP = Pattern.compile("MAIL_([45]\\d\\d)");
  private static final Pattern REPLY = Pattern.compile("\\d{3}");
  private static final String CAME_BACK = "CAME_BACK";

  private final ProducerDesk desk;

  ProducerNews(Ids ids) {
    this.desk = new ProducerDesk(ids);
  }

  /** A try has ended. */
  void ended(Transaction tx, Ended ended) {
    if (ended.delivery().kind() == Delivery.Kind.ACKNOWLEDGEMENT) {
      if (ended.detail().equals(Retries.NO_LONGER_ALLOWED)) {
        desk.moved(tx, ended.delivery(), ended.at());
      }
    } else if (ended.delivery().kind().toDmp()) {
      filed(tx, ended);
    } else if (leftForGood(ended)) {
      refused(tx, ended);
    }
  }

  private static boolean leftForGood(Ended ended) {
    return mail(ended.delivery())
        && ended.outcome() == AttemptOutcome.REFUSED
        && (ended.next() == DeliveryState.EXPIRED || ended.next() == DeliveryState.SECOND_CHANNEL)
        && (ended.detail().equals(CAME_BACK) || SMTP.matcher(ended.detail()).matches());
  }

  private static boolean mail(Delivery delivery) {
    return delivery.kind() == Delivery.Kind.RESULT
        && delivery.channel().equals(Channel.MAIL.code());
  }

  private void filed(Transaction tx, Ended ended) {
    Delivery delivery = ended.delivery();
    DmpDecision decision = tx.records().get(DmpDecision.class, delivery.id()).orElse(null);
    ProducerAsked asked =
        decision == null ? null : ProducerAsked.of(tx, decision.report()).orElse(null);
    if (decision == null || asked == null) {
      return;
    }
    Seen seen = DmpAnswers.seen(ended.detail(), ended.outcome(), ended.next(), tried(tx, delivery));
    boolean copy = decision.filing() != null && decision.filing().copy();
    boolean part = seen.says() && !asked.reports().stream().allMatch(one -> isThere(tx, one));
    Seen whole = copy ? Seen.DMP_COPY : part && tookIt(seen) ? Seen.DMP_TOOK_A_PART : seen;
    desk.tell(
        tx,
        asked,
        new Fact(
            "dmp-" + asked.reports().get(0),
            delivery,
            true,
            whole,
            DmpAnswers.of(ended.detail()).map(DmpAnswers::code).orElse(null),
            null,
            null,
            ended.at()));
  }

  private static boolean tookIt(Seen seen) {
    return seen == Seen.DMP_TOOK || seen == Seen.DMP_AS_WE_TRIED;
  }

  /** Whether an earlier try of this filing has had no answer. */
  private static boolean tried(Transaction tx, Delivery delivery) {
    String followUp = tx.delivery(delivery.id()).orElse(delivery).followUp();
    return delivery.attempts() > 1
        && tx.attemptsOf(followUp).stream()
            .filter(attempt -> attempt.delivery().id().equals(delivery.id()))
            .anyMatch(attempt -> attempt.outcome() == AttemptOutcome.UNKNOWN);
  }

  /** Whether nothing of this report is still to be filed, and nothing of it was refused. */
  private static boolean isThere(Transaction tx, String report) {
    return tx
        .records()
        .find(DmpDecision.class, DmpDecision.keys(report), DmpDecision.FOUND_MAX)
        .stream()
        .filter(decision -> decision.filing() != null)
        .reduce((first, second) -> second)
        .flatMap(decision -> tx.delivery(decision.id()))
        .map(Delivery::state)
        .map(state -> state == DeliveryState.SENT || state == DeliveryState.CONFIRMED)
        .orElse(true);
  }

  private void refused(Transaction tx, Ended ended) {
    Matcher smtp = SMTP.matcher(ended.detail());
    String said =
        smtp.matches() ? smtp.group(1) : MailReceipts.heard(tx, ended.delivery()).failure();
    String code = said != null && REPLY.matcher(said).matches() ? said : null;
    told(tx, ended.delivery(), Seen.MAIL_REFUSED, code, null, ended.at());
  }

  /** A mailbox or a software spoke of a mail of ours. */
  void heard(Transaction tx, Delivery delivery, MailReceipt said, Instant now) {
    Seen seen =
        switch (said.kind()) {
          case DELIVERED -> Seen.MAIL_DELIVERED;
          case DISPLAYED -> Seen.MAIL_DISPLAYED;
          case PROCESSED -> Seen.MAIL_PROCESSED;
          case REFUSED -> Seen.MAIL_NOT_INTEGRATED;
          case NOT_DELIVERED -> Seen.MAIL_AGAIN;
          case DELAYED, OTHER, ELSEWHERE -> Seen.MAIL_NOTHING;
        };
    if (mail(delivery) && seen.says()) {
      told(tx, delivery, seen, said.errorCode(), said.finalRecipient(), now);
    }
  }

  /**
   * @param spokeFor the mailbox that a notice speaks for; null when it does not say, or for a
   *     refusal of the one that we wrote to
   */
  private void told(
      Transaction tx,
      Delivery delivery,
      Seen seen,
      @Nullable String code,
      @Nullable String spokeFor,
      Instant now) {
    ProducerAsked asked = ProducerAsked.of(tx, delivery.subject()).orElse(null);
    Practitioner who = tx.roster().practitioner(delivery.recipient()).orElse(null);
    if (asked == null || who == null) {
      return;
    }
    boolean forwarded = spokeFor != null && !spokeFor.equalsIgnoreCase(delivery.address());
    desk.tell(
        tx,
        asked,
        new Fact(
            "mail-" + delivery.id(),
            delivery,
            named(tx, delivery, who),
            seen,
            code,
            forwarded ? spokeFor : delivery.address(),
            forwarded || who.rpps() == null ? null : "8" + who.rpps(),
            now));
  }

  /** Whether the message is for him: its requester, or someone to whom it asks that a copy goes. */
  private static boolean named(Transaction tx, Delivery delivery, Practitioner who) {
    String followUp = tx.delivery(delivery.id()).orElse(delivery).followUp();
    FollowUp row = tx.followUp(followUp).orElse(null);
    Optional<Report> report =
        tx.versions(followUp).stream()
            .filter(version -> version.id().equals(delivery.subject()))
            .map(ReportVersion::report)
            .findFirst();
    return row != null && who.id().equals(row.requester())
        || report.filter(r -> names(r, who, delivery.address())).isPresent();
  }

  private static boolean names(Report report, Practitioner who, String mailbox) {
    return is(report.requester(), who)
        || report.recipients().stream().anyMatch(one -> is(one, who, mailbox));
  }

  private static boolean is(Recipient one, Practitioner who, String mailbox) {
    return is(one.practitioner(), who) || mailbox.equalsIgnoreCase(one.address());
  }

  private static boolean is(@Nullable PractitionerReference one, Practitioner who) {
    return one != null && one.rpps() != null && one.rpps().equals(who.rpps());
  }
}
