// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.WorkItem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a follow-up stands when the story ends, without the identifiers that differ by run. */
record StoryEnd(
    FollowUpState state,
    FollowUpPriority priority,
    String owner,
    @Nullable String requester,
    @Nullable Instant deadline,
    @Nullable Instant nextDue,
    int rung,
    @Nullable String mergedInto,
    List<String> events,
    int versions,
    List<WorkItem.Question> questions,
    List<String> deliveries) {

  static StoryEnd of(
      FollowUp row,
      @Nullable String mergedInto,
      List<FollowUpEvent> history,
      int versions,
      List<WorkItem.Question> questions,
      List<String> deliveries) {
    return new StoryEnd(
        row.state(),
        row.priority(),
        row.owner(),
        row.requester(),
        row.deadline(),
        row.nextDue(),
        row.rung(),
        mergedInto,
        history.stream().map(e -> e.at() + " " + e.kind() + " " + e.actor()).toList(),
        versions,
        questions,
        deliveries.stream().sorted().toList());
  }
}
