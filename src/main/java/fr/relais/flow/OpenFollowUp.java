// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Clock;
import fr.relais.core.decide.Cover;
import fr.relais.core.decide.CriticalMarks;
import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.Ladder;
import fr.relais.core.decide.Ladder.Stand;
import fr.relais.core.decide.Ownership;
import fr.relais.core.decide.Versions;
import fr.relais.core.match.Requesters;
import fr.relais.core.model.Content;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.OriginalMessage;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Checkpoint.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens the follow-up of a result that is not known yet: owner, deadline, next step. */
final class OpenFollowUp {
  private final Rules rules;
  private final Ids ids;
  private final Checkpoint checkpoint;
  private final Write write;

  OpenFollowUp(Rules rules, Ids ids, Checkpoint checkpoint) {
    this.rules = rules;
    this.ids = ids;
    this.checkpoint = checkpoint;
    this.write = new Write(ids, checkpoint);
  }

  void report(
      Transaction tx, Assign.Arrival arrival, boolean otherPatient, @Nullable String maybe) {
    Roster roster = tx.roster();
    Instant now = arrival.original().receivedAt();
    LocalDate today = now.atZone(ParisTime.ZONE).toLocalDate();
    Requesters.Found found = Requesters.find(arrival.report(), arrival.sender(), roster, today);
    checkpoint.reached(Step.MATCHED);
    Versions.Current current =
        Versions.of(
            List.of(new Versions.Version(arrival.report(), arrival.version().cumulative())));
    Attribution attribution =
        attribute(roster, found, current.priority(), arrival.report().kind(), now);
    checkpoint.reached(Step.DECIDED);
    FollowUp opening =
        opening(tx, attribution.owner(), found, arrival.report().kind(), current.priority(), now);
    boolean asks =
        current.priority() != FollowUpPriority.NORMAL
            || current.status() != ReportStatus.PRELIMINARY;
    List<WorkItem> questions = new ArrayList<>();
    List<FollowUpMachine.Step> steps = steps(opening, attribution, current, asks, roster, now);
    FollowUp row = steps.get(steps.size() - 1).row();
    if (attribution.decision().ask()) {
      questions.add(question(row, WorkItem.Question.REQUESTER_UNKNOWN, evidence(found), now));
    }
    if (arrival.sender() == null) {
      questions.add(question(row, WorkItem.Question.SENDER_UNKNOWN, "", now));
    }
    if (otherPatient) {
      questions.add(question(row, WorkItem.Question.SAME_NUMBER_OTHER_PATIENT, "", now));
    }
    if (maybe != null) {
      questions.add(
          question(
              row, WorkItem.Question.MAYBE_SAME_RESULT, "Peut-être le même que " + maybe, now));
    }
    write.opened(tx, arrival, steps, questions, copyToRequester(row, found), roster);
  }

