// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Attribution;
import fr.relais.core.decide.Awaited;
import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.GeneralPractitioners;
import fr.relais.core.decide.Moves;
import fr.relais.core.decide.Ownership;
import fr.relais.core.decide.Policy;
import fr.relais.core.decide.Versions;
import fr.relais.core.match.Requesters;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Order;
import fr.relais.core.model.OrderState;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Checkpoint.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens the follow-up of a result that is not known yet: owner, deadline, next step. */
final class OpenFollowUp {
  private final Rules rules;
  private final Ids ids;
  private final Checkpoint checkpoint;
  private final Write write;
  private final Opening openings;
  private final Copies copies;

  OpenFollowUp(Rules rules, Ids ids, Checkpoint checkpoint) {
    this.rules = rules;
    this.ids = ids;
    this.checkpoint = checkpoint;
    this.write = new Write(rules, ids, checkpoint);
    this.openings = new Opening(ids);
    this.copies = new Copies(ids);
  }

  /** The id of the follow-up that it opened. */
  String report(
      Transaction tx,
      Assign.Arrival arrival,
      Ordered ordered,
      boolean otherPatient,
      @Nullable String maybe) {
    Roster roster = tx.roster();
    Instant now = arrival.original().receivedAt();
    Report report = arrival.report();
    LocalDate today = now.atZone(ParisTime.ZONE).toLocalDate();
    Requesters.Found found = ordered.requester(report, arrival.sender(), roster, today);
    checkpoint.reached(Step.MATCHED);
    Policy policy = rules.policies().of(found.site());
    Versions.Current current =
        Versions.of(
                List.of(new Versions.Version(report, arrival.version().cumulative())),
                policy.marks())
            .atLeast(ordered.least());
    boolean doubt = otherPatient || ordered.doubtful();
    DeclaredPractitioners.Declared gp = copies.declared(tx, report, ordered, doubt, now);
    Attribution first =
        Attribution.of(
            ordered.attributed(found, current.priority(), report.kind()), roster, policy, now);
    GeneralPractitioners.Share share =
        first.share(gp.person(), gp.copiesOnly(), current.priority(), roster, now);
    boolean offered = share == GeneralPractitioners.Share.OFFER && gp.person() != null;
    Attribution given =
        offered && gp.person() != null
            ? first.offeredTo(gp.person().id(), report.kind(), policy, now)
            : first;
    checkpoint.reached(Step.DECIDED);
    FollowUp opening =
        openings.row(
            tx,
            given.owner(),
            ordered.refused() ? Requesters.Found.nobody(found.site()) : found,
            report.kind(),
            current.priority(),
            now);
    Given decided = new Given(arrival, given, current, found, ordered.barred(), roster, now);
    List<FollowUpMachine.Step> steps = steps(opening, decided);
    FollowUp row = steps.get(steps.size() - 1).row();
    boolean quiet = arrival.history();
    List<WorkItem> questions = new ArrayList<>();
    if (!quiet) {
      questions.addAll(asked(row, decided));
      questions.addAll(doubts(row, arrival, ordered, otherPatient, maybe, now));
    }
    write.opened(
        tx,
        arrival,
        steps,
        questions,
        quiet
            ? List.of()
            : Copies.of(
                row, arrival.report(), found, ordered, gp.person(), share, doubt, roster, now),
        roster);
    return row.id();
  }

  /** What was decided of one arrival. */
  private record Given(
      Assign.Arrival arrival,
      Attribution attribution,
      Versions.Current current,
      Requesters.Found found,
      Set<String> barred,
      Roster roster,
      Instant now) {

    /** A normal preliminary result goes out and asks nothing until it is final. */
    boolean asks() {
      return current.priority() != FollowUpPriority.NORMAL
          || current.status() != ReportStatus.PRELIMINARY;
    }

    /** A letter asks for nothing, unless it is pressing by what it says. */
    boolean onlyRead() {
      ReportKind kind = arrival.report().kind();
      boolean letter = kind == ReportKind.LETTER || kind == ReportKind.SUMMARY;
      return letter && current.priority().ordinal() > FollowUpPriority.URGENT.ordinal();
    }
  }

