// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.Act;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A story: who is there, what happens when, what must come of it. Its form for outsiders is in
 * {@code src/docs/stories.md}.
 */
record Story(String title, Instant start, Roster roster, List<Step> steps) {
  Story {
    steps = List.copyOf(steps);
  }

  /**
   * One moment of a story.
   *
   * @param place where in the file, for messages
   * @param receive null when nothing is received
   * @param act null when nobody acts
   * @param roster null when the people stay the same
   */
  record Step(
      String place,
      Instant at,
      @Nullable Arrival receive,
      @Nullable Deed act,
      @Nullable Roster roster,
      List<Expectation> expect,
      @Nullable Integer followUps,
      @Nullable List<Told> told) {
    Step {
      expect = List.copyOf(expect);
    }
  }

  /**
   * A message at the door.
   *
   * @param folder drop folder; null when it comes by MLLP
   * @param answer what the sender must be told; null when the story does not say
   */
  record Arrival(Content content, @Nullable String folder, Acknowledgement.@Nullable Kind answer) {}

  /**
   * Someone acts.
   *
   * @param on number of the follow-up, 1 for the first that was opened
   * @param refused whether the act must be refused
   */
  record Deed(
      Act.Kind kind,
      String who,
      int on,
      @Nullable String to,
      @Nullable ClinicalDecision decision,
      @Nullable ClinicalOutcome outcome,
      @Nullable String note,
      boolean refused) {}

  /** What must be true of one follow-up; null where the story does not say. */
  record Expectation(
      int followUp,
      @Nullable FollowUpState state,
      @Nullable FollowUpPriority priority,
      @Nullable String owner,
      @Nullable String requester,
      @Nullable Due due,
      @Nullable Due deadline,
      @Nullable Integer rung,
      @Nullable String offeredTo,
      @Nullable Integer versions,
      @Nullable Integer mergedInto,
      @Nullable List<WorkItem.Question> questions) {}

  /** A time that is expected; null inside when nothing must be due any more. */
  record Due(@Nullable Instant at) {}

  /** What someone must have been sent since the step before; nothing else may have been sent. */
  record Told(String who, Delivery.Kind kind) {}
}
