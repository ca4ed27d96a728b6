// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Awaited;
import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.Succession;
import fr.relais.core.decide.Versions;
import fr.relais.core.match.Requesters;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Order;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import fr.relais.flow.Checkpoint.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds a report to the follow-up that it belongs to: another form of the same result, a correction,
 * a withdrawal. Several follow-ups that it shows to be one become one.
 */
final class JoinFollowUp {
  private final Rules rules;
  private final Ids ids;
  private final Checkpoint checkpoint;
  private final Write write;
  private final Merge merge;

  JoinFollowUp(Rules rules, Ids ids, Checkpoint checkpoint) {
    this.rules = rules;
    this.ids = ids;
    this.checkpoint = checkpoint;
    this.write = new Write(rules, ids, checkpoint);
    this.merge = new Merge(rules);
  }

  /** The id of the follow-up that it joined. */
  String report(Transaction tx, Assign.Arrival arrival, Ordered ordered, List<FollowUp> same) {
    Roster roster = tx.roster();
    Instant now = arrival.original().receivedAt();
    checkpoint.reached(Step.MATCHED);
    FollowUp survivor = Merge.mostAdvanced(same);
    if (same.size() == 1 && arrival.history() && undecided(survivor)) {
      return kept(tx, arrival, survivor, roster, now);
    }
    List<ReportVersion> seen = tx.versions(survivor.id());
    List<FollowUpMachine.Step> steps = new ArrayList<>();
    List<ReportVersion> all = new ArrayList<>(seen);
    FollowUp row = survivor;
    for (FollowUp other : same) {
      if (!other.id().equals(survivor.id())) {
        all.addAll(tx.versions(other.id()));
        FollowUpMachine.Step joined = merge.into(tx, row, other, now);
        steps.add(joined);
        row = joined.row();
      }
    }
    all.add(arrival.version());
    // a form of the result that carries no number of ours still answers the order of the others
    List<Order> orders = tx.ordersOf(survivor.id());
    FollowUpPriority least =
        orders.stream().anyMatch(Order::urgent) ? FollowUpPriority.URGENT : ordered.least();
    boolean awaited = seen.isEmpty() && all.size() == 1;
    Refusal refusal = Refusal.of(ordered, orders);
    boolean moves = refusal != null && refusal.moves(row, awaited);
    row = refusal == null ? attributed(row, arrival, ordered, roster, now, steps) : row;
    if (refusal != null && moves) {
      steps.add(refusal.taken(row, roster, rules, now));
      row = steps.get(steps.size() - 1).row();
    }
    boolean raised = !least.higherThan(survivor.priority());
    Versions.Current before = raised ? current(row, seen).atLeast(least) : current(row, seen);
    Versions.Current after = current(row, all).atLeast(least);
    boolean lookAgain = seen.isEmpty() || Versions.mustLookAgain(before, after);
    boolean validated =
        before.status() == ReportStatus.PRELIMINARY && after.status() != ReportStatus.PRELIMINARY;
    Reopening reopening = new Reopening(rules, orders, ordered.barred(), roster, now);
    FollowUpMachine.Step given =
        lookAgain ? reopening.before(row, after, awaited).orElse(null) : null;
    if (given != null) {
      steps.add(given);
      row = given.row();
    }
    FollowUpMachine.Context context = reopening.context(row);
    boolean sentAgain =
        row.state() == FollowUpState.WITHDRAWN
            && after.withdrawn()
            && Succession.sameDocument(
                arrival.report(), seen.stream().map(ReportVersion::report).toList());
    steps.add(
        sentAgain
            ? FollowUpMachine.sentAgain(
                row, after.priority(), hadResult(tx, survivor.id()), context)
            : awaited
                ? Awaited.arrived(
                    row,
                    after.priority(),
                    after.withdrawn(),
                    after.priority() != FollowUpPriority.NORMAL
                        || after.status() != ReportStatus.PRELIMINARY,
                    context)
                : FollowUpMachine.version(
                    row, after, lookAgain, validated, hadResult(tx, survivor.id()), context));
    // what was only possible is certain from now on: the doctor whom the patient named is asked
    boolean settled =
        refusal != null && refusal.certain() && orders.isEmpty() && row.offers().isEmpty();
    boolean waits = row.state() == FollowUpState.OPEN || row.state() == FollowUpState.OPENED;
    if (refusal != null && (moves || settled && waits) && !after.withdrawn()) {
      FollowUp moved = steps.get(steps.size() - 1).row();
      refusal.offered(moved, roster, rules, now).ifPresent(steps::add);
    }
    reopening.beside(steps.get(steps.size() - 1).row()).ifPresent(steps::add);
    checkpoint.reached(Step.DECIDED);
    FollowUp last = steps.get(steps.size() - 1).row();
    List<WorkItem> questions =
        after.tie() && !before.tie()
            ? List.of(
                Questions.ask(
                    ids.next(),
                    last,
                    WorkItem.Question.VERSIONS_TIE,
                    "Deux versions se contredisent sans que l'une soit postérieure.",
                    now))
            : List.of();
    if (survivor.requester() == null && last.requester() != null) {
      answered(tx, survivor.id(), WorkItem.Question.REQUESTER_UNKNOWN);
    }
    if (ordered.order() != null) {
      answered(tx, survivor.id(), WorkItem.Question.ORDER_TO_CONFIRM);
    }
    if (awaited || validated) {
      answered(tx, survivor.id(), WorkItem.Question.RESULT_MISSING);
    }
    write.joined(tx, arrival, steps, questions, roster);
    return survivor.id();
  }

