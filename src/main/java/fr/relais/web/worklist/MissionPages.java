// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.MissionAccount;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Site;
import fr.relais.flow.Missions;
import fr.relais.formats.french.MissionPaper;
import fr.relais.formats.french.MissionWords;
import fr.relais.formats.pdf.PdfWriter;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of what a doctor ordered where he was: for himself alone, as a page and as the same
 * in PDF. The address names the place only.
 */
final class MissionPages {
  static final String PATH = "/suivi/fin-de-mission";
  static final String PDF = "/pdf";

  private static final String SITE = "site";

  private @Nullable PdfWriter writer;

  /** Whether he comes for a mission and was somewhere: then his list shows the way here. */
  static boolean concerns(Visit visit) {
    return visit
            .desk()
            .cases()
            .roster()
            .practitioner(visit.reader())
            .filter(Practitioner::volunteer)
            .isPresent()
        && !visit.desk().cases().missions().sitesOf(visit.reader()).isEmpty();
  }

  void show(Visit visit) {
    Missions missions = visit.desk().cases().missions();
    List<Site> sites = missions.sitesOf(visit.reader());
    String asked = asked(visit, sites);
    MissionAccount account = missions.own(visit.reader(), asked).orElse(null);
    if (account == null) {
      visit.nothing();
      return;
    }
    List<MissionView.Place> places = new ArrayList<>();
    for (Site site : sites) {
      places.add(new MissionView.Place(site.name(), path(site.id()), site.id().equals(asked)));
    }
    visit
        .pages()
        .show(
            visit.ctx(),
            "mission",
            Map.of(
                "chrome",
                visit.chrome(MissionPaper.TITLE),
                "mission",
                new MissionView(MissionWords.of(account), path(asked) + PDF, places)));
  }

  void pdf(Visit visit) {
    MissionAccount account =
        visit
            .desk()
            .cases()
            .missions()
            .own(visit.reader(), visit.ctx().pathParam(SITE))
            .orElse(null);
    if (account == null) {
      visit.nothing();
      return;
    }
    visit
        .ctx()
        .status(HttpStatus.OK)
        .contentType("application/pdf")
        .header("Content-Disposition", "attachment; filename=\"relais-fin-de-mission.pdf\"")
        .result(writer().write(account).bytes());
  }

  /** The place that the address names; without one, the last where he was. */
  private static String asked(Visit visit, List<Site> sites) {
    String named = visit.ctx().pathParamMap().get(SITE);
    return named != null ? named : sites.isEmpty() ? "" : sites.get(0).id();
  }

  private static String path(String site) {
    return PATH + "/" + site;
  }

  /** Made at the first paper: the typeface is read once, and not at the start. */
  private synchronized PdfWriter writer() {
    PdfWriter made = writer == null ? new PdfWriter() : writer;
    writer = made;
    return made;
  }
}
