// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Role;
import fr.relais.flow.Pilot;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operator's page: numbers with their denominators, and the same as CSV. */
final class PilotPages {
  /** Under this a number could point at someone. */
  private static final int SMALL = 5;

  private PilotPages() {}

  static void show(Visit visit) {
    visit
        .pages()
        .show(
            visit.ctx(),
            "pilot",
            Map.of(
                "chrome",
                visit.chrome("Tableau de bord"),
                "pilot",
                view(visit.desk().cases().pilot(), Times.time(visit.times().now()))));
  }

  static void csv(Visit visit) {
    boolean operator =
        visit
            .desk()
            .cases()
            .roster()
            .practitioner(visit.reader())
            .map(Practitioner::role)
            .filter(role -> role == Role.OPERATOR)
            .isPresent();
    if (!operator) {
      visit.nothing();
      return;
    }
    PilotView view = view(visit.desk().cases().pilot(), "");
    StringBuilder csv = new StringBuilder("urgence;recus;a_temps;echus;mediane;c90;conclus\r\n");
    for (PilotView.Row row : view.rows()) {
      csv.append(
          String.join(
              ";",
              row.urgency().word(),
              row.received(),
              row.onTime(),
              row.due(),
              row.median(),
              row.ninetieth(),
              row.concluded()));
      csv.append("\r\n");
    }
    visit
        .ctx()
        .status(HttpStatus.OK)
        .contentType("text/csv; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"relais-pilote.csv\"")
        .result(csv.toString());
  }

  private static PilotView view(Pilot pilot, String refreshed) {
    List<PilotView.Row> rows = new ArrayList<>();
    for (Pilot.Row row : pilot.rows()) {
      Pilot.Span taken = row.taken();
      rows.add(
          new PilotView.Row(
              UrgencyView.of(row.priority()),
              count(row.received()),
              count(row.onTime()),
              count(row.due()),
              share(row.onTime(), row.due()),
              span(taken == null ? null : taken.median()),
              span(taken == null ? null : taken.ninetieth()),
              count(row.concluded()),
              share(row.concluded(), row.received())));
    }
    return new PilotView(
        Times.day(pilot.since()),
        refreshed,
        pilot.unowned(),
        count(pilot.late()),
        count(pilot.open()),
        count(pilot.missing()),
        count(pilot.awaited()),
        rows);
  }

  static String count(int number) {
    return number > 0 && number < SMALL ? "< " + SMALL : String.valueOf(number);
  }

  /** Always with its denominator; a dash when there is none. */
  static String share(int part, int whole) {
    if (whole == 0) {
      return "—";
    }
    return whole < SMALL
        ? "sur < " + SMALL
        : count(part) + "/" + whole + (part < SMALL ? "" : " (" + part * 100 / whole + " %)");
  }

  private static String span(@Nullable Duration span) {
    if (span == null) {
      return "—";
    }
    long minutes = span.toMinutes();
    return minutes < 120 ? minutes + " min" : (minutes + 30) / 60 + " h";
  }
}
