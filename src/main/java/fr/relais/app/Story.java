// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.DmpPolicy;
import fr.relais.core.model.Channel;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.ProducerAcknowledgement;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Policies;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A story: who is there, what happens when, what must come of it. Its form for outsiders is in
 * {@code src/docs/stories.md}.
 */
record Story(String title, Instant start, Roster roster, Policies policies, List<Step> steps) {
  Story {
    steps = List.copyOf(steps);
  }

  /** The rules that the people of the story signed, as of this instant. */
  Policies policies(Instant at) {
    Policies now = policies;
    for (Step step : steps) {
      if (step.policies() != null && !step.at().isAfter(at)) {
        now = step.policies();
      }
    }
    return now;
  }

  /**
   * One moment of a story.
   *
   * @param place where in the file, for messages
   * @param roster null when the people stay the same
   * @param policies what they signed; null when the people stay the same
   * @param events what happens, in its order
   * @param awaited how many orders must still be without a result; null when the story does not say
   */
  record Step(
      String place,
      Instant at,
      @Nullable Roster roster,
      @Nullable Policies policies,
      List<StoryEvent> events,
      List<Expectation> expect,
      @Nullable Integer followUps,
      @Nullable Integer awaited,
      @Nullable List<Told> told) {
    Step {
      events = List.copyOf(events);
      expect = List.copyOf(expect);
    }
  }

  /**
   * What must be true of one follow-up; null where the story does not say.
   *
   * @param row the row of the table that decided who owns it
   * @param dmp the latest decision about the patient's DMP
   */
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
      @Nullable List<WorkItem.Question> questions,
      @Nullable String row,
      @Nullable ClinicalDecision decision,
      @Nullable ClinicalOutcome outcome,
      @Nullable Integer hops,
      @Nullable Integer failedAttempts,
      DmpPolicy.@Nullable Reason dmp) {}

  /** A time that is expected; null inside when nothing must be due any more. */
  record Due(@Nullable Instant at) {}

  /**
   * What someone must have been sent since the step before; nothing else may have been sent.
   *
   * @param by the way it went; null when the story does not say
   * @param address where it went; null when the story does not say
   * @param says what an acknowledgement says; null when the story does not say, or for all else
   */
  record Told(
      String who,
      Delivery.Kind kind,
      @Nullable Channel by,
      @Nullable String address,
      ProducerAcknowledgement.@Nullable Said says) {
    /** Whether this is what was sent. */
    boolean describes(Told sent) {
      return who.equals(sent.who)
          && kind == sent.kind
          && (by == null || by == sent.by)
          && (address == null || address.equals(sent.address))
          && (says == null || says == sent.says);
    }

    /** How much of what was sent it describes. */
    int precision() {
      return (by == null ? 0 : 1) + (address == null ? 0 : 2) + (says == null ? 0 : 4);
    }

    @Override
    public String toString() {
      return kind
          + (by == null ? "" : " par " + by.code())
          + (address == null ? "" : " (" + address + ")")
          + (says == null ? "" : " : " + says);
    }
  }
}
