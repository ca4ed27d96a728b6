// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The closed loop of one lineage of reports: at every instant one owner, a deadline and a next
 * step. This row is the fold of its {@link FollowUpEvent}s.
 *
 * @param reference short name that people use, four characters
 * @param about biology and pathology or not: it sets the clock of an unclassified result
 * @param owner id of the {@link Practitioner} who is responsible now
 * @param site null when no site is known
 * @param requester id of the practitioner who ordered; null when he is not known
 * @param clockStart when the clock that runs now started
 * @param deadline when the person in charge is late
 * @param nextDue when the next step is due; null only when concluded
 * @param rung the last rung reached on the clock that runs; 0 when only the owner was told
 * @param failedAttempts times that the patient was not reached since the decision
 * @param mergedInto the follow-up that took its place, when two turned out to be one
 * @param seq number of its last event
 */
public record FollowUp(
    String id,
    String reference,
    FollowUpState state,
    FollowUpPriority priority,
    ReportKind about,
    String owner,
    @Nullable String site,
    @Nullable String requester,
    Instant receivedAt,
    Instant clockStart,
    @Nullable Instant deadline,
    @Nullable Instant nextDue,
    int rung,
    int hops,
    int failedAttempts,
    List<Handover> offers,
    @Nullable ClinicalDecision decision,
    @Nullable ClinicalOutcome outcome,
    @Nullable String mergedInto,
    int seq) {

  public FollowUp {
    offers = List.copyOf(offers);
    if (state.live() && nextDue == null) {
      throw new IllegalArgumentException("an open follow-up has a next due time");
    }
  }

  /** The same, now that it is known who ordered and for which site. */
  public FollowUp requestedBy(@Nullable String who, @Nullable String where) {
    return new FollowUp(
        id,
        reference,
        state,
        priority,
        about,
        owner,
        where,
        who,
        receivedAt,
        clockStart,
        deadline,
        nextDue,
        rung,
        hops,
        failedAttempts,
        offers,
        decision,
        outcome,
        mergedInto,
        seq);
  }

  /** Whether its next step is due. */
  public boolean dueAt(Instant now) {
    return nextDue != null && !nextDue.isAfter(now);
  }

  /** The offer that waits for an answer, if there is one. */
  public Optional<Handover> openOffer() {
    return offers.stream().filter(o -> o.state() == HandoverState.OFFERED).findFirst();
  }
}
