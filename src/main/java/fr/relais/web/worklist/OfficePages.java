// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Act;
import fr.relais.core.decide.Acts;
import fr.relais.core.decide.Rights;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Role;
import fr.relais.core.model.Site;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import fr.relais.flow.Answers;
import fr.relais.flow.Cases;
import fr.relais.flow.Office;
import io.javalin.http.HttpStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages of those who work beside doctors: the secretary of a site, the agent of a hall. */
final class OfficePages {
  private static final String CRITERION = "verifie";

  private OfficePages() {}

  /** Shows this person's own home, when it is not a doctor's list; false when it is. */
  static boolean home(Visit visit) {
    Practitioner person = visit.desk().cases().roster().practitioner(visit.reader()).orElse(null);
    if (person == null || person.role().doctor()) {
      return false;
    }
    Site site = visit.desk().cases().roster().site(person.site()).orElse(null);
    if (person.role() == Role.OPERATOR) {
      PilotPages.show(visit);
    } else if (person.role() == Role.SECRETARY && site != null && site.carePlace()) {
      office(visit, site);
    } else {
      host(visit, site);
    }
    return true;
  }

  private static void host(Visit visit, @Nullable Site site) {
    List<String> coming =
        visit.desk().cases().reception().today(visit.reader()).stream()
            .map(each -> Times.time(each.start()) + ", référence " + each.reference())
            .toList();
    visit
        .pages()
        .show(
            visit.ctx(),
            "host",
            Map.of(
                "chrome",
                visit.chrome("Rendez-vous"),
                "site",
                site == null ? "" : site.name(),
                "coming",
                coming,
                "refreshed",
                Times.time(visit.times().now())));
  }

  private static void office(Visit visit, Site site) {
    Cases cases = visit.desk().cases();
    List<Cases.Line> lines =
        cases.list(visit.reader(), ListPages.LOOKED_THROUGH_MAX).stream()
            .filter(line -> line.reading().view() == Rights.View.OFFICE)
            .toList();
    OfficeView view = new OfficeLines(cases.roster(), visit.times()).home(site, lines);
    visit
        .pages()
        .show(
            visit.ctx(),
            "office",
            Map.of("chrome", visit.chrome(view.calls().size() + " à joindre"), "office", view));
  }

  /** The case of this address, if it is this secretary's. */
  private static Cases.@Nullable Case found(Visit visit) {
    Cases.Case found =
        visit
            .desk()
            .cases()
            .read(visit.reader(), visit.ctx().pathParam("reference"), null)
            .filter(c -> c.reading().view() == Rights.View.OFFICE)
            .orElse(null);
    if (found == null) {
      visit.nothing();
    }
    return found;
  }

  static void caller(Visit visit) {
    Cases.Case found = found(visit);
    if (found != null) {
      caller(visit, found, "");
    }
  }

  private static void caller(Visit visit, Cases.Case found, String error) {
    if (!OfficeLines.toCall(found.row())) {
      visit.say(
          HttpStatus.CONFLICT,
          "Aucun appel n'est demandé",
          List.of("Le médecin n'a pas demandé, ou plus, que ce patient soit appelé."),
          "/suivi",
          "Accueil");
      return;
    }
    visit
        .pages()
        .show(
            visit.ctx(),
            "caller",
            Map.of(
                "chrome",
                visit.chrome("Patient à joindre"),
                "caller",
                new OfficeLines(found.roster(), visit.times()).caller(found, visit.reader()),
                "error",
                error));
  }

