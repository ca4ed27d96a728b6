// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Act;
import fr.relais.core.decide.Acts;
import fr.relais.core.decide.Attribution;
import fr.relais.core.decide.Cover;
import fr.relais.core.decide.Ladder.Stand;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.OriginalMessage;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Mailbox.IncomingMail;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What someone whom we wrote to answers in his own words. It is tied to its follow-up by our own
 * identifiers or our own reference in its subject, from the mailbox that we wrote to; or by the
 * reference of exactly one open follow-up in its subject or words, from the mailbox of someone who
 * answers for it or was told of it. Whoever is responsible reads it. It is never taken as an act.
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

  /**
   * What a mail answers, and who wrote it.
   *
   * @param writer id of the practitioner
   */
  record Answered(FollowUp row, String writer) {}

  /** What it answers; empty when that is not certain. */
  static Optional<Answered> answered(Transaction tx, IncomingMail mail, Instant now) {
    String said = mail.words() == null ? mail.automatic() : mail.words();
    if (said == null || mail.from().isEmpty()) {
      return Optional.empty();
    }
    List<Delivery> named =
        mail.about().stream()
            .map(tx::delivery)
            .flatMap(Optional::stream)
            .filter(delivery -> writtenTo(delivery, mail.from()))
            .toList();
    List<Delivery> found = named.isEmpty() ? bySubject(tx, mail).toList() : named;
    return found.isEmpty() ? inWords(tx, mail, said, now) : only(tx, found);
  }

  /** The first, when all are about one follow-up. */
  private static Optional<Answered> only(Transaction tx, List<Delivery> found) {
    List<Optional<FollowUp>> rows =
        found.stream().map(delivery -> standing(tx, tx.followUp(delivery.followUp()))).toList();
    boolean one = rows.stream().map(row -> row.map(FollowUp::id)).distinct().count() == 1;
    return one
        ? rows.get(0).map(row -> new Answered(row, found.get(0).recipient()))
        : Optional.empty();
  }

  private static Stream<Delivery> bySubject(Transaction tx, IncomingMail mail) {
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

  /** Another open follow-up that is named too leaves a doubt, whoever answers for it. */
  private static Optional<Answered> inWords(
      Transaction tx, IncomingMail mail, String said, Instant now) {
    Practitioner writer = writer(tx.roster(), mail.from(), now).orElse(null);
    if (writer == null) {
      return Optional.empty();
    }
    Map<String, FollowUp> open = new HashMap<>();
    for (String reference : MailReferences.in(mail.subject() + "\n" + said)) {
      standing(tx, tx.byReference(reference))
          .filter(row -> row.state() != FollowUpState.CONCLUDED)
          .ifPresent(row -> open.put(row.id(), row));
    }
    return open.size() == 1
        ? open.values().stream()
            .filter(row -> told(tx, row, writer.id()))
            .map(row -> new Answered(row, writer.id()))
            .findFirst()
        : Optional.empty();
  }

  private static boolean told(Transaction tx, FollowUp row, String person) {
    return person.equals(row.owner()) || tx.recipientsOf(row.id()).contains(person);
  }

  /** Whose mailbox it is, on that day. */
  static Optional<Practitioner> writer(Roster roster, String from, Instant now) {
    return roster.practitioners().stream()
        .filter(p -> from.equals(roster.mailboxOf(p, now)))
        .findFirst();
  }

  /** The follow-up, or the one that took its place. */
  private static Optional<FollowUp> standing(Transaction tx, Optional<FollowUp> named) {
    Optional<FollowUp> row = named;
    for (int hop = 0; hop < HOPS_MAX && row.map(FollowUp::mergedInto).isPresent(); hop++) {
      row = row.map(FollowUp::mergedInto).flatMap(tx::followUp);
    }
    return row;
  }

  /** Asks the owner of the follow-up to read it, by the follow-up's time. */
  void attach(Transaction tx, IncomingMail mail, Answered answered, Instant now) {
    if (mail.words() == null) {
      automatic(tx, mail, answered, now);
      return;
    }
    ask(
        tx,
        mail,
        answered,
        answered.row().owner(),
        "Réponse de "
            + title(tx, answered.writer())
            + " par messagerie sécurisée ; elle ne vaut ni prise en charge ni refus.\n"
            + Objects.requireNonNull(mail.words()),
        now);
  }

  /**
   * A mailbox answered in the place of its doctor: no answer. The owner reads it; the duty doctor,
   * when it is the owner's own and nobody has taken charge yet.
   */
  private void automatic(Transaction tx, IncomingMail mail, Answered answered, Instant now) {
    FollowUp row = answered.row();
    boolean waits = Acts.allowedStates(Act.Kind.OPEN).contains(row.state());
    boolean absent = waits && answered.writer().equals(row.owner());
    ask(
        tx,
        mail,
        answered,
        absent
            ? Attribution.holder(Cover.of(tx.roster(), row.site(), "", now), Stand.DUTY_DOCTOR)
            : row.owner(),
        "La boîte de "
            + title(tx, answered.writer())
            + " a répondu automatiquement, peut-être parce qu'il est absent ; ce n'est pas sa"
            + " réponse, et elle ne vaut ni prise en charge ni refus.\n"
            + Objects.requireNonNull(mail.automatic()),
        now);
  }

  private static String title(Transaction tx, String writer) {
    return tx.roster().practitioner(writer).map(Practitioner::title).orElse("un destinataire");
  }

  /**
   * An exact answer that did nothing: whoever answers for the result reads it, for its writer may
   * believe that it counted. Nothing is asked where he is misled in nothing: who took charge says
   * so again, or "seen" came late.
   */
  void refused(
      Transaction tx, IncomingMail mail, String writer, Reply reply, String why, Instant now) {
    FollowUp row = standing(tx, tx.byReference(reply.reference())).orElse(null);
    if (row == null || harmless(row, writer, reply)) {
      return;
    }
    String said = mail.words() == null ? mail.firstLine() : mail.words();
    ask(
        tx,
        mail,
        new Answered(row, writer),
        row.owner(),
        "Réponse de "
            + title(tx, writer)
            + " par messagerie sécurisée, refusée : elle n'a rien changé et ne vaut pas prise en"
            + " charge, car « "
            + why
            + " »"
            + (writer.equals(row.owner()) ? "" : " Il n'en est pas averti : dites-le-lui.")
            + "\n"
            + Objects.requireNonNullElse(said, ""),
        now);
  }

  private static boolean harmless(FollowUp row, String writer, Reply reply) {
    return switch (reply.act()) {
      case TAKE -> writer.equals(row.owner()) && row.state() != FollowUpState.WITHDRAWN;
      case OPEN -> !Acts.allowedStates(Act.Kind.OPEN).contains(row.state());
      case GIVE_UP,
          DECIDE,
          ATTEMPT_FAILED,
          NOTE_OUTCOME,
          SEE_WITHDRAWAL,
          REOPEN,
          OFFER,
          ACCEPT,
          REFUSE,
          CANNOT,
          NOTE_CALL ->
          false;
    };
  }

  /** Keeps the mail under its follow-up, with the question. */
  private void ask(
      Transaction tx,
      IncomingMail mail,
      Answered answered,
      String owner,
      String evidence,
      Instant now) {
    FollowUp row = answered.row();
    OriginalMessage original =
        new OriginalMessage(ids.next(), answered.writer(), "mail", now, mail.raw());
    if (tx.keep(original).isPresent()) {
      return;
    }
    tx.addUnread(row.id(), ids.next(), original.id(), mail.raw());
    tx.answered(original.id(), Acknowledgement.Kind.STORED);
    tx.save(Questions.ask(ids.next(), row, owner, WorkItem.Question.ANSWER_TO_READ, evidence, now));
    tx.audit(
        new AuditLine(now, answered.writer(), AuditLine.Action.ASKED, row.id(), "ANSWER_TO_READ"));
  }
}
