// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Rights;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import fr.relais.flow.Answers;
import fr.relais.flow.Cases;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The forms of the acts and of the questions: shown by GET, done by POST, then another page. */
final class ActPages {

  private ActPages() {}

  static void show(Visit visit) {
    Verb verb = Verb.of(visit.ctx().pathParam("verb")).orElse(null);
    if (verb == null) {
      visit.nothing();
      return;
    }
    Cases.Case found = visit.result().orElse(null);
    if (found == null || refused(visit, found, verb)) {
      return;
    }
    String choice = visit.ctx().queryParam(Forms.CHOICE);
    Typed typed = choice == null ? Typed.NOTHING : new Typed(Map.of(Forms.CHOICE, choice));
    form(
        visit,
        found,
        new Forms(found, visit.reader(), typed).of(verb, colleagues(visit, found, verb)));
  }

  private static List<FormView.Option> colleagues(Visit visit, Cases.Case found, Verb verb) {
    return verb == Verb.OFFER
        ? new Colleagues(found, visit.times().now())
            .options(visit.desk().cases().colleagues(visit.reader()))
        : List.of();
  }

  private static void form(Visit visit, Cases.Case found, FormView form) {
    visit
        .pages()
        .show(
            visit.ctx(),
            "act",
            Map.of(
                "chrome",
                visit.chrome(form.heading()),
                "result",
                new Results(found, visit.reader(), visit.times()).view(),
                "form",
                form));
  }

  /** Says why the act is not proposed now; false when it is. */
  private static boolean refused(Visit visit, Cases.Case found, Verb verb) {
    FollowUp row = found.row();
    if (verb.offered(row, visit.reader(), found.reading().view())) {
      return false;
    }
    String taken =
        verb == Verb.TAKE ? new Chronicle(found, visit.times()).takenBy(visit.reader()) : null;
    String sentence = taken != null ? taken : why(verb, row, visit.reader());
    visit.say(
        HttpStatus.CONFLICT,
        taken != null ? "Déjà pris en charge" : "Pas maintenant",
        List.of(sentence),
        Verb.path(row),
        "Voir le résultat");
    return true;
  }

  private static String why(Verb verb, FollowUp row, String reader) {
    if (verb == Verb.TAKE && row.openOffer().isPresent()) {
      return "Ce résultat vous est proposé : acceptez-le ou refusez-le.";
    }
    if (verb == Verb.TAKE && row.owner().equals(reader)) {
      return "Vous l'avez déjà pris en charge.";
    }
    boolean waits = row.state() == FollowUpState.OPEN || row.state() == FollowUpState.OPENED;
    if (verb == Verb.REFUSE && row.owner().equals(reader)) {
      return "Le suivi est en cours : transmettez-le à un confrère.";
    }
    boolean undecided = waits || row.state() == FollowUpState.TAKEN;
    if (verb == Verb.REACH && row.owner().equals(reader) && undecided) {
      return "Décidez d'abord (« Informer le patient », par exemple) : ses numéros sont sur la page"
          + " du résultat, et l'issue de l'appel se note ensuite.";
    }
    if (verb == Verb.ACCEPT) {
      return "Aucune proposition ne vous attend pour ce résultat.";
    }
    return row.owner().equals(reader)
        ? "Ce résultat est « " + row.state().french() + " » : cet acte n'a pas lieu d'être."
        : "Seul le médecin responsable de ce résultat peut le faire.";
  }

  static void act(Visit visit) {
    Verb verb = Verb.of(visit.ctx().pathParam("verb")).orElse(null);
    if (verb == null) {
      visit.nothing();
      return;
    }
    Cases.Case found = visit.result().orElse(null);
    if (found == null || refused(visit, found, verb)) {
      return;
    }
    Typed typed = Typed.of(visit.ctx());
    Deeds.Result result =
        new Deeds(visit.desk().followUps(), found, visit.reader(), visit.times()).go(verb, typed);
    if (result instanceof Deeds.Result.Wrong wrong) {
      visit.ctx().status(HttpStatus.BAD_REQUEST);
      FormView form =
          new Forms(found, visit.reader(), typed).of(verb, colleagues(visit, found, verb));
      form(visit, found, Forms.mended(form, wrong.fields()));
    } else if (result instanceof Deeds.Result.Refused no) {
      late(visit, found, verb, no.reason());
    } else if (result instanceof Deeds.Result.Done done) {
      done(visit, verb, done);
    }
  }

