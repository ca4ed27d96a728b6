// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Attribution;
import fr.relais.core.decide.Cover;
import fr.relais.core.decide.CriticalMarks;
import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.Ladder.Stand;
import fr.relais.core.match.Requesters;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.OriginalMessage;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.core.model.WorkItem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what nobody could read: it has an owner, a deadline and a question like any result. */
final class KeepUnread {
  private static final int WORDS_MAX = 4_000;

  private final Rules rules;
  private final Ids ids;
  private final Opening openings;
  private final Write write;

  KeepUnread(Rules rules, Ids ids, Checkpoint checkpoint) {
    this.rules = rules;
    this.ids = ids;
    this.openings = new Opening(ids);
    this.write = new Write(rules, ids, checkpoint);
  }

  /** A share that was not understood: nobody reads it yet, and it has an owner like any result. */
  void unread(
      Transaction tx,
      OriginalMessage original,
      @Nullable Sender sender,
      Decoding.Part part,
      List<Problem> why,
      @Nullable Written written) {
    if (written != null && Written.nothingElse(why)) {
      keepUnread(
          tx,
          original,
          sender,
          part.content(),
          WorkItem.Question.MAIL_TO_READ,
          "Courriel sans document ; vous en répondez jusqu'à ce qu'il soit lu.",
          written.evidence());
      return;
    }
    StringBuilder evidence = new StringBuilder(from(sender));
    for (Problem problem : why) {
      evidence
          .append(problem.place())
          .append(" : ")
          .append(problem.cause())
          .append(' ')
          .append(problem.cure())
          .append('\n');
    }
    evidence.append(beside(part.words()));
    keepUnread(
        tx,
        original,
        sender,
        part.content(),
        UnreadShare.pdf(part.content())
            ? WorkItem.Question.PDF_TO_READ
            : WorkItem.Question.MESSAGE_NOT_UNDERSTOOD,
        "Message non compris avec certitude ; vous en répondez jusqu'à ce qu'il soit lu.",
        evidence.toString());
  }

  /** What a person wrote beside it, which may say whose it is and that it presses. */
  private static String beside(List<String> words) {
    String all = String.join("\n", words);
    return all.isEmpty()
        ? ""
        : "Écrit dans le courriel :\n" + all.substring(0, Math.min(all.length(), WORDS_MAX));
  }

  void failed(Transaction tx, OriginalMessage original, @Nullable Sender sender) {
    keepUnread(
        tx,
        original,
        sender,
        original.content(),
        WorkItem.Question.TREATMENT_FAILED,
        "Relais n'a pas pu traiter ce message ; vous en répondez jusqu'à ce qu'il soit lu.",
        from(sender) + "Traitement interrompu. Prévenez l'opérateur.");
  }

  /** Whom to ask: what was not read does not say it itself. */
  private static String from(@Nullable Sender sender) {
    return "Expéditeur : " + (sender == null ? "inconnu" : sender.name()) + ".\n";
  }

  private void keepUnread(
      Transaction tx,
      OriginalMessage original,
      @Nullable Sender sender,
      Content part,
      WorkItem.Question question,
      String reason,
      String evidence) {
    Roster roster = tx.roster();
    Instant now = original.receivedAt();
    String site = sender == null ? null : sender.site();
    String owner = Attribution.holder(Cover.of(roster, site, "", now), Stand.REFERENT);
    FollowUpPriority priority = CriticalMarks.priorityOf(part);
    Requesters.Found nobody = Requesters.Found.nobody(site);
    FollowUp opening = openings.row(tx, owner, nobody, ReportKind.BIOLOGY, priority, now);
    FollowUpMachine.Step step =
        FollowUpMachine.received(
            opening, priority, true, reason, rules.context(roster, site, owner, now));
    write.unread(
        tx,
        original,
        part,
        step,
        Questions.ask(ids.next(), step.row(), question, evidence, now),
        roster);
  }
}