  /** The requester is entitled to the whole, whoever owns it. */
  private static @Nullable String copyToRequester(FollowUp row, Requesters.Found found) {
    Practitioner requester = found.requester();
    return requester == null || requester.id().equals(row.owner()) || requester.revokedOn() != null
        ? null
        : requester.id();
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

  /** Who owns it, and to whom it is offered. */
  private record Attribution(String owner, @Nullable String offerTo, Ownership.Decision decision) {}

  private Attribution attribute(
      Roster roster,
      Requesters.Found found,
      FollowUpPriority priority,
      ReportKind kind,
      Instant now) {
    Cover cover = Cover.of(roster, found.site(), "", now);
    Instant deadline = Ladder.of(Clock.TAKE_CHARGE, priority, kind, now, rules.policy()).deadline();
    Ownership.Decision decision =
        Ownership.decide(
            new Ownership.Facts(
                standing(roster, found.requester(), now, deadline),
                found.site() != null,
                cover.who(Stand.DUTY_DOCTOR).isPresent(),
                roster.site(found.site()).map(s -> s.awayToDuty()).orElse(false)));
    String owner =
        decision.owner() == null
            ? Objects.requireNonNull(found.requester()).id()
            : holder(cover, decision.owner());
    String offerTo = decision.offerTo() == null ? null : holder(cover, decision.offerTo());
    return new Attribution(owner, offerTo, decision);
  }

  /** Whoever holds the stand, or the next one above; the operator's doctor always exists. */
  private static String holder(Cover cover, Stand stand) {
    for (Stand above : EnumSet.range(stand, Stand.OPERATOR_DOCTOR)) {
      if (cover.who(above).isPresent()) {
        return cover.who(above).get();
      }
    }
    throw new IllegalStateException("no operator duty doctor: the last rung is missing");
  }

  private static Ownership.Requester standing(
      Roster roster, @Nullable Practitioner requester, Instant now, Instant deadline) {
    if (requester == null) {
      return Ownership.Requester.UNKNOWN;
    }
    LocalDate today = now.atZone(ParisTime.ZONE).toLocalDate();
    if (requester.revokedOn() != null && !requester.revokedOn().isAfter(today)) {
      return Ownership.Requester.CANNOT_PRACTISE;
    }
    if (requester.missionEnds() != null && requester.missionEnds().isBefore(today)) {
      return Ownership.Requester.MISSION_ENDED;
    }
    return roster.absent(requester.id(), now) && roster.absent(requester.id(), deadline)
        ? Ownership.Requester.AWAY
        : Ownership.Requester.ACTIVE;
  }

  /** A share that was not understood: nobody reads it yet, and it has an owner like any result. */
  void unread(
      Transaction tx,
      OriginalMessage original,
      @Nullable Sender sender,
      Content part,
      List<Problem> why) {
    StringBuilder evidence = new StringBuilder();
    for (Problem problem : why) {
      evidence
          .append(problem.place())
          .append(" : ")
          .append(problem.cause())
          .append(' ')
          .append(problem.cure())
          .append('\n');
    }
    keepUnread(
        tx,
        original,
        sender,
        part,
        WorkItem.Question.MESSAGE_NOT_UNDERSTOOD,
        "Message non compris avec certitude ; vous en répondez jusqu'à ce qu'il soit lu.",
        evidence.toString());
  }

  void failed(Transaction tx, OriginalMessage original, @Nullable Sender sender) {
    keepUnread(
        tx,
        original,
        sender,
        original.content(),
        WorkItem.Question.TREATMENT_FAILED,
        "Relais n'a pas pu traiter ce message ; vous en répondez jusqu'à ce qu'il soit lu.",
        "Traitement interrompu. Prévenez l'opérateur.");
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
    String owner = holder(Cover.of(roster, site, "", now), Stand.REFERENT);
    FollowUpPriority priority = CriticalMarks.priorityOf(part);
    Requesters.Found nobody = new Requesters.Found(null, site, null, "");
    FollowUp opening = opening(tx, owner, nobody, ReportKind.BIOLOGY, priority, now);
    FollowUpMachine.Step step =
        FollowUpMachine.received(
            opening, priority, true, reason, context(roster, site, owner, now));
    write.unread(tx, original, part, step, question(step.row(), question, evidence, now), roster);
  }

  private FollowUp opening(
      Transaction tx,
      String owner,
      Requesters.Found found,
      ReportKind kind,
      FollowUpPriority priority,
      Instant now) {
    String requester = found.requester() == null ? null : found.requester().id();
    return new FollowUp(
        ids.next(),
        reference(tx),
        FollowUpState.OPEN,
        priority,
        kind,
        owner,
        found.site(),
        requester,
        now,
        now,
        null,
        now,
        0,
        0,
        0,
        List.of(),
        null,
        null,
        null,
        0);
  }

  /** Four characters that name no other follow-up that is still open. */
  private String reference(Transaction tx) {
    String reference = ids.reference();
    while (tx.byReference(reference).map(f -> f.state().live()).orElse(false)) {
      reference = ids.reference();
    }
    return reference;
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
