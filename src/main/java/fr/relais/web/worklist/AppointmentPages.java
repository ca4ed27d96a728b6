// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Appointments;
import fr.relais.core.decide.Rights;
import fr.relais.core.model.Appointment;
import fr.relais.core.model.Appointment.State;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Site;
import fr.relais.core.model.VisitReport;
import fr.relais.flow.Cases;
import fr.relais.flow.Visits;
import fr.relais.web.worklist.AppointmentForms.Act;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Appointments on the page of a result, and the forms of what is done with them. */
final class AppointmentPages {
  private AppointmentPages() {}

  static AppointmentsView view(Visit visit, Cases.Case found) {
    Visits.Planned planned = visit.desk().visits().planned(found.row());
    List<LineView.Button> buttons =
        offered(visit, found, planned).stream().map(act -> button(found.row(), act)).toList();
    boolean open = planned.appointments().stream().anyMatch(a -> a.state().open());
    return new AppointmentsView(
        planned.appointments().stream().map(a -> line(visit, found, a)).toList(),
        planned.reports().stream().map(r -> report(visit, found, r)).toList(),
        open ? planned.notice() : "",
        buttons);
  }

  private static LineView.Button button(FollowUp row, Act act) {
    String path = Verb.path(row) + "/rendez-vous/" + act.word();
    return new LineView.Button(act.label(), act.label(), path, "", false);
  }

  private static AppointmentsView.Line line(Visit visit, Cases.Case found, Appointment one) {
    List<String> where = new ArrayList<>();
    found.roster().site(one.place().site()).map(Site::name).ifPresent(where::add);
    if (one.place().link() != null) {
      where.add(one.place().link().toString());
    }
    return new AppointmentsView.Line(
        visit.times().of(one.start()) + " – " + Times.time(one.end()),
        one.kind().french(),
        one.state().french(),
        String.join(" · ", where));
  }

  private static String report(Visit visit, Cases.Case found, VisitReport report) {
    return "Compte rendu, "
        + found.name(report.author())
        + ", "
        + visit.times().of(report.at())
        + " (copies : "
        + report.copies()
        + ")\n"
        + report.text();
  }

  /** What this person may do now; nothing for anyone but the doctor in charge. */
  private static Set<Act> offered(Visit visit, Cases.Case found, Visits.Planned planned) {
    FollowUp row = found.row();
    Set<Act> acts = EnumSet.noneOf(Act.class);
    if (!row.owner().equals(visit.reader()) || found.reading().view() != Rights.View.WHOLE) {
      return acts;
    }
    boolean now = Appointments.notNow(row, visit.reader()).isEmpty();
    Appointment booked = planned.booked().orElse(null);
    boolean proposed = planned.appointments().stream().anyMatch(a -> a.state() == State.PROPOSED);
    if (now && booked == null) {
      acts.add(Act.PROPOSE);
      if (proposed) {
        acts.add(Act.BOOK);
      }
    }
    if (now && booked != null) {
      acts.add(Act.CHANGE);
      if (!visit.times().now().isBefore(booked.start())) {
        acts.addAll(List.of(Act.HELD, Act.MISSED));
      }
    }
    if (booked != null || proposed) {
      acts.add(Act.CANCEL);
    }
    return acts;
  }

  private record Asked(Cases.Case found, Act act, Visits.Planned planned) {}

  static void show(Visit visit) {
    Asked asked = asked(visit);
    if (asked != null) {
      FollowUp row = asked.found().row();
      AppointmentForms forms = new AppointmentForms(row, Typed.NOTHING, visit.times());
      form(visit, asked.found(), forms.of(asked.act(), asked.planned()));
    }
  }

  private static @Nullable Asked asked(Visit visit) {
    String word = visit.ctx().pathParam("act");
    Act act =
        List.of(Act.values()).stream().filter(a -> a.word().equals(word)).findFirst().orElse(null);
    if (act == null) {
      visit.nothing();
      return null;
    }
    Cases.Case found = visit.result().orElse(null);
    if (found == null) {
      return null;
    }
    Visits.Planned planned = visit.desk().visits().planned(found.row());
    if (offered(visit, found, planned).contains(act)) {
      return new Asked(found, act, planned);
    }
    visit.say(
        HttpStatus.CONFLICT,
        "Pas maintenant",
        List.of(
            Appointments.notNow(found.row(), visit.reader())
                .orElse("Ce rendez-vous n'en est pas là : relisez la page du résultat.")),
        Verb.path(found.row()),
        "Voir le résultat");
    return null;
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

  static void act(Visit visit) {
    Asked asked = asked(visit);
    if (asked == null) {
      return;
    }
    FollowUp row = asked.found().row();
    Typed typed = Typed.of(visit.ctx());
    AppointmentDeeds.Result result =
        new AppointmentDeeds(visit.desk().visits(), row, visit.reader(), asked.planned())
            .go(asked.act(), typed);
    if (result.wrong().isEmpty()) {
      visit.session().say(new Session.Flash(result.text(), null, null));
      visit.go(asked.act() == Act.HELD ? "/suivi" : Verb.path(row));
      return;
    }
    visit.ctx().status(HttpStatus.BAD_REQUEST);
    FormView form =
        new AppointmentForms(row, typed, visit.times()).of(asked.act(), asked.planned());
    form(visit, asked.found(), Forms.mended(form, result.wrong()));
  }
}
