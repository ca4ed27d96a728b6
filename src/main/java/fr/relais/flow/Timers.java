// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Awaited;
import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.Versions;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Order;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Checkpoint.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The step that never sleeps: follow-ups and questions whose time has come. Several nodes share the
 * work; a row is claimed by one of them for the time of its transaction. A row that fails is left
 * alone for a minute, so that it stops no other.
 */
public final class Timers {
  private static final Logger LOG = LoggerFactory.getLogger(Timers.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int STEPS_MAX = 20;

  private final Store store;
  private final Rules rules;
  private final InstantSource clock;
  private final Outbox outbox;
  private final Checkpoint checkpoint;
  private final int batch;
  private final OpenFollowUp open;
  private final DeclaredPractitioners declarations;
  private final Departures departures;
  private final CoverAlarm cover;
  private final Away away;
  private final Ids ids;

  public Timers(
      Store store, Rules rules, InstantSource clock, Ids ids, Checkpoint checkpoint, int batch) {
    this.store = store;
    this.rules = rules;
    this.clock = clock;
    this.outbox = new Outbox(ids, rules.sheets());
    this.checkpoint = checkpoint;
    this.batch = batch;
    this.open = new OpenFollowUp(rules, ids, checkpoint);
    this.declarations = new DeclaredPractitioners(ids);
    this.departures = new Departures(store, rules, clock, ids);
    this.cover = new CoverAlarm(store, clock);
    this.away = new Away(store, rules, ids);
    this.ids = ids;
  }

  /** Does one batch of what is due now; the number of rows, 0 when nothing was due. */
  public int runOnce() {
    int done = store.inTransaction(this::run);
    checkpoint.reached(Step.TIMER_COMMITTED);
    done += departures.runOnce() + cover.runOnce();
    done += away.runOnce(store.roster(), clock.instant());
    // one question a transaction: two of one follow-up, asked by two nodes, never wait in a circle
    return done + store.inTransaction(this::ask) + store.inTransaction(this::raise);
  }

  private int run(Transaction tx) {
    Instant now = clock.instant();
    List<FollowUp> due = tx.claimDue(now, batch);
    if (!due.isEmpty()) {
      checkpoint.reached(Step.TIMER_CLAIMED);
    }
    for (FollowUp row : due) {
      try {
        tx.undoable(() -> advance(tx, row, now));
      } catch (StoreUnavailable e) {
        throw e;
      } catch (RuntimeException e) {
        LOG.error("due work on {} failed: {}", row.id(), e.getClass().getName());
        tx.postpone(row.id(), now.plus(PAUSE));
      }
    }
    return due.size();
  }

  /** Orders of which nothing came; one a transaction, like the questions. */
  private int raise(Transaction tx) {
    Instant now = clock.instant();
    List<Order> late = tx.claimDueOrders(now, 1);
    late.forEach(order -> open.missing(tx, order, now));
    return late.size();
  }

  private int ask(Transaction tx) {
    Instant now = clock.instant();
    List<WorkItem> questions = tx.claimDueQuestions(now, 1);
    questions.forEach(item -> askAgain(tx, item, now));
    return questions.size();
  }

  /**
   * Every step that is due, one after the other: after a jump of the clock there may be several.
   */
  private FollowUp advance(Transaction tx, FollowUp claimed, Instant now) {
    Roster roster = tx.roster();
    FollowUp row = claimed;
    List<FollowUpMachine.Step> steps = new ArrayList<>();
    while (row.dueAt(now) && steps.size() < STEPS_MAX) {
      FollowUpMachine.Step step = due(tx, row, rules.context(tx, row, now));
      steps.add(step);
      row = step.row();
    }
    tx.save(row, steps.stream().map(FollowUpMachine.Step::event).toList());
    for (FollowUpMachine.Step step : steps) {
      declarations.answered(tx, row.id(), step.event(), null, now);
      tx.audit(
          new AuditLine(
              now,
              FollowUpMachine.RELAIS,
              AuditLine.Action.ESCALATED,
              row.id(),
              step.event().kind().name() + " " + step.event().rung()));
    }
    // what several steps of one moment say to one person goes out once
    tx.enqueue(
        outbox.of(
            steps.stream().flatMap(step -> step.notices().stream()).toList(),
            row,
            null,
            roster,
            now));
    checkpoint.reached(Step.TIMER_SAVED);
    return row;
  }

  /** The next step; a normal preliminary result that reaches its first rung has no final one. */
  private FollowUpMachine.Step due(Transaction tx, FollowUp row, FollowUpMachine.Context context) {
    boolean first =
        row.state() == FollowUpState.OPEN
            && row.priority() == FollowUpPriority.NORMAL
            && row.rung() == 0
            && row.openOffer().isEmpty();
    Versions.Current current = first ? Picture.of(tx.versions(row.id())) : null;
    if (current == null || current.status() != ReportStatus.PRELIMINARY) {
      return FollowUpMachine.due(row, context);
    }
    tx.save(
        Questions.ask(
            ids.next(),
            row,
            WorkItem.Question.RESULT_MISSING,
            "Compte rendu définitif attendu, non reçu.",
            context.now()));
    return Awaited.finalMissing(row, context);
  }

  private static void askAgain(Transaction tx, WorkItem item, Instant now) {
    boolean ofSite = item.question() == WorkItem.Question.NO_COVER;
    String owner =
        ofSite
            ? item.owner()
            : tx.followUp(item.followUp())
                .map(row -> Questions.answerable(row, tx.roster(), now))
                .orElse(item.owner());
    tx.save(Questions.again(item, owner, now));
    tx.audit(
        new AuditLine(
            now,
            FollowUpMachine.RELAIS,
            AuditLine.Action.ASKED,
            item.followUp(),
            item.question().name()));
  }
}
