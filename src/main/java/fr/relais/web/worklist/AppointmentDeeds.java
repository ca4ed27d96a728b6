// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Appointments;
import fr.relais.core.model.Appointment;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Slot;
import fr.relais.flow.Visits;
import fr.relais.web.worklist.AppointmentForms.Act;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Does what a form about an appointment asks: checks what was typed, then acts. */
final class AppointmentDeeds {
  private static final Set<String> LENGTHS = Set.of("15", "20", "30", "45", "60");
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 .]{2,20}");

  private final Visits visits;
  private final FollowUp row;
  private final String reader;
  private final Visits.Planned planned;

  /**
   * What came of a form.
   *
   * @param wrong by field, what must be mended; empty when it is done
   */
  record Result(String text, Map<String, String> wrong) {
    Result {
      wrong = Map.copyOf(wrong);
    }
  }

  AppointmentDeeds(Visits visits, FollowUp row, String reader, Visits.Planned planned) {
    this.visits = visits;
    this.row = row;
    this.reader = reader;
    this.planned = planned;
  }

  Result go(Act act, Typed typed) {
    String note = typed.get(AppointmentForms.NOTE);
    if (note.length() > Typed.LENGTH_MAX) {
      return wrong(
          AppointmentForms.NOTE,
          "Ce texte est trop long : " + Typed.LENGTH_MAX + " caractères au plus.");
    }
    String booked = planned.booked().map(Appointment::id).orElse("");
    return switch (act) {
      case PROPOSE -> propose(typed);
      case BOOK ->
          done(
              visits.book(row.id(), reader, typed.get(AppointmentForms.SLOT)),
              AppointmentForms.SLOT,
              "Rendez-vous pris.");
      case CHANGE -> change(booked, typed);
      case CANCEL ->
          done(visits.cancel(row.id(), reader, note), AppointmentForms.NOTE, "Rendez-vous annulé.");
      case HELD ->
          done(
              visits.held(row.id(), reader, booked, note),
              AppointmentForms.NOTE,
              "Patient vu, compte rendu gardé. Ce suivi est terminé.");
      case MISSED ->
          done(
              visits.missed(row.id(), reader, booked, note),
              AppointmentForms.NOTE,
              "Noté : le patient n'est pas venu.");
    };
  }

  private Result propose(Typed typed) {
    Map<String, String> wrong = new HashMap<>();
    List<Slot> slots = new ArrayList<>();
    for (int n = 1; n <= 3; n++) {
      String name = AppointmentForms.SLOT + n;
      String text = typed.get(name);
      Instant start = text.isEmpty() ? null : start(name, text, wrong);
      if (start != null) {
        slots.add(new Slot(reader, start, start.plus(length(typed)), Slot.Source.TYPED));
      }
    }
    planned.free().stream()
        .filter(slot -> slot.start().toString().equals(typed.get(AppointmentForms.FREE)))
        .forEach(slots::add);
    Appointment.Place place = place(typed, wrong);
    if (!wrong.isEmpty()) {
      return new Result("", wrong);
    }
    boolean agreed = "oui".equals(typed.get(AppointmentForms.AGREED));
    return done(
        visits.propose(row.id(), reader, slots, place, agreed),
        AppointmentForms.SLOT + 1,
        (agreed ? "Rendez-vous pris. " : "Créneaux proposés. ")
            + (planned.notice().isEmpty() ? "Le patient est prévenu par SMS." : planned.notice()));
  }

  private Appointment.Place place(Typed typed, Map<String, String> wrong) {
    String phone = typed.get(AppointmentForms.CALL_BACK);
    if (!phone.isEmpty() && !PHONE.matcher(phone).matches()) {
      wrong.put(AppointmentForms.CALL_BACK, "Écrivez un numéro. Exemple : 03 86 00 00 00");
    }
    String link = typed.get(AppointmentForms.LINK);
    URI address = null;
    if (!link.isEmpty()) {
      try {
        address = URI.create(link);
      } catch (IllegalArgumentException e) {
        wrong.put(
            AppointmentForms.LINK,
            "Ce n'est pas une adresse. Exemple : https://visio.example/salle");
      }
    }
    return new Appointment.Place(address, row.site(), phone.isEmpty() ? null : phone);
  }

  private static Duration length(Typed typed) {
    String minutes = typed.or(AppointmentForms.LENGTH, "20");
    return Duration.ofMinutes(LENGTHS.contains(minutes) ? Integer.parseInt(minutes) : 20);
  }

  private static @Nullable Instant start(String name, String text, Map<String, String> wrong) {
    Instant start = TypedTime.of(text).orElse(null);
    if (start == null) {
      wrong.put(name, "Cette date ou cette heure n'existe pas. " + TypedTime.EXAMPLE);
    }
    return start;
  }

  private Result change(String booked, Typed typed) {
    Map<String, String> wrong = new HashMap<>();
    String name = AppointmentForms.SLOT + 1;
    Instant start = start(name, typed.get(name), wrong);
    return start == null
        ? new Result("", wrong)
        : done(
            visits.change(row.id(), reader, booked, start, start.plus(length(typed))),
            name,
            "Rendez-vous déplacé.");
  }

  private static Result done(Appointments.Result result, String field, String text) {
    return result instanceof Appointments.Result.Refused refused
        ? wrong(field, refused.reason())
        : new Result(text, Map.of());
  }

  private static Result wrong(String field, String text) {
    return new Result("", Map.of(field, text));
  }
}
