// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Act;
import fr.relais.core.decide.Acts;
import fr.relais.core.decide.Rights;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.flow.Cases;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * « Tout vu »: what the laboratory says is all normal, listed by name with a preview, closed by one
 * gesture, each by its own events. Nothing else is ever closed together.
 */
final class TogetherPages {
  static final String PATH = "/suivi/tout-vu";
  static final String UNDO = "/suivi/annuler";
  private static final String CHOSEN = "suivi";
  private static final String UNDONE = "annulé par son auteur";
  private static final Duration UNDO_WITHIN = Duration.ofSeconds(30);
  private static final int TOGETHER_MAX = 100;

  private TogetherPages() {}

  static List<Cases.Line> normals(String reader, List<Cases.Line> lines) {
    return lines.stream()
        .filter(line -> closes(line, reader))
        .sorted(Lines.ORDER)
        .limit(TOGETHER_MAX)
        .toList();
  }

  /** The laboratory says that each of its values is normal, and nothing is asked about it. */
  private static boolean closes(Cases.Line line, String reader) {
    FollowUpState state = line.row().state();
    boolean waits =
        state == FollowUpState.OPEN
            || state == FollowUpState.OPENED
            || state == FollowUpState.TAKEN;
    return line.row().priority() == FollowUpPriority.NORMAL
        && line.row().owner().equals(reader)
        && line.reading().view() == Rights.View.WHOLE
        && waits
        && line.row().openOffer().isEmpty()
        && line.questions().isEmpty()
        && line.current() != null;
  }

  private static List<Cases.Line> normals(Visit visit) {
    return normals(
        visit.reader(), visit.desk().cases().list(visit.reader(), ListPages.LOOKED_THROUGH_MAX));
  }

  static void show(Visit visit) {
    List<TogetherView> all =
        normals(visit).stream().map(l -> TogetherView.of(l, visit.times())).toList();
    visit
        .pages()
        .show(
            visit.ctx(),
            "together",
            Map.of("chrome", visit.chrome("Tout vu"), "normals", all, "action", PATH));
  }

  /** What changed since the page was shown is left for another look. */
  static void close(Visit visit) {
    List<String> chosen = visit.ctx().formParams(CHOSEN);
    List<String> closed = new ArrayList<>();
    int left = 0;
    for (Cases.Line line : normals(visit)) {
      String id = line.row().id();
      if (chosen.contains(TogetherView.name(line))) {
        if (seen(visit, line)) {
          closed.add(id);
        }
      } else if (chosen.stream().anyMatch(name -> name.startsWith(id + "."))) {
        left++;
      }
    }
    visit.session().undoable(closed);
    String said =
        closed.isEmpty()
            ? "Aucun résultat n'a été conclu."
            : closed.size()
                + (closed.size() == 1 ? " résultat conclu" : " résultats conclus")
                + " : vus, rien à faire.";
    String changed = left == 0 ? "" : " " + left + " a changé entre-temps : relisez-le.";
    visit
        .session()
        .say(
            closed.isEmpty()
                ? new Session.Flash(said + changed, null, null)
                : new Session.Flash(said + changed, UNDO, "Annuler (30 s)"));
    visit.go("/suivi");
  }

  private static boolean seen(Visit visit, Cases.Line line) {
    String id = line.row().id();
    var followUps = visit.desk().followUps();
    var now = visit.times().now();
    if (line.row().state() != FollowUpState.TAKEN) {
      Acts.Result taken = followUps.act(id, Act.of(Act.Kind.TAKE, visit.reader(), now));
      if (!(taken instanceof Acts.Result.Done)) {
        return false;
      }
    }
    return followUps.act(
            id, Act.decide(visit.reader(), now, ClinicalDecision.SEEN_NOTHING_TO_DO, null))
        instanceof Acts.Result.Done;
  }

  /** Only by whoever closed it, and only for half a minute: the history says so. */
  static void undo(Visit visit) {
    int undone = 0;
    for (String id : visit.session().undoable()) {
      boolean may =
          visit
              .desk()
              .cases()
              .read(visit.reader(), id, null)
              .filter(found -> justClosed(visit, found))
              .isPresent();
      Act reopen = Act.of(Act.Kind.REOPEN, visit.reader(), visit.times().now()).withNote(UNDONE);
      if (may && visit.desk().followUps().act(id, reopen) instanceof Acts.Result.Done) {
        undone++;
      }
    }
    visit.session().undoable(List.of());
    if (undone == 0) {
      visit.say(
          HttpStatus.CONFLICT,
          "Trop tard pour annuler",
          List.of("Au-delà de 30 secondes, ouvrez le résultat et rouvrez-le avec un motif."),
          "/suivi",
          "Voir mes résultats");
      return;
    }
    visit
        .session()
        .say(
            new Session.Flash(
                undone == 1
                    ? "Annulé : 1 résultat rouvert."
                    : "Annulé : " + undone + " résultats rouverts.",
                null,
                null));
    visit.go("/suivi");
  }

  private static boolean justClosed(Visit visit, Cases.Case found) {
    List<FollowUpEvent> history = found.history();
    if (history.isEmpty()) {
      return false;
    }
    FollowUpEvent last = history.get(history.size() - 1);
    return last.kind() == FollowUpEvent.Kind.CLOSED
        && last.actor().equals(visit.reader())
        && !visit.times().now().isAfter(last.at().plus(UNDO_WITHIN));
  }
}
