// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.DmpPolicy;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.Handover;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import fr.relais.flow.DmpDecision;
import fr.relais.flow.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds what happened against what a story expects; each difference is one French line. */
record StoryCheck(
    IntFunction<FollowUp> followUp,
    Store store,
    List<Story.Told> sent,
    boolean crashed,
    List<String> differences) {

  private static final int LISTED_MAX = 10_000;
  private static final Pattern ROW = Pattern.compile("\\[(R\\d+[a-e]?\\+?)]$");

  void check(Story.Step step, int opened) {
    if (step.followUps() != null && step.followUps() != opened) {
      differ(step.place(), "nombre de suivis", step.followUps(), opened);
    }
    if (step.awaited() != null) {
      int awaited = store.awaitedOrders(LISTED_MAX).size();
      same(step.place(), "prescriptions attendues", step.awaited(), awaited);
    }
    for (Story.Expectation expected : step.expect()) {
      if (expected.followUp() < 1 || expected.followUp() > opened) {
        differences.add(step.place() + " : il n'y a pas de suivi " + expected.followUp());
      } else if (expected.mergedInto() != null
          && (expected.mergedInto() < 1 || expected.mergedInto() > opened)) {
        differences.add(step.place() + " : il n'y a pas de suivi " + expected.mergedInto());
      } else {
        check(step.place(), expected, followUp.apply(expected.followUp()));
      }
    }
    if (step.told() != null && !crashed) {
      told(step.place(), step.told());
    }
  }

  private void check(String place, Story.Expectation expected, FollowUp found) {
    String where = place + ", suivi " + expected.followUp();
    same(where, "état", expected.state(), found.state());
    same(where, "urgence", expected.priority(), found.priority());
    same(where, "responsable", expected.owner(), found.owner());
    same(
        where,
        "prescripteur",
        expected.requester(),
        Objects.requireNonNullElse(found.requester(), "inconnu"));
    due(where, "prochaine échéance", expected.due(), found.nextDue());
    due(where, "à faire avant", expected.deadline(), found.deadline());
    same(where, "échelon", expected.rung(), found.rung());
    same(
        where,
        "proposé à",
        expected.offeredTo(),
        found.openOffer().map(Handover::to).orElse("personne"));
    if (expected.mergedInto() != null) {
      FollowUp into = followUp.apply(expected.mergedInto());
      same(where, "joint à", into.id(), found.mergedInto());
    }
    if (expected.versions() != null) {
      int versions = store.inTransaction(tx -> tx.versions(found.id())).size();
      same(where, "versions", expected.versions(), versions);
    }
    if (expected.questions() != null) {
      List<WorkItem.Question> open =
          store.inTransaction(tx -> tx.workItemsOf(found.id())).stream()
              .filter(w -> w.state() == WorkItemState.OPEN)
              .map(WorkItem::question)
              .sorted()
              .toList();
      same(where, "questions", expected.questions().stream().sorted().toList(), open);
    }
    further(where, expected, found);
  }

  private void further(String where, Story.Expectation expected, FollowUp found) {
    same(where, "ligne", expected.row(), expected.row() == null ? null : row(found.id()));
    same(where, "décision", expected.decision(), found.decision());
    same(where, "issue", expected.outcome(), found.outcome());
    same(where, "transmissions acceptées", expected.hops(), found.hops());
    same(where, "tentatives sans réponse", expected.failedAttempts(), found.failedAttempts());
    same(where, "DMP", expected.dmp(), expected.dmp() == null ? null : dmp(found.id()));
  }

  private DmpPolicy.@Nullable Reason dmp(String followUp) {
    return store.inTransaction(tx -> DmpDecision.of(tx, tx.versions(followUp))).stream()
        .map(DmpDecision::reason)
        .reduce((first, second) -> second)
        .orElse(null);
  }

  /** The latest decision that names its row says who owns it. */
  private String row(String followUp) {
    String row = "aucune";
    for (FollowUpEvent event : store.history(followUp)) {
      Matcher named = ROW.matcher(event.reason());
      row = named.find() ? named.group(1) : row;
    }
    return row;
  }

  private void told(String place, List<Story.Told> expected) {
    List<Story.Told> extra = new ArrayList<>(sent);
    List<Story.Told> exactFirst = new ArrayList<>(expected);
    exactFirst.sort(Comparator.comparingInt(Story.Told::precision).reversed());
    for (Story.Told one : exactFirst) {
      Story.Told found = extra.stream().filter(one::describes).findFirst().orElse(null);
      if (found == null) {
        differences.add(place + " : " + one.who() + " aurait dû recevoir " + one);
      } else {
        extra.remove(found);
      }
    }
    extra.forEach(t -> differences.add(place + " : " + t.who() + " a reçu de trop " + t));
  }

  private void same(String where, String what, @Nullable Object expected, @Nullable Object found) {
    if (expected != null && !expected.equals(found)) {
      differ(where, what, expected, found);
    }
  }

  private void due(
      String where, String what, Story.@Nullable Due expected, @Nullable Instant found) {
    if (expected != null && !Objects.equals(expected.at(), found)) {
      differ(where, what, show(expected.at()), show(found));
    }
  }

  private static String show(@Nullable Instant at) {
    return at == null ? "aucune" : StoryTime.show(at);
  }

  private void differ(String where, String what, Object expected, @Nullable Object found) {
    differences.add(where + " : " + what + " attendu " + expected + ", trouvé " + found);
  }
}
