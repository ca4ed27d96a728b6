// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Attribution;
import fr.relais.core.decide.Cover;
import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.Ladder.Stand;
import fr.relais.core.decide.Moves;
import fr.relais.core.decide.WorkingCalendar;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;

/**
 * Whoever can no longer practise owns nothing from that minute on: what he answered for goes to his
 * site's duty doctor, by the clause that every site's rules contain.
 */
final class Departures {
  private static final int AT_ONCE = 20;
  private static final int OFFERS_AT_ONCE = 500;
  private static final int QUESTIONS_AT_ONCE = 5_000;

  private final Store store;
  private final Rules rules;
  private final InstantSource clock;
  private final Outbox outbox;
  private long seenRoster = -1;
  private LocalDate seenDay = LocalDate.MIN;

  Departures(Store store, Rules rules, InstantSource clock, Ids ids) {
    this.store = store;
    this.rules = rules;
    this.clock = clock;
    this.outbox = new Outbox(ids, rules.sheets());
  }

  /** The number of follow-ups that changed hands; looks only when the people or the day changed. */
  int runOnce() {
    Instant now = clock.instant();
    Roster roster = store.roster();
    LocalDate today = WorkingCalendar.dayOf(now);
    if (roster.version() == seenRoster && today.equals(seenDay)) {
      return 0;
    }
    List<String> gone =
        roster.practitioners().stream()
            .filter(p -> !p.mayOwn(today))
            .map(Practitioner::id)
            .toList();
    int moved = gone.isEmpty() ? 0 : store.inTransaction(tx -> move(tx, gone, now));
    gone.forEach(person -> withdraw(person, now));
    questions(gone, now);
    if (moved < AT_ONCE) {
      seenRoster = roster.version();
      seenDay = today;
    }
    return moved;
  }

  /** What he was still asked of results that are concluded is asked of another. */
  private void questions(List<String> gone, Instant now) {
    for (WorkItem found : store.openWorkItems(QUESTIONS_AT_ONCE)) {
      if (found.question().outlastsResult() && gone.contains(found.owner())) {
        store.inTransaction(tx -> asked(tx, found.id(), now));
      }
    }
  }

  private static boolean asked(Transaction tx, String question, Instant now) {
    WorkItem item = tx.workItem(question).orElseThrow();
    FollowUp row = tx.followUp(item.followUp()).orElseThrow();
    String owner = Questions.answerable(row, tx.roster(), now);
    boolean moves = item.state() == WorkItemState.OPEN && !owner.equals(item.owner());
    if (moves) {
      tx.save(Questions.owned(item, owner));
      tx.audit(
          new AuditLine(
              now,
              FollowUpMachine.RELAIS,
              AuditLine.Action.ASKED,
              row.id(),
              item.question().name() + " " + owner));
    }
    return moves;
  }

  /** What was offered to him comes back; whoever stands next is asked when its owner is away. */
  private void withdraw(String person, Instant now) {
    for (FollowUp found : store.openOf(person, OFFERS_AT_ONCE)) {
      store.inTransaction(
          tx -> {
            FollowUp row = tx.followUp(found.id()).orElse(found);
            if (row.openOffer().filter(offer -> offer.to().equals(person)).isPresent()) {
              FollowUpMachine.Context context = rules.context(tx, row, now);
              FollowUpMachine.Step back = Moves.offerWithdrawn(row, context);
              outbox.done(tx, back, now);
              StandIns.beside(back.row(), context).ifPresent(next -> outbox.done(tx, next, now));
            }
            return row;
          });
    }
  }

  private int move(Transaction tx, List<String> gone, Instant now) {
    List<FollowUp> orphans = tx.openOwnedBy(gone, AT_ONCE);
    for (FollowUp row : orphans) {
      Roster roster = tx.roster();
      String owner = Attribution.holder(Cover.of(roster, row.site(), "", now), Stand.DUTY_DOCTOR);
      FollowUpMachine.Step step =
          Moves.moved(
              row,
              owner,
              "Son responsable ne peut plus exercer : ce suivi vous est confié.",
              rules.context(tx, row, now));
      tx.save(step.row(), List.of(step.event()));
      tx.workItemsOf(row.id()).stream()
          .filter(item -> item.state() == WorkItemState.OPEN)
          .forEach(item -> tx.save(Questions.owned(item, owner)));
      List<ReportVersion> versions = tx.versions(row.id());
      String report = versions.isEmpty() ? null : versions.get(versions.size() - 1).id();
      tx.enqueue(outbox.of(step.notices(), step.row(), report, roster, now));
      tx.audit(
          new AuditLine(
              now,
              FollowUpMachine.RELAIS,
              AuditLine.Action.ATTRIBUTED,
              row.id(),
              "MOVED " + owner + " " + row.priority().name()));
    }
    return orphans.size();
  }
}
