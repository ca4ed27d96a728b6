// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.DmpPolicy;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what must be true of follow-ups at the end of one step of a story. */
record StoryExpectationReader(Instant at, Roster roster, List<StoryProblem.Fault> faults) {

  Story.Expectation read(YamlNode node) {
    node.only(
        "follow-up",
        "state",
        "priority",
        "owner",
        "requester",
        "due",
        "deadline",
        "rung",
        "offered-to",
        "versions",
        "merged-into",
        "questions",
        "row",
        "decision",
        "outcome",
        "hops",
        "failed-attempts",
        "dmp");
    if (node.size() - (node.has("follow-up") ? 1 : 0) == 0) {
      node.fault("", "Cette attente ne dit rien.", "Dites ce qui doit être vrai, ou retirez-la.");
    }
    Integer number = node.number("follow-up");
    return new Story.Expectation(
        number == null ? 1 : number,
        node.choice("state", FollowUpState.values()),
        node.choice("priority", FollowUpPriority.values()),
        node.optional("owner") == null ? null : person(node, "owner"),
        personOr("inconnu", node, "requester"),
        due(node, "due"),
        due(node, "deadline"),
        node.number("rung"),
        personOr("personne", node, "offered-to"),
        node.number("versions"),
        node.number("merged-into"),
        node.has("questions") ? node.choices("questions", WorkItem.Question.values()) : null,
        row(node),
        node.choice("decision", ClinicalDecision.values()),
        node.choice("outcome", ClinicalOutcome.values()),
        node.number("hops"),
        node.number("failed-attempts"),
        node.choice("dmp", DmpPolicy.Reason.values()));
  }

  private static @Nullable String row(YamlNode node) {
    String row = node.optional("row");
    if (row != null && !row.matches("R[0-9]{1,2}[a-e]?\\+?")) {
      node.fault("row", "Ce n'est pas une ligne de la table.", "Écrivez par exemple R2a.");
    }
    return row;
  }

  private Story.@Nullable Due due(YamlNode node, String key) {
    String text = node.optional(key);
    if (text == null) {
      return null;
    }
    return new Story.Due(
        text.equals("aucune") ? null : StoryTime.read(text, at, node.place(key), faults));
  }

  /** Null when the story does not say; the word that stands for nobody as it is. */
  private @Nullable String personOr(String nobody, YamlNode node, String key) {
    String text = node.optional(key);
    return text == null || text.equals(nobody) ? text : person(node, key);
  }

  private String person(YamlNode node, String key) {
    return StoryEventReader.person(node, key, roster);
  }
}
