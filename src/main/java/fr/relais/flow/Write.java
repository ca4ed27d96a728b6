// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.FollowUpMachine.Notice;
import fr.relais.core.match.BlindKeys;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.OriginalMessage;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Checkpoint.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes what was decided about an arrival: everything in the transaction that is open. */
final class Write {
  private final Ids ids;
  private final Outbox outbox;
  private final Checkpoint checkpoint;

  Write(Rules rules, Ids ids, Checkpoint checkpoint) {
    this.ids = ids;
    this.outbox = new Outbox(ids, rules.sheets());
    this.checkpoint = checkpoint;
  }

  void opened(
      Transaction tx,
      Assign.Arrival arrival,
      List<FollowUpMachine.Step> steps,
      List<WorkItem> questions,
      List<String> copies,
      Roster roster) {
    List<Notice> notices = notices(steps);
    for (String person : copies) {
      notices.add(new Notice(person, Delivery.Kind.RESULT, false));
    }
    FollowUp row = last(steps);
    save(tx, steps);
    version(tx, row, arrival);
    questions(tx, row, questions);
    send(tx, row, notices, arrival.version().id(), roster, arrival.original());
    tx.audit(line(arrival.original(), AuditLine.Action.ATTRIBUTED, row));
    checkpoint.reached(Step.AUDITED);
  }

  void joined(
      Transaction tx,
      Assign.Arrival arrival,
      List<FollowUpMachine.Step> steps,
      List<WorkItem> questions,
      Roster roster) {
    FollowUp row = last(steps);
    save(tx, steps);
    version(tx, row, arrival);
    questions(tx, row, questions);
    send(tx, row, notices(steps), arrival.version().id(), roster, arrival.original());
    tx.audit(line(arrival.original(), AuditLine.Action.VERSIONED, row));
    checkpoint.reached(Step.AUDITED);
  }

  void unread(
      Transaction tx,
      OriginalMessage original,
      Content part,
      FollowUpMachine.Step step,
      WorkItem question,
      Roster roster) {
    save(tx, List.of(step));
    tx.addUnread(step.row().id(), ids.next(), original.id(), part);
    tx.save(question);
    tx.enqueue(outbox.of(step.notices(), step.row(), null, roster, original.receivedAt()));
    tx.audit(line(original, AuditLine.Action.QUARANTINED, step.row()));
  }

  /** What nothing came for; there is no report to hand over. */
  void missing(
      Transaction tx, FollowUpMachine.Step step, WorkItem question, Roster roster, Instant now) {
    save(tx, List.of(step));
    questions(tx, step.row(), List.of(question));
    tx.enqueue(outbox.of(step.notices(), step.row(), null, roster, now));
    tx.audit(
        new AuditLine(
            now,
            FollowUpMachine.RELAIS,
            AuditLine.Action.ATTRIBUTED,
            step.row().id(),
            "MISSING " + step.row().owner() + " " + step.row().priority().name()));
  }

  private void save(Transaction tx, List<FollowUpMachine.Step> steps) {
    tx.save(last(steps), steps.stream().map(FollowUpMachine.Step::event).toList());
    checkpoint.reached(Step.FOLLOW_UP_WRITTEN);
  }

  private void version(Transaction tx, FollowUp row, Assign.Arrival arrival) {
    tx.addVersion(
        row.id(), arrival.version(), arrival.part().content(), BlindKeys.of(arrival.report()));
    tx.addKeys(row.id(), arrival.keys());
    checkpoint.reached(Step.REPORT_WRITTEN);
  }

  private void questions(Transaction tx, FollowUp row, List<WorkItem> questions) {
    for (WorkItem question : questions) {
      tx.save(question);
      tx.audit(
          new AuditLine(
              question.askedAt(),
              FollowUpMachine.RELAIS,
              AuditLine.Action.ASKED,
              row.id(),
              question.question().name()));
    }
    checkpoint.reached(Step.QUESTIONS_WRITTEN);
  }

  private void send(
      Transaction tx,
      FollowUp row,
      List<Notice> notices,
      String report,
      Roster roster,
      OriginalMessage original) {
    tx.enqueue(outbox.of(notices, row, report, roster, original.receivedAt()));
    checkpoint.reached(Step.DELIVERIES_WRITTEN);
  }

  private static FollowUp last(List<FollowUpMachine.Step> steps) {
    return steps.get(steps.size() - 1).row();
  }

  private static List<Notice> notices(List<FollowUpMachine.Step> steps) {
    List<Notice> notices = new ArrayList<>();
    steps.forEach(step -> notices.addAll(step.notices()));
    return new ArrayList<>(notices.stream().distinct().toList());
  }

  private static AuditLine line(OriginalMessage original, AuditLine.Action action, FollowUp row) {
    return new AuditLine(
        original.receivedAt(),
        FollowUpMachine.RELAIS,
        action,
        row.id(),
        original.id() + " " + row.owner() + " " + row.priority().name());
  }
}
