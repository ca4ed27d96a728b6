// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Rights;
import fr.relais.core.match.Sought;
import fr.relais.core.model.Site;
import fr.relais.flow.Cases;
import fr.relais.flow.PatientDoor;
import fr.relais.flow.PatientFile;
import fr.relais.flow.PatientFiles;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The patient whom a doctor sees today: looked for by a form, or reached from a result. No address
 * says who he is.
 */
final class PatientPages {
  static final String PATH = "/suivi/patients";

  private static final String INS = "ins";
  private static final String BORN = "naissance";
  private static final String FAMILY = "nom";
  private static final String GIVEN = "prenom";

  private final @Nullable DmpPages dmp;

  /**
   * @param dmp null where the DMP cannot be asked
   */
  PatientPages(@Nullable DmpPages dmp) {
    this.dmp = dmp;
  }

  /** Whether this person holds a clinic today: then his list shows the way to the search. */
  static boolean concerns(Visit visit) {
    return !sites(visit).isEmpty();
  }

  private static List<Site> sites(Visit visit) {
    return visit.desk().cases().patients().sitesToday(visit.reader());
  }

  /** The way from a result to its patient; empty when this reader has none. */
  static String of(Cases.Case found) {
    boolean may =
        found.reading().view() == Rights.View.WHOLE
            && Rights.gathers(found.reading().relation())
            && Lines.identity(found.latest(), found.orders()) != null;
    return may ? Verb.path(found.row()) + "/patient" : "";
  }

  void fromResult(Visit visit) {
    visit
        .desk()
        .cases()
        .patients()
        .of(visit.reader(), visit.ctx().pathParam("reference"))
        .ifPresentOrElse(door -> visit.go(path(visit, door)), visit::nothing);
  }

  private static String path(Visit visit, PatientDoor door) {
    return PATH + "/" + visit.session().patients().name(door);
  }

  void ask(Visit visit) {
    if (concerns(visit)) {
      form(visit, Typed.NOTHING, Map.of(), "");
    } else {
      visit.nothing();
    }
  }

  void search(Visit visit) {
    if (!concerns(visit)) {
      visit.nothing();
      return;
    }
    Typed typed = Typed.of(visit.ctx());
    Map<String, String> wrong = wrong(typed);
    Sought sought = wrong.isEmpty() ? sought(typed).orElse(null) : null;
    if (sought == null) {
      visit.ctx().status(HttpStatus.BAD_REQUEST);
      form(visit, typed, wrong, "");
      return;
    }
    PatientFiles.Found found = visit.desk().cases().patients().search(visit.reader(), sought);
    if (found instanceof PatientFiles.Found.One one) {
      visit.go(path(visit, one.door()));
    } else if (found instanceof PatientFiles.Found.NotHere) {
      visit.nothing();
    } else {
      boolean several = found instanceof PatientFiles.Found.Several;
      form(visit, typed, Map.of(), said(several, sought.numbered()));
    }
  }

  private static String said(boolean several, boolean numbered) {
    if (!several) {
      return "Relais ne connaît ici aucun examen de cette personne que vous puissiez lire."
          + " Vérifiez ce que vous avez écrit ; un patient vu ailleurs n'apparaît pas.";
    }
    return numbered
        ? "Deux identités différentes portent cette INS : Relais ne dit pas laquelle est la bonne."
            + " Vérifiez la pièce d'identité et prévenez le référent du site."
        : "Plusieurs personnes répondent à ces traits : Relais ne les départage pas. Demandez"
            + " l'INS du patient et cherchez par elle.";
  }

  private static Optional<Sought> sought(Typed typed) {
    return typed.get(INS).isEmpty()
        ? TypedTime.day(typed.get(BORN))
            .flatMap(born -> Sought.byTraits(born, typed.get(FAMILY), typed.get(GIVEN)))
        : Sought.byIns(typed.get(INS));
  }