  /** Whether it ended without a person: history, a copy. */
  private static boolean undecided(FollowUp row) {
    return row.state() == FollowUpState.CONCLUDED
        && row.decision() == null
        && row.outcome() == null;
  }

  /** A further version of what ended so, itself as old: kept beside the others, nobody is told. */
  private String kept(
      Transaction tx, Assign.Arrival arrival, FollowUp row, Roster roster, Instant now) {
    FollowUpMachine.Step step =
        FollowUpMachine.named(
            row, "Autre version de l'historique.", rules.context(roster, row, now));
    write.joined(tx, arrival, List.of(step.quietly()), List.of(), roster);
    return row.id();
  }

  /** The result itself answers this question: nobody is asked any more. */
  private static void answered(Transaction tx, String followUp, WorkItem.Question question) {
    for (WorkItem item : tx.workItemsOf(followUp)) {
      if (item.question() == question && item.state() == WorkItemState.OPEN) {
        tx.save(Questions.close(item, WorkItemState.ANSWERED));
      }
    }
  }

  /** Those who were handed an earlier version; a neutral notice shows nothing to correct. */
  private static List<String> hadResult(Transaction tx, String followUp) {
    return tx.deliveriesOf(followUp).stream()
        .filter(d -> d.kind() == Delivery.Kind.RESULT && d.state() != DeliveryState.EXPIRED)
        .map(Delivery::recipient)
        .distinct()
        .toList();
  }

  /** A form of the result that names its requester gives it to him, while nobody has acted yet. */
  private FollowUp attributed(
      FollowUp row,
      Assign.Arrival arrival,
      Ordered ordered,
      Roster roster,
      Instant now,
      List<FollowUpMachine.Step> steps) {
    LocalDate today = now.atZone(ParisTime.ZONE).toLocalDate();
    Requesters.Found found = ordered.requester(arrival.report(), arrival.sender(), roster, today);
    Practitioner requester = found.requester();
    if (row.requester() != null || requester == null || !requester.role().doctor()) {
      return row;
    }
    FollowUp known =
        row.requestedBy(requester.id(), row.site() == null ? found.site() : row.site());
    List<FollowUpMachine.Step> moved =
        new Recognised(rules)
            .steps(known, requester, "par une autre forme du résultat", roster, now);
    steps.addAll(moved);
    return moved.isEmpty() ? known : moved.get(moved.size() - 1).row();
  }

  private Versions.Current current(FollowUp row, List<ReportVersion> versions) {
    return Versions.of(
        versions.stream().map(v -> new Versions.Version(v.report(), v.cumulative())).toList(),
        rules.policies().of(row.site()).marks());
  }
}
