// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Order;
import fr.relais.flow.Cases;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The lists of a person, and what is new in them. */
final class ListPages {
  /** Open follow-ups of all doctors that are looked through for this one's. */
  static final int LOOKED_THROUGH_MAX = 5_000;

  private static final Duration WARNING = Duration.ofMinutes(2);

  private final Sessions sessions;

  ListPages(Sessions sessions) {
    this.sessions = sessions;
  }

  void show(Visit visit) {
    if (OfficePages.home(visit)) {
      return;
    }
    String asked = visit.ctx().queryParam("onglet");
    Tab tab = asked == null ? visit.session().tab() : Tab.of(asked);
    visit.session().tab(tab);
    ListView view = view(visit, tab);
    int toDo = view.tabs().get(Tab.TO_DO.ordinal()).count();
    visit
        .pages()
        .show(
            visit.ctx(),
            "list",
            Map.of(
                "chrome",
                visit.chrome(count(toDo) + " à traiter"),
                "list",
                view,
                "printing",
                EmergencyPages.covers(visit) ? EmergencyPages.PATH : "",
                "mission",
                MissionPages.concerns(visit) ? MissionPages.PATH : "",
                "patients",
                PatientPages.concerns(visit) ? PatientPages.PATH : ""));
  }

  private static String count(int results) {
    return results == 0 ? "Aucun résultat" : results == 1 ? "1 résultat" : results + " résultats";
  }

  private static ListView view(Visit visit, Tab tab) {
    Cases cases = visit.desk().cases();
    Lines lines = new Lines(visit.reader(), cases.roster(), visit.times());
    List<Cases.Line> all =
        cases.list(visit.reader(), LOOKED_THROUGH_MAX).stream().sorted(Lines.ORDER).toList();
    List<Order> awaited = cases.awaited(visit.reader(), LOOKED_THROUGH_MAX);
    List<LineView.Asked> asked =
        lines.questions(all, cases.left(visit.reader(), LOOKED_THROUGH_MAX));
    List<LineView> own = all.stream().filter(l -> lines.in(tab, l)).map(lines::of).toList();
    String search = visit.session().search();
    List<LineView> shown = own.stream().filter(line -> holds(line, search)).toList();
    return new ListView(
        tab,
        tabs(lines, all, asked, awaited),
        sentence(tab, shown.size()),
        Times.time(visit.times().now()),
        visit.times().now().toEpochMilli(),
        search,
        own.size() - shown.size(),
        tab == Tab.TO_DO ? TogetherPages.normals(visit.reader(), all).size() : 0,
        shown,
        tab == Tab.QUESTIONS ? asked : List.of(),
        tab == Tab.AWAITED ? awaited.stream().map(lines::awaited).toList() : List.of());
  }

  private static List<ListView.TabView> tabs(
      Lines lines, List<Cases.Line> all, List<LineView.Asked> asked, List<Order> awaited) {
    List<ListView.TabView> tabs = new ArrayList<>();
    for (Tab tab : Tab.values()) {
      int count =
          switch (tab) {
            case QUESTIONS -> asked.size();
            case AWAITED -> awaited.size();
            case TO_DO, OFFERED, ORDERED, COPIES ->
                (int) all.stream().filter(l -> lines.in(tab, l)).count();
          };
      tabs.add(new ListView.TabView(tab, count));
    }
    return tabs;
  }

  private static String sentence(Tab tab, int shown) {
    return switch (tab) {
      case QUESTIONS, AWAITED -> "";
      case TO_DO, OFFERED, ORDERED, COPIES ->
          shown == 0 ? "" : count(shown) + (shown == 1 ? "." : ", les plus urgents d'abord.");
    };
  }

  private static boolean holds(LineView line, String search) {
    return search.isEmpty()
        || plain(line.patient().name() + ' ' + line.exam() + ' ' + line.reference())
            .contains(plain(search));
  }

  private static String plain(String text) {
    return Normalizer.normalize(text.toLowerCase(Locale.FRENCH), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "");
  }

  void search(Visit visit) {
    String typed = Typed.of(visit.ctx()).get("recherche");
    visit.session().search(typed.substring(0, Math.min(typed.length(), 80)));
    visit.go("/suivi");
  }

  void shortcuts(Visit visit) {
    visit.session().shortcuts(Typed.of(visit.ctx()).get("raccourcis").equals("oui"));
    visit.go(SignIn.local(visit.ctx().formParam("retour"), "/accessibilite"));
  }

  /** What a page that is open asks now and then: is there news, does the session end. */
  void watch(Visit visit) {
    Duration left = sessions.left(visit.session());
    int news = 0;
    boolean critical = false;
    String since = visit.ctx().queryParam("depuis");
    if (since != null && since.matches("[0-9]{1,15}")) {
      Instant from = Instant.ofEpochMilli(Long.parseLong(since));
      Lines lines = new Lines(visit.reader(), visit.desk().cases().roster(), visit.times());
      for (Cases.Line line : visit.desk().cases().list(visit.reader(), LOOKED_THROUGH_MAX)) {
        if (lines.in(Tab.TO_DO, line)
            && line.row().state() == FollowUpState.OPEN
            && line.row().clockStart().isAfter(from)) {
          news++;
          critical |= line.row().priority() == FollowUpPriority.CRITICAL;
        }
      }
    }
    visit
        .pages()
        .show(
            visit.ctx(),
            "watch",
            Map.of(
                "news",
                news,
                "critical",
                critical,
                "listed",
                since != null,
                "refreshed",
                Times.time(visit.times().now()),
                "ending",
                left.compareTo(WARNING) <= 0));
  }
}