  /** What must be mended, by field; empty when it can be looked for. */
  private static Map<String, String> wrong(Typed typed) {
    if (!typed.get(INS).isEmpty()) {
      return Sought.byIns(typed.get(INS)).isPresent()
          ? Map.of()
          : Map.of(INS, "L'INS a 15 caractères. Exemple : 2 48 02 89 999 001 29.");
    }
    Map<String, String> wrong = new LinkedHashMap<>();
    if (TypedTime.day(typed.get(BORN)).isEmpty()) {
      wrong.put(BORN, "Écrivez la date de naissance. Exemple : 03/02/1948.");
    }
    if (typed.get(FAMILY).length() < 2) {
      wrong.put(FAMILY, "Écrivez le nom entier. Exemple : DURAND.");
    }
    if (typed.get(GIVEN).length() < 2) {
      wrong.put(GIVEN, "Écrivez le premier prénom entier. Exemple : Jeanne.");
    }
    if (wrong.isEmpty() && sought(typed).isEmpty()) {
      wrong.put(FAMILY, "Écrivez le nom et le prénom en entier, sans initiale.");
    }
    return wrong;
  }

  private static void form(Visit visit, Typed typed, Map<String, String> wrong, String answer) {
    List<FormView.Field> fields = new ArrayList<>();
    fields.add(field(INS, "INS", "15 caractères, seule : elle suffit.", typed, wrong));
    fields.add(field(BORN, "Date de naissance", "Exemple : 03/02/1948", typed, wrong));
    fields.add(field(FAMILY, "Nom de naissance ou d'usage", "En entier.", typed, wrong));
    fields.add(field(GIVEN, "Premier prénom", "En entier.", typed, wrong));
    String places = sites(visit).stream().map(Site::name).collect(Collectors.joining(", "));
    FormView view =
        new FormView(
            "Rechercher un patient",
            PATH,
            List.of(
                "Un patient de votre consultation du jour ("
                    + places
                    + ") : par son INS, ou par"
                    + " ses trois traits exacts. Relais ne propose jamais de noms proches, et note"
                    + " chaque recherche."),
            fields,
            "Chercher",
            "/suivi");
    visit
        .pages()
        .show(
            visit.ctx(),
            "patients",
            Map.of(
                "chrome", visit.chrome("Rechercher un patient"), "form", view, "answer", answer));
  }

  private static FormView.Field field(
      String name, String label, String hint, Typed typed, Map<String, String> wrong) {
    FormView.Field field = FormView.Field.line(name, label, hint, typed.get(name), false);
    String error = wrong.get(name);
    return error == null ? field : field.wrong(error);
  }

  void show(Visit visit) {
    show(visit, "");
  }

  /**
   * @param error what is missing in the form that asks the DMP
   */
  void show(Visit visit, String error) {
    String name = visit.ctx().pathParam("patient");
    PatientDoor door = door(visit, name).orElse(null);
    PatientFile file =
        door == null
            ? null
            : visit.desk().cases().patients().open(visit.reader(), door).orElse(null);
    if (file == null) {
      gone(visit);
      return;
    }
    SharedView shared = dmp == null ? null : dmp.view(visit, name, file, error);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("chrome", visit.chrome("Examens d'un patient"));
    parameters.put("file", new Files(file, visit.times(), DmpPages.held(visit, name)).view());
    parameters.put("shared", shared);
    parameters.put("search", concerns(visit) ? PATH : "");
    visit.pages().show(visit.ctx(), "patient", parameters);
  }

  /** Whoever signed in again after he sent a form starts from the patient. */
  static void back(Visit visit) {
    visit.go(SignIn.local(PATH + "/" + visit.ctx().pathParam("patient"), PATH));
  }

  static Optional<PatientDoor> door(Visit visit, String name) {
    return visit.session().patients().door(name);
  }

  /** The page was of another session, or he is no longer of the care team. */
  static void gone(Visit visit) {
    visit.say(
        HttpStatus.NOT_FOUND,
        "Rien à cette adresse",
        List.of(
            "La page d'un patient ne vaut que pour votre connexion, et tant que vous êtes de son"
                + " équipe de soins.",
            "Cherchez le patient de nouveau, ou partez d'un de ses résultats."),
        concerns(visit) ? PATH : "/suivi",
        concerns(visit) ? "Rechercher un patient" : "Voir mes résultats");
  }
}
