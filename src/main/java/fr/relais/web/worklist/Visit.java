// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Rights;
import fr.relais.core.model.Practitioner;
import fr.relais.flow.Cases;
import fr.relais.web.Desk;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request of a person who is signed in. */
record Visit(Context ctx, Desk desk, Session session, Times times, Pages pages) {

  String reader() {
    return session.practitioner();
  }

  Chrome chrome(String title) {
    String person =
        desk.cases().roster().practitioner(reader()).map(Practitioner::title).orElse("");
    return new Chrome(
        title + ", Relais",
        person,
        session.token(),
        session.shortcuts(),
        Times.time(session.ends()),
        session.said(),
        pages.assets());
  }

  void go(String path) {
    ctx.redirect(path, HttpStatus.SEE_OTHER);
  }

  void say(HttpStatus status, String heading, List<String> sentences, String link, String label) {
    pages.say(ctx, chrome(heading), status, heading, sentences, link, label);
  }

  /** The same answer for what does not exist and for what is not this person's. */
  void nothing() {
    say(
        HttpStatus.NOT_FOUND,
        "Rien à cette adresse",
        List.of(
            "Aucun résultat de ce nom ne vous est confié.",
            "Une proposition qui a déjà sa réponse, ou qui a expiré, n'apparaît plus."),
        "/suivi",
        "Voir mes résultats");
  }

  /**
   * The result that the address names, if this person may read it now. When it may not be read, the
   * answer is given here and nothing is returned.
   */
  Optional<Cases.Case> result() {
    String named = ctx.pathParam("reference");
    Cases.Case found = desk.cases().read(reader(), named, null).orElse(null);
    if (found == null) {
      nothing();
      return Optional.empty();
    }
    return switch (found.reading().view()) {
      case WHOLE, TRAITS -> Optional.of(found);
      case EMERGENCY -> byEmergency(found, named);
      case HANDED_ELSEWHERE -> {
        say(
            HttpStatus.OK,
            "Résultat " + found.row().reference(),
            List.of("Ce résultat a été remis à un autre médecin à la demande du patient."),
            "/suivi",
            "Voir mes résultats");
        yield Optional.empty();
      }
      case OFFICE, APPOINTMENT, HEADERS, NOTHING -> {
        nothing();
        yield Optional.empty();
      }
    };
  }

  private Optional<Cases.Case> byEmergency(Cases.Case closed, String named) {
    @Nullable String reason = session.emergency(closed.row().id());
    if (reason == null) {
      askWhy(closed, "");
      return Optional.empty();
    }
    Optional<Cases.Case> open =
        desk.cases()
            .read(reader(), named, reason)
            .filter(found -> found.reading().view() != Rights.View.HANDED_ELSEWHERE);
    if (open.isEmpty()) {
      nothing();
    }
    return open;
  }

  /** Asks why someone comes by emergency access, before anything is shown. */
  void askWhy(Cases.Case closed, String error) {
    if (!error.isEmpty()) {
      ctx.status(HttpStatus.BAD_REQUEST);
    }
    pages.show(
        ctx,
        "emergency",
        Map.of(
            "chrome",
            chrome("Accès d'urgence"),
            "reference",
            closed.row().reference(),
            "path",
            Verb.path(closed.row()),
            "urgency",
            UrgencyView.of(closed.row().priority()),
            "owner",
            closed.name(closed.row().owner()),
            "back",
            ctx.method() == io.javalin.http.HandlerType.GET
                ? ctx.path()
                : SignIn.local(ctx.formParam("retour"), Verb.path(closed.row())),
            "error",
            error));
  }
}
