// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.app.Surfer.Page;
import fr.relais.core.model.Content;
import fr.relais.core.model.FollowUpState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What those who are not the doctor in charge see and do. */
class WorklistOfficeTest {
  private final Portal portal = new Portal();
  private final Surfer boyer = new Surfer(portal.port());
  private final Surfer secretary = new Surfer(portal.port());

  @BeforeEach
  void signIn() {
    boyer.as("boyer");
    secretary.as("petitjean");
  }

  @AfterEach
  void close() {
    portal.close();
  }

  /** A critical result whose doctor decided to call the patient in. */
  private String toCall() {
    portal.order("L-1", "lefevre");
    String reference =
        portal.receive(
            new LabMessage(LabMessage.DURAND, "411").placer("L-1").potassium("6.4", "HH"));
    boyer.does("/suivi/" + reference + "/decider", Map.of("choix", "c", "note", "Demain"));
    return reference;
  }

  @Test
  void the_secretary_reaches_the_patient_and_never_learns_of_what() {
    String reference = toCall();
    Page home = secretary.get("/suivi");
    assertThat(home.text())
        .containsSubsequence(
            "À rapprocher",
            "Patients à joindre",
            "Critique",
            "DURAND Jeanne",
            "Convoquer",
            "Couverture des 14 jours",
            "Dr Claire MARTIN");
    Page caller = secretary.get("/secretariat/" + reference);
    assertThat(caller.text())
        .contains("03 99 99 00 11", "sa fille", "4 rue du Puits")
        .contains("si K > 5,5 : contrôle le jour même et ECG")
        .contains("Le médecin souhaite vous revoir. Je n'ai pas le détail.");
    for (String body : List.of(home.body(), caller.body())) {
      assertThat(body).doesNotContain("6,4", "6.4", "Ionogramme", "Potassium", "Fatigue", "biolog");
    }
    for (String path : List.of("", "/decider", "/prendre", "/joindre-patient")) {
      assertThat(secretary.get("/suivi/" + reference + path).status()).as(path).isEqualTo(404);
    }
  }

  @Test
  void three_calls_in_vain_give_the_patient_back_to_his_doctor() {
    String reference = toCall();
    String path = "/secretariat/" + reference + "/appel";
    assertThat(secretary.post(path).status()).isEqualTo(400);
    secretary.does(path, Map.of("issue", "message_left"));
    secretary.does(path, Map.of("issue", "no_answer"));
    assertThat(portal.row(reference).failedAttempts()).isEqualTo(2);
    assertThat(secretary.does(path, Map.of("issue", "wrong_number")).text())
        .contains("ce patient revient à son médecin");
    assertThat(portal.row(reference).state()).isEqualTo(FollowUpState.TAKEN);
    assertThat(secretary.get("/secretariat/" + reference).status()).isEqualTo(409);
    assertThat(boyer.get("/suivi/" + reference).text())
        .contains("Secrétariat : Message laissé (sans motif).", "Nadia PETITJEAN");
  }

  @Test
  void a_patient_who_was_reached_is_told_to_the_doctor_who_concludes() {
    String reference = toCall();
    assertThat(
            secretary
                .does("/secretariat/" + reference + "/appel", Map.of("issue", "reached"))
                .text())
        .contains("Noté : Joint. Le médecin le verra et conclura.");
    assertThat(portal.row(reference).state()).isEqualTo(FollowUpState.IN_PROGRESS);
    assertThat(boyer.get("/suivi/" + reference).text())
        .contains("Nadia PETITJEAN (secrétariat), 10:00 : Patient joint. Notez l'issue.");
  }

