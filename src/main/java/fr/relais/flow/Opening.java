// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.match.Requesters;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.ReportKind;
import java.time.Instant;
import java.util.List;

/** Makes the row of a follow-up before its first event. */
record Opening(Ids ids) {

  /** A row on which nothing happened yet. */
  FollowUp row(
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
}
