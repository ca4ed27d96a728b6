// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.Appointments.Result;
import fr.relais.core.model.Appointment;
import fr.relais.core.model.Appointment.State;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Slot;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the decision to the report, with what leaves on the way. */
class VisitsTest {
  private static final List<String> CANARIES =
      List.of("DURAND", "Durand", "Jeanne", "HbA1c", "9.1", "9,1", "BOYER", "Fatigue", "1948");
  private final Clinic clinic = new Clinic(paris("2026-11-19T10:00"));

  @AfterEach
  void close() {
    clinic.close();
  }

  private static Instant paris(String local) {
    return LocalDateTime.parse(local).atZone(ParisTime.ZONE).toInstant();
  }

  private static Slot slot(String local) {
    Instant start = paris(local);
    return new Slot("boyer", start, start.plus(Duration.ofMinutes(20)), Slot.Source.TYPED);
  }

  private static final Appointment.Place PLACE =
      new Appointment.Place(URI.create("https://visio.example/salle"), "noyers", "0386000000");

  private FollowUp teleconsultation() {
    return clinic.decided(ClinicalDecision.TELECONSULTATION, true);
  }

  private Result propose(FollowUp row, boolean agreed, String... at) {
    List<Slot> slots = List.of(at).stream().map(VisitsTest::slot).toList();
    return clinic.walk().visits().propose(row.id(), "boyer", slots, PLACE, agreed);
  }

