// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Rights;
import fr.relais.core.model.Attachment;
import fr.relais.core.model.ReportVersion;
import fr.relais.flow.Cases;
import fr.relais.flow.UnreadShare;
import java.util.ArrayList;
import java.util.List;

/** The documents of a result that its reader may fetch, as they came. */
record Papers(Cases.Case found, Times times) {

  /** Those that its values were read from, then what came beside them, an answer for example. */
  List<ResultView.Paper> read() {
    List<ResultView.Paper> papers = new ArrayList<>();
    if (!found.reading().sees(Rights.Field.DOCUMENTS)) {
      return papers;
    }
    for (ReportVersion version : found.versions()) {
      List<String> inside =
          version.report().attachments().stream().map(Attachment::contentType).distinct().toList();
      papers.add(
          new ResultView.Paper(
              "Message d'origine reçu "
                  + times.of(version.receivedAt())
                  + (inside.isEmpty() ? "" : " (contient " + String.join(", ", inside) + ")"),
              path(version.id())));
    }
    if (!papers.isEmpty()) {
      papers.addAll(kept());
    }
    return papers;
  }

  /** Those that a person must read, when there is nothing else; beside a result they follow it. */
  List<ResultView.Paper> unread() {
    return found.versions().isEmpty() ? kept() : List.of();
  }

  private List<ResultView.Paper> kept() {
    List<ResultView.Paper> papers = new ArrayList<>();
    for (UnreadShare one : found.unread()) {
      papers.add(
          new ResultView.Paper(
              one.pdf()
                  ? "Télécharger le PDF reçu, que Relais ne lit pas"
                  : "Télécharger ce qui a été reçu et que Relais n'a pas lu",
              path(one.id())));
    }
    return papers;
  }

  private String path(String id) {
    return Verb.path(found.row()) + "/document/" + id;
  }
}