  static void called(Visit visit) {
    Cases.Case found = found(visit);
    if (found == null) {
      return;
    }
    String word = Typed.of(visit.ctx()).get(Forms.OUTCOME);
    Office.Call call =
        Arrays.stream(Office.Call.values())
            .filter(c -> c.name().equalsIgnoreCase(word))
            .findFirst()
            .orElse(null);
    if (call == null) {
      visit.ctx().status(HttpStatus.BAD_REQUEST);
      caller(visit, found, "Dites ce qu'a donné l'appel.");
      return;
    }
    Acts.Result result = noted(visit, found, call);
    if (result instanceof Acts.Result.Refused no) {
      visit.say(
          HttpStatus.CONFLICT, "Ce n'est pas noté", List.of(no.reason()), "/suivi", "Accueil");
      return;
    }
    boolean back =
        result instanceof Acts.Result.Done done && !OfficeLines.toCall(done.step().row());
    String said =
        back
            ? " Troisième essai : ce patient revient à son médecin."
            : call == Office.Call.REACHED ? " Le médecin le verra et conclura." : "";
    visit.session().say(new Session.Flash("Noté : " + call.french() + "." + said, null, null));
    visit.go("/suivi");
  }

  private static Acts.@Nullable Result noted(Visit visit, Cases.Case found, Office.Call call) {
    return call == Office.Call.REACHED
        ? visit.desk().followUps().reached(found.row().id(), visit.reader())
        : visit
            .desk()
            .followUps()
            .act(
                found.row().id(),
                Act.of(Act.Kind.ATTEMPT_FAILED, visit.reader(), visit.times().now())
                    .withNote("Secrétariat : " + call.french() + "."));
  }

  static void question(Visit visit) {
    Cases.Case found = found(visit);
    WorkItem item = found == null ? null : asked(visit, found);
    if (found != null && item != null) {
      question(visit, found, item, Typed.NOTHING, "");
    }
  }

  private static @Nullable WorkItem asked(Visit visit, Cases.Case found) {
    WorkItem item =
        found.questions().stream()
            .filter(q -> q.id().equals(visit.ctx().pathParam("question")))
            .filter(q -> q.state() == WorkItemState.OPEN && OfficeLines.matched(q))
            .findFirst()
            .orElse(null);
    if (item == null) {
      visit.nothing();
    }
    return item;
  }

  private static void question(
      Visit visit, Cases.Case found, WorkItem item, Typed typed, String error) {
    PatientIdentity received = Lines.identity(found.latest(), found.orders());
    PatientIdentity known =
        visit.desk().answers().candidate(item.id(), visit.reader()).orElse(null);
    FormView form =
        new Forms(found, visit.reader(), typed)
            .question(item, new Colleagues(found, visit.times().now()).everyone());
    visit
        .pages()
        .show(
            visit.ctx(),
            "propose",
            Map.of(
                "chrome",
                visit.chrome("À rapprocher"),
                "patient",
                PatientView.of(received, visit.times().today()),
                "traits",
                OfficeLines.traits(received, known),
                "form",
                error.isEmpty() ? form : Forms.mended(form, Map.of(Forms.CHOICE, error)),
                "action",
                OfficeLines.PATH + found.row().reference() + "/question/" + item.id(),
                "criterion",
                typed.get(CRITERION)));
  }

  static void propose(Visit visit) {
    Cases.Case found = found(visit);
    WorkItem item = found == null ? null : asked(visit, found);
    if (found == null || item == null) {
      return;
    }
    Typed typed = Typed.of(visit.ctx());
    String number = typed.get(Forms.CHOICE);
    int choice = number.matches("[0-9]") ? Integer.parseInt(number) : -1;
    String criterion = typed.get(CRITERION);
    Answers.Result result =
        visit
            .desk()
            .answers()
            .propose(
                item.id(),
                visit.reader(),
                choice < 0 || choice >= item.choices().size() ? "" : item.choices().get(choice),
                criterion.substring(0, Math.min(criterion.length(), 200)),
                typed.get(Forms.TO).isEmpty() ? null : typed.get(Forms.TO));
    if (result instanceof Answers.Result.Refused no) {
      visit.ctx().status(HttpStatus.BAD_REQUEST);
      question(visit, found, item, typed, no.reason());
      return;
    }
    visit
        .session()
        .say(new Session.Flash("Proposition notée : le médecin donnera la réponse.", null, null));
    visit.go("/suivi");
  }
}
