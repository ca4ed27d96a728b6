// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.match.BlindKey;
import fr.relais.core.model.Appointment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The agent of a hall that is lent learns whom to let in, and nothing else. */
class HostPageTest {
  private final Portal portal = new Portal();

  @AfterEach
  void close() {
    portal.close();
  }

  private void book(String id, String row, String hour, Appointment.Kind kind, String site) {
    book(id, row, hour, kind, site, Appointment.State.BOOKED);
  }

  private void book(
      String id,
      String row,
      String hour,
      Appointment.Kind kind,
      String site,
      Appointment.State state) {
    Instant start = Installation.paris(hour);
    Appointment made =
        new Appointment(
            id,
            row,
            "boyer",
            kind,
            start,
            start.plus(Duration.ofMinutes(20)),
            state,
            0,
            new Appointment.Place(null, site, null),
            portal.clock().instant());
    portal
        .store()
        .inTransaction(
            tx -> {
              tx.records()
                  .put(
                      Appointment.class,
                      id,
                      made,
                      List.of(
                          new BlindKey(BlindKey.Kind.PERSON, "boyer " + hour.substring(0, 10))));
              return id;
            });
  }

  @Test
  void he_sees_the_hour_and_the_reference_of_who_comes_to_his_place_today() {
    String reference =
        portal.receive(new LabMessage(LabMessage.DURAND, "7").potassium("6.4", "HH"));
    String row = portal.row(reference).id();
    Appointment.Kind there = Appointment.Kind.IN_PERSON;
    book("a", row, "2026-11-19T15:20", there, "sainte-aube");
    book("b", row, "2026-11-20T08:10", there, "sainte-aube");
    book("c", row, "2026-11-19T16:30", Appointment.Kind.TELECONSULTATION, "sainte-aube");
    book("d", row, "2026-11-19T17:40", there, "noyers");
    book("e", row, "2026-11-19T18:50", there, "sainte-aube", Appointment.State.CANCELLED);
    Surfer.Page home = new Surfer(portal.port()).as("aubry").get("/suivi");
    assertThat(home.text())
        .contains("15:20, référence " + reference, "Je n'ai pas d'autre information.")
        .doesNotContain("08:10", "16:30", "17:40", "18:50")
        .doesNotContain("DURAND", "6,4", "BOYER", "Potassium", "résultat ");
    assertThat(new Surfer(portal.port()).as("colin").get("/suivi").text())
        .doesNotContain(reference);
  }
}
