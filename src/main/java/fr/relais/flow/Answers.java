// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Cover;
import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.Moves;
import fr.relais.core.match.Identities;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.MatchGrade;
import fr.relais.core.model.Order;
import fr.relais.core.model.OrderState;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import fr.relais.flow.Checkpoint.Step;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people answer to the questions of Relais: one answer, one transaction. */
public final class Answers {
  private final Store store;
  private final Rules rules;
  private final InstantSource clock;
  private final Outbox outbox;
  private final Office office;
  private final Checkpoint checkpoint;

  public Answers(Store store, Rules rules, InstantSource clock, Ids ids, Checkpoint checkpoint) {
    this.store = store;
    this.rules = rules;
    this.clock = clock;
    this.outbox = new Outbox(ids, rules.sheets());
    this.office = new Office(new Circles(rules.policies()), ids);
    this.checkpoint = checkpoint;
  }

  /** What came of an answer. */
  public sealed interface Result {
    record Done() implements Result {}

    /** It was not taken; the reason is what the person reads. */
    record Refused(String reason) implements Result {}
  }

  /**
   * Answers one question.
   *
   * @param choice one of {@link WorkItem#choices()}
   * @param practitioner who ordered, when that is what is asked
   */
  public Result answer(
      String workItem, String actor, String choice, @Nullable String practitioner) {
    Result result = store.inTransaction(tx -> answer(tx, workItem, actor, choice, practitioner));
    checkpoint.reached(Step.ACT_COMMITTED);
    return result;
  }

  /**
   * A secretary proposes an answer: it is shown to the doctor, who gives it.
   *
   * @param criterion what she compared beside the name
   */
  public Result propose(
      String workItem,
      String secretary,
      String choice,
      String criterion,
      @Nullable String practitioner) {
    Instant now = clock.instant();
    return store.inTransaction(
        tx -> office.propose(tx, workItem, secretary, choice, criterion, practitioner, now));
  }

  /** Whose the prescription is that a result may answer. */
  public Optional<PatientIdentity> candidate(String workItem, String reader) {
    Instant now = clock.instant();
    return store.inTransaction(tx -> office.candidate(tx, workItem, reader, now));
  }

  private Result answer(
      Transaction tx, String id, String actor, String choice, @Nullable String practitioner) {
    Instant now = clock.instant();
    Roster roster = tx.roster();
    WorkItem item = tx.workItem(id).orElse(null);
    FollowUp row = item == null ? null : tx.followUp(item.followUp()).orElse(null);
    Practitioner person = roster.practitioner(actor).orElse(null);
    if (item == null
        || row == null
        || person == null
        || !concerned(row, item, actor, roster, now)) {
      return new Result.Refused("Cette question ne vous est pas posée.");
    }
    if (person.revoked(now.atZone(ParisTime.ZONE).toLocalDate())) {
      return new Result.Refused("Vous n'avez pas d'accès à Relais.");
    }
    if (item.state() != WorkItemState.OPEN) {
      return new Result.Refused("Cette question a déjà sa réponse.");
    }
    if (!item.choices().contains(choice)) {
      return new Result.Refused("Choisissez l'une des réponses proposées.");
    }
    if (item.question() == WorkItem.Question.REQUESTER_UNKNOWN
        && choice.equals(item.choices().get(0))) {
      Practitioner named = roster.practitioner(practitioner).orElse(null);
      if (named == null || !named.role().doctor()) {
        return new Result.Refused("Dites quel médecin a prescrit.");
      }
      attribute(tx, row, named, roster, now);
    }
    if (item.question() == WorkItem.Question.ORDER_TO_CONFIRM
        && choice.equals(item.choices().get(0))) {
      confirmed(tx, row, item);
    }
    boolean joins =
        item.question() == WorkItem.Question.MAYBE_SAME_RESULT
            && choice.equals(item.choices().get(0));
    if (joins && !joined(tx, row, item, now)) {
      return new Result.Refused("Ces deux résultats ne peuvent pas être joints : voyez l'autre.");
    }
    boolean returned =
        item.question() == WorkItem.Question.IS_IT_OURS && choice.equals(item.choices().get(0));
    if (returned) {
      if (!actor.equals(row.owner())) {
        return new Result.Refused("Seul son responsable peut dire d'où vient ce résultat.");
      }
      FollowUpMachine.Step step = Moves.returned(row, actor, rules.context(roster, row, now));
      tx.save(step.row(), List.of(step.event()));
    }
    if (!joins) {
      tx.save(Questions.close(item, returned ? WorkItemState.RETURNED : WorkItemState.ANSWERED));
    }
    tx.audit(
        new AuditLine(
            now,
            actor,
            AuditLine.Action.ACTED,
            row.id(),
            "ANSWERED "
                + item.question().name()
                + " "
                + item.choices().indexOf(choice)
                + (practitioner == null ? "" : " " + practitioner)));
    checkpoint.reached(Step.ACT_SAVED);
    return new Result.Done();
  }