  /** Someone was quicker, or the state changed since the page was shown. */
  private static void late(Visit visit, Cases.Case before, Verb verb, String reason) {
    String taken =
        visit
            .desk()
            .cases()
            .read(visit.reader(), before.row().id(), visit.session().emergency(before.row().id()))
            .filter(found -> verb == Verb.TAKE)
            .map(found -> new Chronicle(found, visit.times()).takenBy(visit.reader()))
            .orElse(null);
    visit.say(
        HttpStatus.CONFLICT,
        taken != null ? "Déjà pris en charge" : "Ce n'est pas fait",
        List.of(taken != null ? taken : reason),
        "/suivi",
        "Voir mes résultats");
  }

  private static void done(Visit visit, Verb verb, Deeds.Result.Done done) {
    FollowUp row = done.row();
    boolean over = !row.state().live();
    visit
        .session()
        .say(
            over
                ? new Session.Flash(
                    done.text(), Verb.path(row) + "/" + Verb.REOPEN.word(), "Rouvrir")
                : new Session.Flash(done.text(), null, null));
    visit.go(over || verb == Verb.REFUSE ? "/suivi" : Verb.path(row));
  }

  /** A question, found by its address on the result that it is about. */
  static void question(Visit visit) {
    Cases.Case found = visit.result().orElse(null);
    WorkItem item = found == null ? null : asked(visit, found);
    if (found != null && item != null) {
      form(visit, found, questionForm(visit, found, item, Typed.NOTHING));
    }
  }

  private static FormView questionForm(Visit visit, Cases.Case found, WorkItem item, Typed typed) {
    return new Forms(found, visit.reader(), typed)
        .question(item, new Colleagues(found, visit.times().now()).everyone());
  }

  private static @Nullable WorkItem asked(Visit visit, Cases.Case found) {
    String id = visit.ctx().pathParam("question");
    WorkItem item =
        found.questions().stream().filter(q -> q.id().equals(id)).findFirst().orElse(null);
    if (item == null) {
      visit.nothing();
      return null;
    }
    if (item.state() != WorkItemState.OPEN) {
      visit.say(
          HttpStatus.CONFLICT,
          "Déjà répondu",
          List.of("Cette question a déjà sa réponse."),
          Verb.path(found.row()),
          "Voir le résultat");
      return null;
    }
    return item;
  }

  static void answer(Visit visit) {
    Cases.Case found = visit.result().orElse(null);
    WorkItem item = found == null ? null : asked(visit, found);
    if (found == null || item == null) {
      return;
    }
    Typed typed = Typed.of(visit.ctx());
    String number = typed.get(Forms.CHOICE);
    int choice = number.matches("[0-9]") ? Integer.parseInt(number) : -1;
    String wrong =
        choice < 0 || choice >= item.choices().size() ? "Choisissez l'une des réponses." : "";
    if (!wrong.isEmpty()) {
      again(visit, found, item, typed, Map.of(Forms.CHOICE, wrong));
      return;
    }
    String person = typed.get(Forms.TO);
    Answers.Result result =
        visit
            .desk()
            .answers()
            .answer(
                item.id(),
                visit.reader(),
                item.choices().get(choice),
                person.isEmpty() || choice != 0 ? null : person);
    if (result instanceof Answers.Result.Refused no) {
      boolean missing = item.question() == WorkItem.Question.REQUESTER_UNKNOWN && choice == 0;
      again(visit, found, item, typed, Map.of(missing ? Forms.TO : Forms.CHOICE, no.reason()));
      return;
    }
    visit.session().say(new Session.Flash("Réponse notée.", null, null));
    visit.go("/suivi");
  }

  private static void again(
      Visit visit, Cases.Case found, WorkItem item, Typed typed, Map<String, String> wrong) {
    visit.ctx().status(HttpStatus.BAD_REQUEST);
    form(visit, found, Forms.mended(questionForm(visit, found, item, typed), wrong));
  }

  /** A question named without its result: looked for among those of this person. */
  static void find(Visit visit) {
    String id = visit.ctx().pathParam("question");
    Cases cases = visit.desk().cases();
    List<Cases.Line> lines =
        new ArrayList<>(cases.left(visit.reader(), ListPages.LOOKED_THROUGH_MAX));
    lines.addAll(cases.list(visit.reader(), ListPages.LOOKED_THROUGH_MAX));
    for (Cases.Line line : lines) {
      boolean here = line.questions().stream().anyMatch(q -> q.id().equals(id));
      if (here && line.reading().view() == Rights.View.WHOLE) {
        visit.go(Verb.path(line.row()) + "/question/" + id);
        return;
      }
    }
    visit.nothing();
  }
}
