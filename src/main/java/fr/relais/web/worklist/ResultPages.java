// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Act;
import fr.relais.core.model.Content;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.ReportVersion;
import fr.relais.flow.Cases;
import fr.relais.flow.UnreadShare;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The page of one result, its documents, and the reason of an emergency access. */
final class ResultPages {
  private static final int REASON_MIN = 5;

  private ResultPages() {}

  static void show(Visit visit) {
    Cases.Case found = visit.result().map(c -> opened(visit, c)).orElse(null);
    if (found != null) {
      visit
          .pages()
          .show(
              visit.ctx(),
              "result",
              Map.of(
                  "chrome",
                  visit.chrome("Résultat"),
                  "tab",
                  visit.session().tab(),
                  "result",
                  new Results(found, visit.reader(), visit.times()).view(),
                  "planned",
                  AppointmentPages.view(visit, found),
                  "patients",
                  PatientPages.of(found),
                  "history",
                  new Trends(found, visit.desk().cases().earlier(visit.reader(), found)).view()));
    }
  }

  /** The owner who looks at it has opened it: noted, and it stops no clock. */
  private static Cases.Case opened(Visit visit, Cases.Case found) {
    boolean first =
        found.row().state() == FollowUpState.OPEN && found.row().owner().equals(visit.reader());
    if (!first) {
      return found;
    }
    visit
        .desk()
        .followUps()
        .act(found.row().id(), Act.of(Act.Kind.OPEN, visit.reader(), visit.times().now()));
    return visit.desk().cases().read(visit.reader(), found.row().id(), null).orElse(found);
  }

  static void emergency(Visit visit) {
    Cases.Case closed =
        visit
            .desk()
            .cases()
            .read(visit.reader(), visit.ctx().pathParam("reference"), null)
            .orElse(null);
    if (closed == null) {
      visit.nothing();
      return;
    }
    String reason = Typed.of(visit.ctx()).get(Forms.REASON);
    if (reason.length() < REASON_MIN || reason.length() > Typed.LENGTH_MAX) {
      visit.askWhy(
          closed, "Écrivez pourquoi. Exemple : « Je suis de garde, le Dr Boyer ne répond pas. »");
      return;
    }
    visit.session().emergency(closed.row().id(), reason);
    visit.go(SignIn.local(visit.ctx().formParam("retour"), Verb.path(closed.row())));
  }

  /** The bytes as they came, always as a download of no type that a browser runs. */
  static void document(Visit visit) {
    Cases.Case found = visit.result().orElse(null);
    if (found == null) {
      return;
    }
    String document = visit.ctx().pathParam("version");
    Optional<Content> content =
        visit
            .desk()
            .cases()
            .content(
                visit.reader(),
                found.row().id(),
                document,
                visit.session().emergency(found.row().id()));
    if (content.isEmpty()) {
      visit.nothing();
      return;
    }
    send(visit, content.get(), found.row().reference() + "-" + number(found, document));
  }

  /** In the order in which they came; what was not read stands after what was. */
  private static int number(Cases.Case found, String document) {
    return 1
        + Stream.concat(
                found.versions().stream().map(ReportVersion::id),
                found.unread().stream().map(UnreadShare::id))
            .toList()
            .indexOf(document);
  }

  private static void send(Visit visit, Content content, String name) {
    visit
        .ctx()
        .status(HttpStatus.OK)
        .contentType("application/octet-stream")
        .header(
            "Content-Disposition",
            "attachment; filename=\"relais-" + name + extension(content) + "\"")
        .result(content.bytes());
  }

  /** By what the bytes begin with; nothing that a message says. */
  static String extension(Content content) {
    int size = Math.min(content.size(), 8);
    byte[] head = new byte[size];
    for (int i = 0; i < size; i++) {
      head[i] = content.at(i);
    }
    String start = new String(head, StandardCharsets.ISO_8859_1);
    if (start.startsWith("%PDF-")) {
      return ".pdf";
    }
    if (start.startsWith("\u00ff\u00d8\u00ff")) {
      return ".jpg";
    }
    if (start.startsWith("\u0089PNG")) {
      return ".png";
    }
    if (start.startsWith("MSH|")) {
      return ".hl7";
    }
    return start.startsWith("PK") ? ".zip" : ".txt";
  }
}