  @Test
  void she_proposes_who_ordered_and_the_doctor_answers() {
    String reference =
        portal.receive(
            new LabMessage(LabMessage.PETIT, "415")
                .doctor("")
                .value("FER^Ferritine^L", "12", "µg/L", "30-300", "L"));
    String path = proposal(secretary.get("/suivi"));
    assertThat(path).contains(reference);
    Page form = secretary.get(path);
    assertThat(form.text()).contains("PETIT Marc").doesNotContain("Ferritine", "12 µg");
    Page wrong = secretary.post(path, Map.of("choix", "0", "confrere", "boyer"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text()).contains("Dites ce que vous avez vérifié en plus du nom.");
    secretary.does(path, Map.of("choix", "0", "confrere", "boyer", "verifie", "Agenda du 15/11."));
    assertThat(portal.row(reference).requester()).isNull();
    String owner = portal.row(reference).owner();
    assertThat(new Surfer(portal.port()).as(owner).get("/suivi/" + reference).text())
        .contains("Propose « C'est ce médecin », Dr Anne BOYER. Vérifié : Agenda du 15/11.");
  }

  private static String proposal(Page home) {
    return home.body().replaceAll("(?s).*href=\"(/secretariat/[^\"]+/question/[^\"]+)\".*", "$1");
  }

  @Test
  void the_agent_of_a_hall_is_told_nothing_and_an_operator_numbers() {
    String reference = toCall();
    Surfer agent = new Surfer(portal.port()).as("aubry");
    assertThat(agent.get("/suivi").body())
        .contains("Rendez-vous")
        .doesNotContain("DURAND", reference, "résultat ");
    assertThat(agent.get("/suivi/" + reference).status()).isEqualTo(404);
    assertThat(agent.get("/secretariat/" + reference).status()).isEqualTo(404);
    Surfer operator = new Surfer(portal.port()).as("colin");
    assertThat(operator.get("/suivi").text())
        .contains("Sans responsable 0", "< 5", "Critique")
        .doesNotContain("DURAND", reference);
    assertThat(operator.get("/suivi/" + reference).status()).isEqualTo(404);
    assertThat(operator.get("/pilote/chiffres.csv").body()).contains("Critique;< 5");
    assertThat(agent.get("/pilote/chiffres.csv").status()).isEqualTo(404);
  }

  @Test
  void what_the_laboratory_says_is_normal_is_closed_together_and_nothing_else() {
    String first = normal("501");
    String second =
        portal.receive(
            new LabMessage(LabMessage.DURAND, "502")
                .value("X^Glucose^L", "0.8", "g/L", "0.7-1.1", "N"));
    String abnormal =
        portal.receive(
            new LabMessage(LabMessage.PETIT, "412").value("X^HbA1c^L", "9.1", "%", "4-6", "H"));
    String unclassified =
        portal.receive(new LabMessage(LabMessage.LEROY, "414").text("Foie de taille normale."));
    assertThat(boyer.get("/suivi").text()).contains("Tout vu : 2 résultats normaux");
    Page page = boyer.get("/suivi/tout-vu");
    assertThat(page.text())
        .contains("ROUX Léa", "Glucose 0,9 g/L", "DURAND Jeanne")
        .doesNotContain("PETIT", "LEROY");
    for (String name : page.body().replaceAll("(?s)^.*?<ul class=\"lot\">", "").split("value=\"")) {
      String chosen = name.replaceAll("(?s)\".*", "");
      if (chosen.matches("[A-Za-z0-9-]+\\.[0-9]+")) {
        assertThat(boyer.does("/suivi/tout-vu", Map.of("suivi", chosen)).text())
            .contains("1 résultat conclu", "Annuler (30 s)");
      }
    }
    assertThat(portal.row(abnormal).state()).isEqualTo(FollowUpState.OPEN);
    assertThat(portal.row(unclassified).state()).isEqualTo(FollowUpState.OPEN);
    assertThat(List.of(state(first), state(second))).containsOnly(FollowUpState.CONCLUDED);
  }

  private FollowUpState state(String reference) {
    return portal.row(reference).state();
  }

  private String normal(String number) {
    return portal.receive(
        new LabMessage(LabMessage.ROUX, number).value("X^Glucose^L", "0.9", "g/L", "0.7-1.1", "N"));
  }

  @Test
  void whoever_closed_it_may_undo_for_thirty_seconds() {
    String reference = normal("501");
    String chosen =
        boyer
            .get("/suivi/tout-vu")
            .body()
            .replaceAll("(?s).*name=\"suivi\" value=\"([^\"]+)\".*", "$1");
    boyer.does("/suivi/tout-vu", Map.of("suivi", chosen));
    portal.clock().set(portal.clock().instant().plusSeconds(30));
    assertThat(boyer.does("/suivi/annuler", Map.of()).text()).contains("1 résultat rouvert");
    assertThat(state(reference)).isEqualTo(FollowUpState.OPEN);
    assertThat(boyer.get("/suivi/" + reference).text()).contains("annulé par son auteur");

    chosen = chosen.replaceAll("\\..*", "." + portal.row(reference).seq());
    boyer.does("/suivi/tout-vu", Map.of("suivi", chosen));
    portal.clock().set(portal.clock().instant().plusSeconds(31));
    assertThat(boyer.post("/suivi/annuler").status()).isEqualTo(409);
    assertThat(state(reference)).isEqualTo(FollowUpState.CONCLUDED);
  }

  @Test
  void what_changed_since_it_was_shown_is_not_closed() {
    String reference = normal("501");
    String chosen =
        boyer
            .get("/suivi/tout-vu")
            .body()
            .replaceAll("(?s).*name=\"suivi\" value=\"([^\"]+)\".*", "$1");
    boyer.does("/suivi/" + reference + "/prendre", Map.of());
    assertThat(boyer.does("/suivi/tout-vu", Map.of("suivi", chosen)).text())
        .contains("Aucun résultat n'a été conclu. 1 a changé entre-temps");
    assertThat(state(reference)).isEqualTo(FollowUpState.TAKEN);
  }

  @Test
  void a_masked_result_is_told_to_its_doctors_and_shows_nothing_to_others() throws Exception {
    String message =
        Files.readString(
            Path.of("test-fixtures/stories/030-patient-refused-the-requester/anormal-cda.hl7"));
    String masked = message.replace("MASQUE_PS^x^MetaDMPMSS||N", "MASQUE_PS^x^MetaDMPMSS||Y");
    assertThat(masked).isNotEqualTo(message);
    String reference = portal.receive(Content.of(masked, StandardCharsets.UTF_8));
    assertThat(boyer.get("/suivi/" + reference).text())
        .contains("Masqué aux autres professionnels à la demande du patient.", "5,6");
    boyer.does("/suivi/" + reference + "/transmettre", Map.of("confrere", "keller"));
    Surfer keller = new Surfer(portal.port()).as("keller");
    Page page = keller.get("/suivi/" + reference);
    assertThat(page.text())
        .contains("PETIT Marc", "Contenu réservé", "J'accepte ce résultat")
        .doesNotContain("5,6", "Potassium", "Message d'origine");
    keller.does("/suivi/" + reference + "/accepter", Map.of());
    assertThat(keller.get("/suivi/" + reference).text()).contains("5,6", "Potassium");
  }

  @Test
  void a_patient_in_doubt_is_read_by_those_who_ordered_or_own_and_by_others_in_emergency() {
    portal.receive(new LabMessage(LabMessage.DURAND, "411").potassium("4.1", "N"));
    portal.later(Duration.ofMinutes(1));
    String reference =
        portal.receive(new LabMessage(LabMessage.PETIT, "411").potassium("6.4", "HH"));
    assertThat(boyer.get("/suivi/" + reference).text()).contains("6,4");
    boyer.does("/suivi/" + reference + "/transmettre", Map.of("confrere", "keller"));
    Surfer keller = new Surfer(portal.port()).as("keller");
    assertThat(keller.get("/suivi/" + reference).text())
        .contains("Dites pourquoi")
        .doesNotContain("6,4");
    Page open =
        keller.does(
            "/suivi/" + reference + "/urgence",
            Map.of("motif", "Le Dr Boyer m'appelle.", "retour", "/suivi/" + reference));
    assertThat(open.text()).contains("6,4", "accès d'urgence");
    String path = open.body().replaceAll("(?s).*href=\"(/suivi/[^\"]+/document/[^\"]+)\".*", "$1");
    assertThat(keller.get(path).status()).isEqualTo(200);
    assertThat(boyer.get("/suivi/" + reference).text())
        .contains("Lu en accès d'urgence par Dr Paul KELLER, 10:01 : Le Dr Boyer m'appelle.");
  }

  @Test
  void a_name_cannot_turn_the_page_around() {
    String reference =
        portal.receive(
            new LabMessage(LabMessage.PETIT, "412")
                .value("X^Hb\u202EA1c^L", "9.1", "%", "4-6", "H"));
    assertThat(boyer.get("/suivi/" + reference).body())
        .contains("Hb[U+202E]A1c")
        .doesNotContain("\u202E");
  }

  @Test
  void the_history_of_the_same_patient_stands_beside_the_result() {
    portal.receive(new LabMessage(LabMessage.DURAND, "401").potassium("4.6", "N"));
    portal.later(Duration.ofDays(2));
    String reference =
        portal.receive(new LabMessage(LabMessage.DURAND, "411").potassium("6.4", "HH"));
    portal.receive(new LabMessage(LabMessage.PETIT, "412").potassium("4.1", "N"));
    Page page = boyer.get("/suivi/" + reference);
    assertThat(page.text()).contains("Antériorités", "4,6 mmol/L").doesNotContain("4,1 mmol/L");
  }
}
