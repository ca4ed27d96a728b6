// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.Appointments.Known;
import fr.relais.core.model.Appointment;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Period;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When a doctor may see a patient, as a clinician reviewed it. */
class SlotRulesTest {
  private static final Map<String, URI> LINKS =
      Map.of(
          "https", URI.create("https://video.example/a"),
          "http", URI.create("http://video.example/a"),
          "https sans hôte", URI.create("https:///a"),
          "sans https", URI.create("video.example/a"));

  static Stream<Map<String, String>> rows() throws Exception {
    return MarkdownTable.read("appointments.md", 2).rows().stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void each_time_is_taken_or_refused_as_its_row_says(Map<String, String> row) {
    assertThat(answer(row)).isEqualTo(row.get("-> réponse"));
  }

  @Test
  void a_presence_is_no_absence() {
    Appointment wished = appointment("w", "f", "a", "18:00", "18:20", null);
    Period here =
        new Period(
            Period.Kind.PRESENCE, "a", "noyers", null, Agenda.at("17:00"), Agenda.at("19:00"));

    assertThat(SlotRules.refused(known("anormal", List.of(here), List.of()), wished)).isEmpty();
  }

  @Test
  void two_proposed_times_may_touch_and_not_overlap() {
    Known known = known("anormal", List.of(), List.of());
    Appointment first = appointment("w1", "f", "a", "18:00", "18:20", null);
    Appointment touching = appointment("w2", "f", "a", "18:20", "18:40", null);
    Appointment earlier = appointment("w3", "f", "a", "17:41", "18:01", null);

    assertThat(SlotRules.refused(known, List.of(first, touching))).isEmpty();
    assertThat(SlotRules.refused(known, List.of(touching, first))).isEmpty();
    assertThat(SlotRules.refused(known, List.of(first, touching, earlier)))
        .hasValue("Deux des créneaux se recouvrent.");
  }

  @Test
  void one_time_that_is_refused_refuses_them_all() {
    Known known = known("anormal", List.of(), List.of());
    Appointment good = appointment("w1", "f", "a", "18:00", "18:20", null);
    Appointment long3h = appointment("w2", "f", "a", "19:00", "22:00", null);

    assertThat(SlotRules.refused(known, List.of(good, long3h)))
        .hasValue("Un rendez-vous dure de 5 minutes à 2 heures.");
  }

  private static String answer(Map<String, String> row) {
    Appointment wished =
        appointment("w", "f", "a", row.get("début"), row.get("fin"), LINKS.get(row.get("lien")));
    List<Period> absences = absences(row.get("absence"));
    List<Appointment> others = others(row.get("autre rendez-vous"));
    return SlotRules.refused(known(row.get("urgence"), absences, others), wished).orElse("oui");
  }

  private static List<Period> absences(String cell) {
    if (cell.equals("aucune")) {
      return List.of();
    }
    String[] said = cell.split(", | à ");
    return List.of(
        new Period(
            Period.Kind.ABSENCE,
            doctor(said[0]),
            null,
            null,
            Agenda.at(said[1]),
            Agenda.at(said[2])));
  }

  private static List<Appointment> others(String cell) {
    if (cell.equals("aucun")) {
      return List.of();
    }
    String[] said = cell.split(", | à ");
    String more = said.length > 3 ? said[3] : "";
    String followUp = more.equals("ce résultat") ? "f" : "g";
    Appointment other = appointment("o", followUp, doctor(said[0]), said[1], said[2], null);
    return List.of(
        switch (more) {
          case "annulé" -> other.as(Appointment.State.CANCELLED);
          case "proposé" -> other;
          default -> other.as(Appointment.State.BOOKED);
        });
  }

  private static String doctor(String named) {
    return named.equals("Dr A") ? "a" : "b";
  }

  private static Known known(String urgency, List<Period> periods, List<Appointment> others) {
    FollowUpPriority priority =
        Arrays.stream(FollowUpPriority.values())
            .filter(p -> p.french().equalsIgnoreCase(urgency))
            .findFirst()
            .orElseThrow();
    return Agenda.known(Agenda.decided(priority), periods, List.of(), others);
  }

  private static Appointment appointment(
      String id, String followUp, String doctor, String from, String to, @Nullable URI link) {
    return Agenda.appointment(
        id, followUp, doctor, from, to, new Appointment.Place(link, null, null));
  }
}
