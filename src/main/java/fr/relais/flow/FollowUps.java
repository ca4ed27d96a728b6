// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Act;
import fr.relais.core.decide.Acts;
import fr.relais.core.decide.FollowUpFold;
import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.Told;
import fr.relais.core.decide.WorkingCalendar;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import fr.relais.flow.Checkpoint.Step;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people do: one act, one transaction. The row is locked while the act is weighed, so that of
 * two who take charge at once, the second learns of the first.
 */
public final class FollowUps {
  private final Store store;
  private final Rules rules;
  private final InstantSource clock;
  private final Outbox outbox;
  private final DeclaredPractitioners declarations;
  private final Office office;
  private final FileInDmp dmp;
  private final Checkpoint checkpoint;

  public FollowUps(Store store, Rules rules, InstantSource clock, Ids ids, Checkpoint checkpoint) {
    this.store = store;
    this.rules = rules;
    this.clock = clock;
    this.outbox = new Outbox(ids, rules.sheets());
    this.declarations = new DeclaredPractitioners(ids);
    this.office = new Office(new Circles(rules.policies()), ids);
    this.dmp = new FileInDmp(rules, ids);
    this.checkpoint = checkpoint;
  }

  /**
   * Does the act, or says why it may not be done.
   *
   * @param followUp its id or its short reference
   */
  public Acts.Result act(String followUp, Act act) {
    Acts.Result result = store.inTransaction(tx -> act(tx, followUp, act));
    committed();
    return result;
  }

  /** To be said after a transaction in which an act was done. */
  void committed() {
    checkpoint.reached(Step.ACT_COMMITTED);
  }

  /**
   * A secretary reached the patient: said to the doctor, it ends nothing.
   *
   * @return why it may not be noted; null when it was
   */
  public Acts.@Nullable Result reached(String followUp, String secretary) {
    Instant now = clock.instant();
    return store.inTransaction(
        tx -> {
          FollowUp row = tx.byReference(followUp).or(() -> tx.followUp(followUp)).orElse(null);
          return row == null
              ? new Acts.Result.Refused("Aucun suivi ne porte cette référence.")
              : office.reached(tx, row, secretary, now);
        });
  }

  /** The same inside a transaction of the caller. */
  Acts.Result act(Transaction tx, String followUp, Act act) {
    FollowUp row = tx.byReference(followUp).or(() -> tx.followUp(followUp)).orElse(null);
    if (row == null) {
      return new Acts.Result.Refused("Aucun suivi ne porte cette référence.");
    }
    Roster roster = tx.roster();
    Instant now = clock.instant();
    Practitioner actor = roster.practitioner(act.actor()).orElse(null);
    LocalDate today = WorkingCalendar.dayOf(now);
    if (actor == null || !actor.mayOwn(today) && !office.may(tx, row, act, now)) {
      return new Acts.Result.Refused("Vous n'avez pas d'accès à Relais.");
    }
    if (act.to() != null
        && !roster.practitioner(act.to()).map(p -> p.mayOwn(today)).orElse(false)) {
      return new Acts.Result.Refused(
          "On ne propose un résultat qu'à un médecin qui peut en répondre.");
    }
    if (barred(tx, row, actor)) {
      return new Acts.Result.Refused("Remis à un autre médecin à la demande du patient.");
    }
    if (act.to() != null
        && roster.practitioner(act.to()).map(p -> barred(tx, row, p)).orElse(false)) {
      return new Acts.Result.Refused(
          "Le patient a demandé par écrit que ce médecin ne reçoive pas ce résultat.");
    }
    FollowUpMachine.Context context = rules.context(tx, row, now);
    Acts.Result result = Acts.on(row, act, told(tx, row, roster), context);
    if (result instanceof Acts.Result.Done done) {
      save(tx, done.step(), roster, act, now);
    }
    return result;
  }

  private static Told told(Transaction tx, FollowUp row, Roster roster) {
    List<Delivery> sent =
        tx.deliveriesOf(row.id()).stream()
            .filter(
                d -> roster.practitioner(d.recipient()).map(p -> p.role().doctor()).orElse(false))
            .toList();
    Instant since = FollowUpFold.since(row, tx.history(row.id()));
    return Told.of(row, tx.recipientsOf(row.id()), sent, since);
  }

  /** Whoever ordered and whom the patient refused in writing: he had it before it was known. */
  private static boolean barred(Transaction tx, FollowUp row, Practitioner actor) {
    return !actor.id().equals(row.owner())
        && tx.ordersOf(row.id()).stream()
            .filter(order -> order.choices().refusesRequester())
            .anyMatch(order -> order.requester().equals(actor.id()));
  }

  private void save(
      Transaction tx, FollowUpMachine.Step step, Roster roster, Act act, Instant now) {
    FollowUp row = step.row();
    tx.save(row, List.of(step.event()));
    declarations.answered(tx, row.id(), step.event(), act.refusal(), now);
    List<ReportVersion> versions = tx.versions(row.id());
    String report = versions.isEmpty() ? null : versions.get(versions.size() - 1).id();
    tx.enqueue(outbox.of(step.notices(), row, report, roster, now));
    dmp.acted(tx, row, versions, now);
    tx.audit(
        new AuditLine(
            now, act.actor(), AuditLine.Action.ACTED, row.id(), step.event().kind().name()));
    if (!row.state().live()) {
      for (WorkItem item : tx.workItemsOf(row.id())) {
        if (item.state() == WorkItemState.OPEN && !item.question().outlastsResult()) {
          tx.save(Questions.close(item, WorkItemState.ANSWERED));
        }
      }
    }
    checkpoint.reached(Step.ACT_SAVED);
  }
}
