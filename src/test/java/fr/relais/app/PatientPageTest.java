// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.app.Surfer.Page;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.PatientChoices;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The doctor who sits at the site today finds what other volunteers ordered, and nobody else. */
class PatientPageTest {
  private static final String PATH = "/suivi/patients";
  private static final Map<String, String> BY_INS = Map.of("ins", "2 48 02 89 999 001 29");
  private static final Map<String, String> BY_TRAITS =
      Map.of("naissance", "03/02/1948", "nom", "durand", "prenom", "jeanne");

  private final Portal portal = new Portal();
  private final Surfer keller = new Surfer(portal.port());

  @BeforeEach
  void keller_sits_at_noyers_today() {
    portal.present("keller", "noyers", true);
    keller.as("keller");
  }

  @AfterEach
  void close() {
    portal.close();
  }

  private String potassium(String file) {
    return portal.receive(
        new LabMessage(LabMessage.DURAND, file)
            .potassium("5.4", "H")
            .value("2951-2^Sodium^LN", "138", "mmol/L", "136-145", "N"));
  }

  private Page found(Map<String, String> by) {
    return keller.does(PATH, by);
  }

  @Test
  void by_ins_he_sees_what_others_ordered_who_answers_for_it_and_what_is_awaited() {
    portal.order("L-9", "lefevre");
    String reference = potassium("411");
    assertThat(keller.get("/suivi").body()).contains("<a href=\"" + PATH + "\">");
    Page answer = keller.post(PATH, BY_INS);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.location()).matches(PATH + "/[0-9a-f]{32}");
    Page page = keller.get(answer.location());
    assertThat(page.title()).isEqualTo("Examens d'un patient, Relais");
    assertThat(page.body()).containsOnlyOnce("<h1").contains("lang=\"fr\"");
    assertThat(page.text())
        .containsSubsequence(
            "DURAND Jeanne",
            "née le 03/02/1948",
            "Identité qualifiée",
            "médecin présent sur le site ce jour (MSP du Serein, Noyers)",
            "Prescrit, résultat attendu",
            "Ionogramme sanguin",
            "par Dr Anne BOYER",
            "Examens",
            "Ionogramme sanguin",
            "19/11/2026",
            "Anormal",
            "À traiter",
            "Prescrit par Dr Anne BOYER",
            "Responsable : Dr Anne BOYER",
            "LBM DU SEREIN",
            "Potassium",
            "5,4",
            "Sodium")
        .doesNotContain("DMP");
    assertThat(page.body()).contains("href=\"/suivi/" + reference + "\"");
    assertThat(keller.get("/suivi/" + reference).text()).contains("Potassium");
  }

  @Test
  void by_three_exact_traits_he_finds_and_by_less_or_other_ones_he_does_not() {
    potassium("411");
    assertThat(found(BY_TRAITS).text()).contains("DURAND Jeanne", "5,4");
    for (Map<String, String> other :
        List.of(
            Map.of("naissance", "04/02/1948", "nom", "DURAND", "prenom", "Jeanne"),
            Map.of("naissance", "03/02/1948", "nom", "DURAN", "prenom", "Jeanne"),
            Map.of("naissance", "03/02/1948", "nom", "DURAND", "prenom", "Jean"),
            Map.of("ins", "248028999900228"))) {
      Page page = keller.post(PATH, other);
      assertThat(page.status()).as(other.toString()).isEqualTo(200);
      assertThat(page.text()).contains("ne connaît ici aucun examen").doesNotContain("5,4");
    }
    for (Map<String, String> less :
        List.of(
            Map.of("nom", "DURAND", "prenom", "Jeanne"),
            Map.of("naissance", "03/02/1948", "nom", "DURAND", "prenom", "J"),
            Map.of("naissance", "31/02/1948", "nom", "DURAND", "prenom", "Jeanne"),
            Map.of("ins", "1234"),
            Map.<String, String>of())) {
      Page page = keller.post(PATH, less);
      assertThat(page.status()).as(less.toString()).isEqualTo(400);
      assertThat(page.text()).contains("À corriger", "Exemple");
    }
  }

  @Test
  void two_people_who_answer_to_one_search_are_not_told_apart() {
    potassium("411");
    portal.receive(
        new LabMessage("DURAND^JEANNE|248028999900228|19480203|F", "412").potassium("3.9", "N"));
    Page page = keller.post(PATH, BY_TRAITS);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text())
        .contains("Plusieurs personnes", "Demandez l'INS")
        .doesNotContain("5,4", "3,9");
    assertThat(found(BY_INS).text()).contains("5,4").doesNotContain("3,9");
  }

  @Test
  void a_result_without_an_ins_stands_apart_without_its_values_until_someone_looks() {
    potassium("411");
    String reference =
        portal.receive(new LabMessage("DURAND^JEANNE||19480203|F", "413").potassium("6.1", "H"));
    Page page = found(BY_INS);
    assertThat(page.text())
        .containsSubsequence("5,4", "Peut-être la même personne", "référence " + reference)
        .doesNotContain("6,1");
    assertThat(page.body()).contains("aria-label=\"Ouvrir le résultat " + reference + "\"");
  }

  @Test
  void a_result_without_an_ins_that_answers_her_order_is_hers() {
    String number = portal.order("L-1", "lefevre").number();
    portal.receive(
        new LabMessage("DURAND^JEANNE||19480203|F", "413").placer(number).potassium("6.1", "H"));
    assertThat(found(BY_TRAITS).text())
        .containsSubsequence("DURAND Jeanne", "Identité qualifiée", "6,1")
        .doesNotContain("Peut-être la même personne");
  }

  @Test
  void what_she_masked_is_not_there_and_whoever_ordered_it_still_has_it() {
    String reference =
        portal.receive(new LabMessage(LabMessage.DURAND, "414").masked().potassium("2.9", "L"));
    assertThat(keller.post(PATH, BY_INS).text()).contains("ne connaît ici aucun examen");
    potassium("411");
    assertThat(found(BY_INS).text()).contains("5,4").doesNotContain("2,9", reference);
    Surfer boyer = new Surfer(portal.port()).as("boyer");
    assertThat(boyer.get(boyer.get("/suivi/" + reference + "/patient").location()).text())
        .contains("5,4", "2,9", "Masqué aux autres professionnels");
  }

  @Test
  void a_doctor_whom_she_refused_finds_nothing_of_her() {
    potassium("411");
    portal.order("L-2", "keller", new PatientChoices(true, true, null, false, true));
    assertThat(keller.post(PATH, BY_INS).text())
        .contains("ne connaît ici aucun examen")
        .doesNotContain("5,4");
  }

  @Test
  void nobody_but_a_doctor_who_sits_somewhere_today_may_search() {
    potassium("411");
    for (String person : List.of("boyer", "lefevre", "roux", "petitjean", "aubry", "colin")) {
      Surfer other = new Surfer(portal.port()).as(person);
      assertThat(other.get("/suivi").body()).as(person).doesNotContain(PATH);
      assertThat(other.get(PATH).status()).as(person).isEqualTo(404);
      Page page = other.post(PATH, BY_INS);
      assertThat(page.status()).as(person).isEqualTo(404);
      assertThat(page.text()).doesNotContain("DURAND", "5,4");
    }
    assertThat(new Surfer(portal.port()).get(PATH).status()).isEqualTo(303);
  }

  @Test
  void the_address_is_worth_nothing_in_another_session_or_when_the_clinic_is_over() {
    potassium("411");
    String address = keller.post(PATH, BY_INS).location();
    for (String person : List.of("martin", "lefevre", "petitjean")) {
      Page page = new Surfer(portal.port()).as(person).get(address);
      assertThat(page.status()).as(person).isEqualTo(404);
      assertThat(page.text()).doesNotContain("DURAND", "5,4");
    }
    assertThat(keller.get(address).status()).isEqualTo(200);
    portal.present("keller", "noyers", false);
    assertThat(keller.get(address).status()).isEqualTo(404);
  }

  @Test
  void whoever_sits_there_and_covers_the_site_reads_the_lines_and_opens_what_he_may_open() {
    String reference = potassium("411");
    Surfer martin = new Surfer(portal.port()).as("martin");
    Page page = martin.does(PATH, BY_INS);
    assertThat(page.text()).contains("DURAND Jeanne", "5,4", "Prescrit par Dr Anne BOYER");
    assertThat(page.body()).doesNotContain("href=\"/suivi/" + reference + "\"");
  }

  @Test
  void patients_of_another_site_are_not_his() {
    potassium("411");
    portal.present("lefevre", "sainte-aube", true);
    Surfer lefevre = new Surfer(portal.port()).as("lefevre");
    assertThat(lefevre.post(PATH, BY_INS).text()).contains("ne connaît ici aucun examen");
  }

  @Test
  void a_result_leads_to_its_patient_for_whoever_ordered_it_and_for_nobody_else() {
    String reference = potassium("411");
    portal.receive(
        new LabMessage(LabMessage.DURAND, "420")
            .doctor(LabMessage.KELLER)
            .value("X^TSH^L", "7.9", "mUI/L", "0.4-4", "H"));
    Surfer boyer = new Surfer(portal.port()).as("boyer");
    Page result = boyer.get("/suivi/" + reference);
    assertThat(result.body()).contains("href=\"/suivi/" + reference + "/patient\"");
    Page answer = boyer.get("/suivi/" + reference + "/patient");
    assertThat(answer.location()).matches(PATH + "/[0-9a-f]{32}");
    assertThat(boyer.get(answer.location()).text())
        .containsSubsequence("Vous lisez à ce titre : responsable", "TSH", "7,9")
        .contains("Potassium", "Dr Paul KELLER");
    for (String person : List.of("lefevre", "roux", "petitjean", "colin")) {
      assertThat(
              new Surfer(portal.port()).as(person).get("/suivi/" + reference + "/patient").status())
          .as(person)
          .isEqualTo(404);
    }
  }

  @Test
  void each_search_and_each_line_that_is_shown_leaves_its_trace() {
    String id = portal.row(potassium("411")).id();
    String order = portal.order("L-9", "lefevre").id();
    portal.audited().clear();
    found(BY_INS);
    keller.post(PATH, Map.of("ins", "248028999900228"));
    assertThat(portal.audited())
        .allMatch(line -> line.actor().equals("keller"))
        .allMatch(line -> line.action() == AuditLine.Action.READ)
        .extracting(line -> line.subject() + " " + line.detail())
        .contains(
            "noyers PATIENT_SEARCH INS ONE",
            id + " PATIENT PRESENT",
            order + " PATIENT PRESENT",
            "noyers PATIENT_SEARCH INS NOBODY");
    assertThat(portal.audited().toString()).doesNotContain("DURAND", "24802");
  }

  @Test
  void what_a_laboratory_took_back_shows_no_value() {
    potassium("411");
    portal.receive(
        new LabMessage(LabMessage.DURAND, "411")
            .status("X", "202611191005")
            .potassium("5.4", "H")
            .value("2951-2^Sodium^LN", "138", "mmol/L", "136-145", "N"));
    assertThat(found(BY_INS).text())
        .contains("Annulé par le laboratoire", "il ne vaut plus")
        .doesNotContain("5,4");
  }
}