  /** A doctor said that two are one; never across two patients. */
  private boolean joined(Transaction tx, FollowUp row, WorkItem item, Instant now) {
    String reference = item.evidence().substring(item.evidence().lastIndexOf(' ') + 1);
    FollowUp other = tx.byReference(reference).filter(f -> f.mergedInto() == null).orElse(null);
    if (other == null || other.id().equals(row.id()) || differ(tx, row, other)) {
      return false;
    }
    tx.save(Questions.close(item, WorkItemState.ANSWERED));
    FollowUp survivor = Merge.mostAdvanced(List.of(row, other));
    FollowUp joining = survivor.id().equals(row.id()) ? other : row;
    FollowUpMachine.Step step = new Merge(rules).into(tx, survivor, joining, now);
    tx.save(step.row(), List.of(step.event()));
    return true;
  }

  private static boolean differ(Transaction tx, FollowUp row, FollowUp other) {
    List<ReportVersion> theirs = tx.versions(other.id());
    return tx.versions(row.id()).stream()
        .anyMatch(
            one ->
                theirs.stream()
                    .anyMatch(
                        two ->
                            Identities.compare(one.report().patient(), two.report().patient())
                                == MatchGrade.CERTAINLY_NOT));
  }

  /** A doctor said which prescription this result answers: it is awaited no more. */
  private static void confirmed(Transaction tx, FollowUp row, WorkItem item) {
    Office.proposed(tx, item)
        .flatMap(found -> tx.order(found.id()))
        .filter(order -> order.state().awaited() && order.followUp() == null)
        .ifPresent(order -> tx.save(order.with(OrderState.RECEIVED, null, row.id()), List.of()));
  }

  private static boolean concerned(
      FollowUp row, WorkItem item, String actor, Roster roster, Instant now) {
    boolean asked = item.question().outlastsResult() && item.owner().equals(actor);
    return asked || Cover.of(roster, row.site(), row.owner(), now).holds(actor);
  }

  /** A doctor said who ordered: by law the result is that person's, unless someone acts already. */
  private void attribute(
      Transaction tx, FollowUp row, Practitioner named, Roster roster, Instant now) {
    boolean refused =
        tx.ordersOf(row.id()).stream()
            .filter(order -> order.choices().refusesRequester())
            .map(Order::requester)
            .anyMatch(named.id()::equals);
    if (refused) {
      return;
    }
    FollowUp known = row.requestedBy(named.id(), row.site());
    List<FollowUpMachine.Step> steps =
        new ArrayList<>(new Recognised(rules).steps(known, named, "par un confrère", roster, now));
    if (steps.isEmpty()) {
      steps.add(
          FollowUpMachine.named(
              known, "Le prescripteur est connu.", rules.context(roster, known, now)));
    }
    FollowUp last = steps.get(steps.size() - 1).row();
    tx.save(last, steps.stream().map(FollowUpMachine.Step::event).toList());
    List<ReportVersion> versions = tx.versions(row.id());
    String report = versions.isEmpty() ? null : versions.get(versions.size() - 1).id();
    for (FollowUpMachine.Step step : steps) {
      tx.enqueue(outbox.of(step.notices(), step.row(), report, roster, now));
    }
  }
}
