// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Awaited;
import fr.relais.core.decide.Cover;
import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.GeneralPractitioners;
import fr.relais.core.decide.Versions;
import fr.relais.core.match.Requesters;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Order;
import fr.relais.core.model.OrderState;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Checkpoint.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
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

  OpenFollowUp(Rules rules, Ids ids, Checkpoint checkpoint) {
    this.rules = rules;
    this.ids = ids;
    this.checkpoint = checkpoint;
    this.write = new Write(rules, ids, checkpoint);
    this.openings = new Opening(ids);
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
    LocalDate today = now.atZone(ParisTime.ZONE).toLocalDate();
    Requesters.Found found = ordered.requester(arrival.report(), arrival.sender(), roster, today);
    checkpoint.reached(Step.MATCHED);
    Versions.Current current =
        Versions.of(List.of(new Versions.Version(arrival.report(), arrival.version().cumulative())))
            .atLeast(ordered.least());
    Attribution attribution =
        Attribution.of(
            roster,
            found,
            ordered,
            current.priority(),
            arrival.report().kind(),
            rules.policy(),
            now);
    Practitioner gp = ordered.generalPractitioner(arrival.report(), roster);
    GeneralPractitioners.Share share = attribution.share(gp, current.priority(), roster, now);
    Attribution complete =
        share == GeneralPractitioners.Share.OFFER ? attribution.offeredTo(gp) : attribution;
    checkpoint.reached(Step.DECIDED);
    FollowUp opening =
        openings.row(
            tx,
            complete.owner(),
            ordered.refused() ? withoutRequester(found) : found,
            arrival.report().kind(),
            current.priority(),
            now);
    boolean asks =
        current.priority() != FollowUpPriority.NORMAL
            || current.status() != ReportStatus.PRELIMINARY;
    List<FollowUpMachine.Step> steps = steps(opening, complete, current, asks, roster, now);
    FollowUp row = steps.get(steps.size() - 1).row();
    List<WorkItem> questions = new ArrayList<>();
    if (complete.decision().ask()) {
      questions.add(question(row, WorkItem.Question.REQUESTER_UNKNOWN, evidence(found), now));
    }
    questions.addAll(doubts(row, arrival, ordered, otherPatient, maybe, now));
    write.opened(tx, arrival, steps, questions, copies(row, found, ordered, gp, share), roster);
    return row.id();
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

  /** The patient's wish: whoever ordered is not told what came of it. */
  private static Requesters.Found withoutRequester(Requesters.Found found) {
    return new Requesters.Found(null, found.site(), null, found.evidence());
  }

  /** Those who get the result without having to act. */
  private static List<String> copies(
      FollowUp row,
      Requesters.Found found,
      Ordered ordered,
      @Nullable Practitioner gp,
      GeneralPractitioners.Share share) {
    Set<String> copies = new LinkedHashSet<>();
    Practitioner requester = found.requester();
    // the requester is entitled to the whole, whoever owns it, unless the patient refused
    if (requester != null && requester.revokedOn() == null && !ordered.refused()) {
      copies.add(requester.id());
    }
    if (gp != null && share != GeneralPractitioners.Share.NOTHING) {
      copies.add(gp.id());
    }
    copies.remove(row.owner());
    return List.copyOf(copies);
  }

  /** Nothing came of an order: its requester is told, and owns the question. */
  void missing(Transaction tx, Order order, Instant now) {
    Roster roster = tx.roster();
    FollowUpPriority priority =
        order.urgent() ? FollowUpPriority.URGENT : FollowUpPriority.UNCLASSIFIED;
    Practitioner requester = roster.practitioner(order.requester()).orElse(null);
    Requesters.Found found = new Requesters.Found(requester, order.site(), null, "");
    Attribution attribution =
        Attribution.of(
            roster, found, Ordered.unknown(), priority, order.kind(), rules.policy(), now);
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
            context(roster, opening.site(), opening.owner(), now));
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

  private List<FollowUpMachine.Step> steps(
      FollowUp opening,
      Attribution attribution,
      Versions.Current current,
      boolean asks,
      Roster roster,
      Instant now) {
    FollowUpMachine.Context context = context(roster, opening.site(), opening.owner(), now);
    List<FollowUpMachine.Step> steps = new ArrayList<>();
    FollowUpMachine.Step received =
        FollowUpMachine.received(
            opening,
            current.priority(),
            asks,
            attribution.decision().reason() + " [" + attribution.decision().row() + "]",
            context);
    steps.add(received);
    if (current.withdrawn()) {
      steps.add(FollowUpMachine.version(received.row(), current, true, false, List.of(), context));
    }
    String offerTo = attribution.offerTo();
    if (offerTo != null && !offerTo.equals(opening.owner()) && !current.withdrawn()) {
      steps.add(
          FollowUpMachine.offeredByRule(
              received.row(), offerTo, attribution.decision().reason(), context));
    }
    return steps;
  }

  private WorkItem question(
      FollowUp row, WorkItem.Question question, String evidence, Instant now) {
    return Questions.ask(ids.next(), row, question, evidence, now);
  }

  private FollowUpMachine.Context context(
      Roster roster, @Nullable String site, String owner, Instant now) {
    return new FollowUpMachine.Context(
        Cover.of(roster, site, owner, now), rules.policy(), rules.node(), now);
  }
}