  private List<WorkItem> asked(FollowUp row, Given given) {
    return switch (given.attribution().decision().ask()) {
      case NOTHING -> List.of();
      case WHO_ORDERED ->
          List.of(
              question(
                  row, WorkItem.Question.REQUESTER_UNKNOWN, evidence(given.found()), given.now()));
      case IS_IT_OURS ->
          List.of(
              question(
                  row,
                  WorkItem.Question.IS_IT_OURS,
                  "Ni prescription ni lieu connus de Relais.",
                  given.now()));
    };
  }

  private List<WorkItem> doubts(
      FollowUp row,
      Assign.Arrival arrival,
      Ordered ordered,
      boolean otherPatient,
      @Nullable String maybe,
      Instant now) {
    List<WorkItem> questions = new ArrayList<>();
    if (arrival.sender() == null) {
      questions.add(question(row, WorkItem.Question.SENDER_UNKNOWN, "", now));
    }
    if (otherPatient || ordered.match().otherPatient()) {
      questions.add(question(row, WorkItem.Question.SAME_NUMBER_OTHER_PATIENT, "", now));
    }
    Order proposed = ordered.held() != null ? ordered.held() : ordered.match().proposed();
    if (proposed != null) {
      questions.add(
          question(
              row,
              WorkItem.Question.ORDER_TO_CONFIRM,
              "Peut-être la réponse à la prescription " + proposed.number(),
              now));
    }
    if (maybe != null) {
      questions.add(
          question(
              row, WorkItem.Question.MAYBE_SAME_RESULT, "Peut-être le même que " + maybe, now));
    }
    return questions;
  }

  /** Nothing came of an order: its requester is told, and owns the question. */
  void missing(Transaction tx, Order order, Instant now) {
    Roster roster = tx.roster();
    FollowUpPriority priority =
        order.urgent() ? FollowUpPriority.URGENT : FollowUpPriority.UNCLASSIFIED;
    Practitioner requester = roster.practitioner(order.requester()).orElse(null);
    Requesters.Found found = Requesters.Found.known(requester, order.site(), "");
    Attribution attribution =
        Attribution.of(
            new Attribution.Case(
                requester, order.site(), false, false, null, true, priority, order.kind()),
            roster,
            rules.policies().of(order.site()),
            now);
    FollowUp opening = openings.row(tx, attribution.owner(), found, order.kind(), priority, now);
    String what =
        order.kind() == ReportKind.IMAGING
            ? "imagerie attendue, non reçue : "
            : "résultat attendu, non reçu : ";
    FollowUpMachine.Step step =
        Awaited.missing(
            opening,
            priority,
            "Attendu, non reçu : aucun compte rendu dans le délai prévu.",
            rules.context(roster, opening, now));
    WorkItem asked =
        question(step.row(), WorkItem.Question.RESULT_MISSING, what + order.label(), now);
    write.missing(tx, step, asked, roster, now);
    tx.save(order.with(OrderState.MISSING, null, step.row().id()), List.of());
  }

  private static String evidence(Requesters.Found found) {
    return found.proposed() == null
        ? found.evidence()
        : found.evidence() + " ; proposé : " + found.proposed().title();
  }

  private List<FollowUpMachine.Step> steps(FollowUp opening, Given given) {
    FollowUpMachine.Context context =
        rules.context(given.roster(), opening, given.now()).without(given.barred());
    Ownership.Decision decision = given.attribution().decision();
    Versions.Current current = given.current();
    List<FollowUpMachine.Step> steps = new ArrayList<>();
    FollowUpMachine.Step received =
        FollowUpMachine.received(
            opening,
            current.priority(),
            given.asks() && !given.onlyRead(),
            decision.reason() + " [" + decision.row() + "]",
            context);
    if (given.arrival().history()) {
      return List.of(received.quietly(), Moves.history(received.row(), context));
    }
    steps.add(received);
    if (current.withdrawn()) {
      steps.add(FollowUpMachine.version(received.row(), current, true, false, List.of(), context));
    } else if (given.onlyRead()) {
      steps.add(Moves.copied(received.row(), context));
    } else {
      String offerTo = given.attribution().offerTo();
      if (offerTo != null && !offerTo.equals(opening.owner())) {
        String why = given.attribution().offerReason(given.found().requester());
        steps.add(FollowUpMachine.offeredByRule(received.row(), offerTo, why, context));
      }
    }
    return steps;
  }

  private WorkItem question(
      FollowUp row, WorkItem.Question question, String evidence, Instant now) {
    return Questions.ask(ids.next(), row, question, evidence, now);
  }
}
