// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Handover;
import fr.relais.core.model.HandoverState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The current row is the fold of its events. It computes nothing: times and owners were decided
 * when the event happened, and are read from it.
 */
public final class FollowUpFold {

  private FollowUpFold() {}

  /** The row after the next event; {@code row.seq() + 1 == event.seq()}. */
  public static FollowUp next(FollowUp row, FollowUpEvent event) {
    if (event.seq() != row.seq() + 1) {
      throw new IllegalArgumentException("event " + event.seq() + " does not follow " + row.seq());
    }
    return new FollowUp(
        row.id(),
        row.reference(),
        state(row, event),
        event.priority(),
        row.about(),
        owner(row, event),
        row.site(),
        row.requester(),
        row.receivedAt(),
        event.clockStart(),
        event.deadline(),
        event.nextDue(),
        event.rung(),
        row.hops() + (event.kind() == FollowUpEvent.Kind.OFFER_ACCEPTED ? 1 : 0),
        failedAttempts(row, event),
        offers(row, event),
        decision(row, event),
        outcome(row, event),
        event.kind() == FollowUpEvent.Kind.MERGED ? event.person() : row.mergedInto(),
        event.seq());
  }

  /**
   * The row that these events make, on what never changes of a follow-up (id, reference, kind,
   * site, requester, time of reception).
   */
  public static FollowUp replay(FollowUp row, List<FollowUpEvent> events) {
    FollowUpEvent first = events.get(0);
    FollowUp folded =
        opening(row, Objects.requireNonNull(first.person(), "a reception names its owner"), first);
    for (FollowUpEvent event : events) {
      folded = next(folded, event);
    }
    return folded;
  }

  /**
   * When the clock of taking charge that ran last had started: when the result came, or was
   * materially opened again.
   */
  public static Instant since(FollowUp row, List<FollowUpEvent> events) {
    FollowUpEvent first = events.get(0);
    FollowUp folded =
        opening(row, Objects.requireNonNull(first.person(), "a reception names its owner"), first);
    Instant since = first.clockStart();
    for (FollowUpEvent event : events) {
      folded = next(folded, event);
      boolean waits =
          folded.state() == FollowUpState.OPEN || folded.state() == FollowUpState.OPENED;
      since = waits ? folded.clockStart() : since;
    }
    return since;
  }

  /** A row on which no event has been folded yet. */
  static FollowUp opening(FollowUp row, String owner, FollowUpEvent first) {
    return new FollowUp(
        row.id(),
        row.reference(),
        FollowUpState.OPEN,
        first.priority(),
        row.about(),
        owner,
        row.site(),
        row.requester(),
        row.receivedAt(),
        first.clockStart(),
        first.deadline(),
        first.nextDue(),
        0,
        0,
        0,
        List.of(),
        null,
        null,
        null,
        0);
  }

  private static FollowUpState state(FollowUp row, FollowUpEvent event) {
    return switch (event.kind()) {
      case RECEIVED, VERSION_REOPENS, GIVEN_UP, REOPENED -> FollowUpState.OPEN;
      case VERSION_ADDED,
          RUNG_REACHED,
          OFFERED,
          OFFER_REFUSED,
          OFFER_EXPIRED,
          OFFER_WITHDRAWN,
          CALL_NOTED,
          READ_IN_EMERGENCY,
          APPOINTMENT_BOOKED,
          APPOINTMENT_CHANGED,
          APPOINTMENT_CANCELLED,
          APPOINTMENT_MISSED ->
          row.state();
      // whoever opened it was another
      case ATTRIBUTED -> row.state() == FollowUpState.OPENED ? FollowUpState.OPEN : row.state();
      case MOVED ->
          row.state() == FollowUpState.WITHDRAWN ? FollowUpState.WITHDRAWN : FollowUpState.OPEN;
      case WITHDRAWN -> FollowUpState.WITHDRAWN;
      case OPENED -> FollowUpState.OPENED;
      case TAKEN, ATTEMPTS_EXHAUSTED -> FollowUpState.TAKEN;
      case OFFER_ACCEPTED -> accepted(row.state());
      case DECIDED, ATTEMPT_FAILED -> FollowUpState.IN_PROGRESS;
      case CLOSED, CONCLUDED, WITHDRAWAL_SEEN, RETURNED, HISTORY, COPIED, MERGED ->
          FollowUpState.CONCLUDED;
    };
  }