  private Appointment only(FollowUp row, State state) {
    List<Appointment> found =
        clinic.walk().visits().planned(row).appointments().stream()
            .filter(a -> a.state() == state)
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private List<String> ics(int number) {
    var parcel = clinic.left(Delivery.Kind.NOTICE_APPOINTMENT).get(number).parcel();
    return Ics.lines(
        new String(parcel.enclosures().get(0).content().bytes(), StandardCharsets.UTF_8));
  }

  private String sms() {
    List<Clinic.Left> sent = clinic.left(Delivery.Kind.NOTICE_PATIENT);
    return sent.get(sent.size() - 1).parcel().text();
  }

  private String page() {
    return sms().replaceAll(".*localhost:8080(/r/[A-Za-z0-9-]+).*", "$1");
  }

  @Test
  void the_patient_chooses_behind_his_link_and_calendars_learn_of_it_without_a_name() {
    FollowUp row = teleconsultation();
    assertThat(propose(row, false, "2026-11-24T18:30", "2026-11-25T18:30"))
        .isInstanceOf(Result.Done.class);
    assertThat(sms())
        .matches(
            "MSP du Serein : merci de choisir un rendez-vous avant le 25/11 :"
                + " http://localhost:8080/r/[A-Za-z0-9-]+ ou 0386000000")
        .doesNotContain(CANARIES)
        .doesNotContainIgnoringCase("résultat");
    Surfer patient = new Surfer(clinic.port());
    Surfer.Page asked = patient.get(page());
    assertThat(asked.title()).isEqualTo("Rendez-vous");
    assertThat(asked.answer().headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(asked.text()).doesNotContain("24 novembre").doesNotContain(CANARIES);
    Surfer.Page known = patient.post(page(), Map.of("naissance", "03/02/1948"));
    assertThat(known.text()).contains("Choisir mardi 24 novembre 2026 à 18:30");
    String id = known.body().replaceAll("(?s).*?name=\"choix\" value=\"([^\"]+)\".*", "$1");
    Surfer.Page done = patient.post(page(), Map.of("naissance", "03/02/1948", "choix", id));
    assertThat(done.text()).contains("C'est noté", "mardi 24 novembre 2026 à 18:30");
    assertThat(done.text()).contains("https://visio.example/salle");
    assertThat(clinic.row(row.id()).deadline()).isEqualTo(paris("2026-11-25T12:00"));
    assertThat(ics(0))
        .contains(
            "METHOD:REQUEST",
            "SUMMARY:Rendez-vous (réf. " + row.reference() + ")",
            "DTSTART;TZID=Europe/Paris:20261124T183000",
            "DTEND;TZID=Europe/Paris:20261124T185000",
            "LOCATION:MSP du Serein",
            "URL:https://visio.example/salle",
            "SEQUENCE:1");
    for (Clinic.Left out : clinic.left(Delivery.Kind.NOTICE_APPOINTMENT)) {
      assertThat(out.parcel().subject()).isEqualTo("Rendez-vous (réf. " + row.reference() + ")");
      assertThat(out.parcel().text()).doesNotContain(CANARIES);
    }
    assertThat(String.join("\n", ics(0))).doesNotContain(CANARIES);
  }

  @Test
  void three_wrong_birth_dates_close_the_link_for_ever() {
    propose(teleconsultation(), false, "2026-11-24T18:30");
    Surfer patient = new Surfer(clinic.port());
    assertThat(patient.post(page(), Map.of("naissance", "04/02/1948")).text())
        .contains("Essais restants : 2.");
    patient.post(page(), Map.of("naissance", "05/02/1948"));
    patient.post(page(), Map.of("naissance", "06/02/1948"));
    assertThat(patient.post(page(), Map.of("naissance", "03/02/1948")).status()).isEqualTo(404);
    assertThat(patient.get(page()).text()).contains("Ce lien n'est plus valable");
  }

  @Test
  void a_link_is_dead_once_the_times_are_over_and_when_another_took_its_place() {
    FollowUp row = teleconsultation();
    propose(row, false, "2026-11-24T18:30");
    String first = page();
    propose(row, false, "2026-11-24T19:30");
    Surfer patient = new Surfer(clinic.port());
    assertThat(patient.get(first).status()).isEqualTo(404);
    assertThat(patient.get(page()).status()).isEqualTo(200);
    clinic.at(paris("2026-11-24T19:30"));
    assertThat(patient.get(page()).status()).isEqualTo(404);
  }

  @Test
  void who_did_not_accept_an_sms_is_sent_none() {
    FollowUp row = clinic.decided(ClinicalDecision.CALL_IN, false);
    propose(row, false, "2026-11-24T18:30");
    assertThat(clinic.left(Delivery.Kind.NOTICE_PATIENT)).isEmpty();
    assertThat(clinic.walk().visits().planned(row).notice())
        .isEqualTo("Le patient n'a pas accepté de SMS : appelez-le.");
  }

  @Test
  void moved_then_cancelled_keeps_its_name_and_counts_up() {
    FollowUp row = teleconsultation();
    propose(row, true, "2026-11-24T18:30");
    String id = only(row, State.BOOKED).id();
    Slot to = slot("2027-03-28T09:00");
    assertThat(clinic.walk().visits().change(row.id(), "boyer", id, to.start(), to.end()))
        .isEqualTo(new Result.Refused("Ce créneau est à plus de 30 jours."));
    Slot sooner = slot("2026-11-26T09:00");
    clinic.walk().visits().change(row.id(), "boyer", id, sooner.start(), sooner.end());
    assertThat(clinic.row(row.id()).deadline()).isEqualTo(paris("2026-11-27T12:00"));
    clinic.walk().visits().cancel(row.id(), "boyer", "Empêchée.");
    List<Integer> sequences =
        clinic.left(Delivery.Kind.NOTICE_APPOINTMENT).stream()
            .filter(l -> l.delivery().recipient().equals("boyer"))
            .map(
                l ->
                    new String(
                        l.parcel().enclosures().get(0).content().bytes(), StandardCharsets.UTF_8))
            .map(text -> Integer.parseInt(Ics.value(Ics.lines(text), "SEQUENCE")))
            .toList();
    assertThat(sequences).containsExactly(1, 2, 3);
    int last = clinic.left(Delivery.Kind.NOTICE_APPOINTMENT).size() - 1;
    assertThat(ics(last)).contains("METHOD:CANCEL", "STATUS:CANCELLED", "UID:" + id + "@relais");
    assertThat(sms())
        .isEqualTo(
            "MSP du Serein : le rendez-vous du 26/11 à 09:00 est annulé, merci d'appeler le"
                + " 0386000000");
    assertThat(clinic.row(row.id()).deadline()).isEqualTo(paris("2026-11-26T10:00"));
  }

  @Test
  void one_doctor_is_not_booked_twice_at_the_same_time() {
    FollowUp first = teleconsultation();
    propose(first, true, "2026-11-24T18:30");
    FollowUp second = teleconsultation();
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(propose(second, false, "2026-11-24T18:40"))
        .isEqualTo(new Result.Refused("Vous avez déjà un rendez-vous à cette heure."));
  }

  @Test
  void missed_three_times_comes_back_to_the_doctor() {
    FollowUp row = teleconsultation();
    for (String day : List.of("2026-11-20", "2026-11-23", "2026-11-24")) {
      propose(row, true, day + "T18:30");
      clinic.at(paris(day + "T19:00"));
      String id = only(row, State.BOOKED).id();
      clinic.walk().visits().missed(row.id(), "boyer", id, null);
    }
    FollowUp back = clinic.row(row.id());
    assertThat(back.state()).isEqualTo(FollowUpState.TAKEN);
    assertThat(
            clinic.store().history(row.id()).stream()
                .map(FollowUpEvent::kind)
                .filter(
                    k ->
                        k == FollowUpEvent.Kind.APPOINTMENT_MISSED
                            || k == FollowUpEvent.Kind.ATTEMPTS_EXHAUSTED))
        .containsExactly(
            FollowUpEvent.Kind.APPOINTMENT_MISSED,
            FollowUpEvent.Kind.APPOINTMENT_MISSED,
            FollowUpEvent.Kind.ATTEMPTS_EXHAUSTED);
  }

  @Test
  void held_ends_the_follow_up_and_the_report_goes_to_the_medecin_traitant_and_the_site() {
    FollowUp row = teleconsultation();
    propose(row, true, "2026-11-24T18:30");
    String id = only(row, State.BOOKED).id();
    clinic.at(paris("2026-11-24T19:00"));
    clinic.walk().visits().held(row.id(), "boyer", id, "Traitement adapté.\nContrôle à 3 mois.");
    FollowUp after = clinic.row(row.id());
    assertThat(after.state()).isEqualTo(FollowUpState.CONCLUDED);
    assertThat(after.outcome()).isEqualTo(ClinicalOutcome.PATIENT_SEEN);
    Map<String, Clinic.Left> copies =
        clinic.left(Delivery.Kind.VISIT_REPORT).stream()
            .collect(Collectors.toMap(l -> l.delivery().recipient(), l -> l));
    assertThat(copies).containsOnlyKeys("lefevre", "site:noyers");
    Clinic.Left mail = copies.get("site:noyers");
    assertThat(mail.parcel().subject()).contains("DURAND", "03/02/1948");
    assertThat(mail.parcel().enclosures()).hasSize(1);
    assertThat(mail.parcel().enclosures().get(0).contentType()).isEqualTo("application/pdf");
    Clinic.Left file = copies.get("lefevre");
    assertThat(
            new String(file.parcel().enclosures().get(0).content().bytes(), StandardCharsets.UTF_8))
        .contains("Contrôle à 3 mois.");
    assertThat(clinic.walk().visits().planned(after).reports())
        .singleElement()
        .satisfies(report -> assertThat(report.copies()).isEqualTo(2));
  }

  @Test
  void whoever_only_knows_of_the_appointment_is_not_told_of_the_result() {
    FollowUp row = clinic.decided(ClinicalDecision.CALL_IN, true);
    List<String> before = clinic.store().inTransaction(tx -> tx.recipientsOf(row.id()));
    propose(row, true, "2026-11-24T18:30");
    clinic.settle();
    List<String> after = clinic.store().inTransaction(tx -> tx.recipientsOf(row.id()));
    assertThat(after).isEqualTo(before);
  }

  @Test
  void the_pages_propose_move_and_end_it_without_a_script() {
    FollowUp row = teleconsultation();
    Surfer boyer = new Surfer(clinic.port()).as("boyer");
    String path = "/suivi/" + row.reference();
    assertThat(boyer.get(path).text()).contains("Aucun rendez-vous n'est proposé ni pris.");
    assertThat(boyer.get(path + "/rendez-vous/proposer").text())
        .contains("Aide-mémoire : pas d'examen physique indispensable");
    Surfer.Page wrong =
        boyer.post(path + "/rendez-vous/proposer", Map.of("creneau1", "29/02/2027 10:00"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text()).contains("Cette date ou cette heure n'existe pas.");
    boyer.does(
        path + "/rendez-vous/proposer",
        Map.of(
            "creneau1",
            "24/11/2026 18h30",
            "duree",
            "20",
            "convenu",
            "oui",
            "lien",
            "https://visio.example/x",
            "rappel",
            "03 86 00 00 00"));
    assertThat(boyer.get(path).text()).contains("pris", "18:30");
    boyer.does(path + "/rendez-vous/deplacer", Map.of("creneau1", "25/11/2026 18:30"));
    assertThat(only(row, State.BOOKED).start()).isEqualTo(paris("2026-11-25T18:30"));
    assertThat(boyer.get(path + "/rendez-vous/tenu").status()).isEqualTo(409);
    clinic.at(paris("2026-11-25T19:00"));
    boyer = new Surfer(clinic.port()).as("boyer");
    boyer.does(path + "/rendez-vous/tenu", Map.of("note", "Tout va bien."));
    assertThat(clinic.row(row.id()).state()).isEqualTo(FollowUpState.CONCLUDED);
  }
}
