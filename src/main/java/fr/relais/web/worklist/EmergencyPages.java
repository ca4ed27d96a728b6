// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.Site;
import fr.relais.flow.EmergencyList;
import fr.relais.flow.EmergencyLists;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;

/**
 * The list to print, for whoever covers a site now. It shows what emergency access shows: so it
 * asks why first, and each reading is kept.
 */
final class EmergencyPages {
  static final String PATH = "/suivi/liste-de-secours";

  private static final int REASON_MAX = 2_000;

  private EmergencyPages() {}

  /** Whether this person covers a site now. */
  static boolean covers(Visit visit) {
    return !visit.desk().cases().emergencies().covered(visit.reader()).isEmpty();
  }

  static void ask(Visit visit) {
    ask(visit, "");
  }

  private static void ask(Visit visit, String error) {
    List<Site> sites = visit.desk().cases().emergencies().covered(visit.reader());
    if (sites.isEmpty()) {
      visit.nothing();
      return;
    }
    if (!error.isEmpty()) {
      visit.ctx().status(HttpStatus.BAD_REQUEST);
    }
    visit
        .pages()
        .show(
            visit.ctx(),
            "printing",
            Map.of(
                "chrome",
                visit.chrome("Liste de secours"),
                "path",
                PATH,
                "sites",
                sites,
                "error",
                error));
  }

  static void show(Visit visit) {
    EmergencyLists lists = visit.desk().cases().emergencies();
    Typed typed = Typed.of(visit.ctx());
    String reason = typed.get("motif").strip();
    if (reason.isEmpty()) {
      ask(visit, "Dites pourquoi vous ouvrez cette liste.");
      return;
    }
    EmergencyList list =
        lists
            .read(
                visit.reader(),
                typed.get("site"),
                reason.substring(0, Math.min(reason.length(), REASON_MAX)))
            .orElse(null);
    if (list == null) {
      visit.nothing();
      return;
    }
    visit.ctx().html(new EmergencySheet(visit.pages()).html(list));
  }
}