  /** Accepting a hand-over is taking charge; it concludes nothing and undoes no decision. */
  private static FollowUpState accepted(FollowUpState state) {
    return switch (state) {
      case OPEN, OPENED, TAKEN -> FollowUpState.TAKEN;
      case IN_PROGRESS, CONCLUDED, WITHDRAWN -> state;
    };
  }

  private static String owner(FollowUp row, FollowUpEvent event) {
    return event.kind().namesOwner() && event.person() != null ? event.person() : row.owner();
  }

  private static int failedAttempts(FollowUp row, FollowUpEvent event) {
    return switch (event.kind()) {
      case ATTEMPT_FAILED, APPOINTMENT_MISSED -> row.failedAttempts() + 1;
      case DECIDED, ATTEMPTS_EXHAUSTED, REOPENED, VERSION_REOPENS -> 0;
      case RECEIVED,
          VERSION_ADDED,
          WITHDRAWN,
          ATTRIBUTED,
          OPENED,
          TAKEN,
          GIVEN_UP,
          CLOSED,
          CONCLUDED,
          WITHDRAWAL_SEEN,
          RUNG_REACHED,
          OFFERED,
          OFFER_ACCEPTED,
          OFFER_REFUSED,
          OFFER_EXPIRED,
          OFFER_WITHDRAWN,
          CALL_NOTED,
          READ_IN_EMERGENCY,
          MOVED,
          RETURNED,
          HISTORY,
          COPIED,
          APPOINTMENT_BOOKED,
          APPOINTMENT_CHANGED,
          APPOINTMENT_CANCELLED,
          MERGED ->
          row.failedAttempts();
    };
  }

  private static List<Handover> offers(FollowUp row, FollowUpEvent event) {
    if (event.kind() == FollowUpEvent.Kind.OFFERED) {
      List<Handover> offers = new ArrayList<>(settled(row, HandoverState.WITHDRAWN));
      offers.add(
          new Handover(
              row.owner(),
              Objects.requireNonNull(event.person()),
              Objects.requireNonNull(event.offerExpires()),
              HandoverState.OFFERED));
      return offers;
    }
    HandoverState settledAs = settles(event.kind());
    return settledAs == null ? row.offers() : settled(row, settledAs);
  }

  /** What an event makes of the offer that waits; null when it leaves it waiting. */
  static @Nullable HandoverState settles(FollowUpEvent.Kind kind) {
    return switch (kind) {
      case OFFER_ACCEPTED -> HandoverState.ACCEPTED;
      case OFFER_REFUSED -> HandoverState.REFUSED;
      case OFFER_EXPIRED -> HandoverState.EXPIRED;
      case TAKEN,
          ATTRIBUTED,
          CLOSED,
          CONCLUDED,
          WITHDRAWAL_SEEN,
          MOVED,
          RETURNED,
          HISTORY,
          COPIED,
          MERGED,
          OFFER_WITHDRAWN,
          WITHDRAWN ->
          HandoverState.WITHDRAWN;
      case RECEIVED,
          VERSION_ADDED,
          VERSION_REOPENS,
          OPENED,
          GIVEN_UP,
          DECIDED,
          ATTEMPT_FAILED,
          ATTEMPTS_EXHAUSTED,
          REOPENED,
          RUNG_REACHED,
          CALL_NOTED,
          READ_IN_EMERGENCY,
          APPOINTMENT_BOOKED,
          APPOINTMENT_CHANGED,
          APPOINTMENT_CANCELLED,
          APPOINTMENT_MISSED,
          OFFERED ->
          null;
    };
  }

  private static List<Handover> settled(FollowUp row, HandoverState as) {
    return row.offers().stream()
        .map(o -> o.state() == HandoverState.OFFERED ? o.with(as) : o)
        .toList();
  }

  private static @Nullable ClinicalDecision decision(FollowUp row, FollowUpEvent event) {
    return clears(row, event) ? null : event.decision() != null ? event.decision() : row.decision();
  }

  private static @Nullable ClinicalOutcome outcome(FollowUp row, FollowUpEvent event) {
    return clears(row, event) ? null : event.outcome() != null ? event.outcome() : row.outcome();
  }

  /** What is open again is to be decided anew; the former decision stays in the history. */
  private static boolean clears(FollowUp row, FollowUpEvent event) {
    FollowUpState next = state(row, event);
    return next == FollowUpState.OPEN || next == FollowUpState.WITHDRAWN;
  }
}
