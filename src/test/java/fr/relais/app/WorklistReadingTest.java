// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.app.Surfer.Page;
import fr.relais.core.model.FollowUpState;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the pages show, to whom. */
class WorklistReadingTest {
  private final Portal portal = new Portal();
  private final Surfer boyer = new Surfer(portal.port());

  @AfterEach
  void close() {
    portal.close();
  }

  private String critical() {
    return portal.receive(
        new LabMessage(LabMessage.DURAND, "411").placer("L-1").potassium("6.4", "HH"));
  }

  @Test
  void the_list_is_sorted_and_says_value_deadline_and_why() {
    portal.receive(
        new LabMessage(LabMessage.ROUX, "413")
            .exam("NFS^Numération^L")
            .value("HB^Hémoglobine^L", "13.2", "g/dL", "12-16", "N"));
    portal.receive(
        new LabMessage(LabMessage.PETIT, "412")
            .exam("HBA1C^HbA1c^L")
            .value("4548-4^HbA1c^LN", "9.1", "%", "4-6", "H"));
    critical();
    Page list = boyer.as("boyer").get("/suivi");
    assertThat(list.title()).isEqualTo("3 résultats à traiter, Relais");
    assertThat(list.text())
        .containsSubsequence(
            "Critique",
            "DURAND Jeanne",
            "F · 78 ans · née le 03/02/1948",
            "Potassium",
            "6,4",
            "très haut",
            "(3,5–5,1)",
            "Dr Anne BOYER",
            "10:30",
            "30 min",
            "à prendre en charge",
            "Vous l'avez prescrit.",
            "Anormal",
            "PETIT Marc",
            "HbA1c",
            "9,1",
            "Normal",
            "ROUX Léa");
    assertThat(list.body())
        .contains("<caption>")
        .contains("scope=\"row\"")
        .contains("aria-label=\"Ouvrir le résultat de PETIT Marc\"");
  }

  @Test
  void an_overdue_result_says_so_and_a_bound_that_is_passed_is_marked_as_computed() {
    String reference =
        portal.receive(
            new LabMessage(LabMessage.PETIT, "412")
                .value("4548-4^HbA1c^LN", "9.1", "%", "4-6", ""));
    portal.later(Duration.ofDays(3));
    String text = boyer.as("boyer").get("/suivi").text();
    assertThat(text).contains("En retard").contains("en retard de").contains("Calculé");
    assertThat(boyer.get("/suivi/" + reference).text()).contains("hors bornes").contains("Calculé");
  }

  @Test
  void the_list_leaves_no_trace_of_reading_and_the_page_does() {
    String reference = critical();
    boyer.as("boyer");
    long before = traced();
    boyer.get("/suivi");
    assertThat(traced()).isEqualTo(before);
    boyer.get("/suivi/" + reference);
    assertThat(traced()).isGreaterThan(before);
  }

  private long traced() {
    return portal.store().figures(Portal.START).unsealed();
  }

  @Test
  void a_critical_result_shows_first_how_to_reach_the_patient() {
    portal.order("L-1", "lefevre");
    Page page = boyer.as("boyer").get("/suivi/" + critical());
    assertThat(page.title()).isEqualTo("Résultat, Relais");
    assertThat(page.text())
        .containsSubsequence(
            "DURAND Jeanne",
            "Responsable",
            "Joindre le patient maintenant",
            "03 99 99 00 11",
            "elle-même",
            "03 99 99 00 12",
            "sa fille",
            "4 rue du Puits",
            "si K > 5,5 : contrôle le jour même et ECG",
            "LBM DU SEREIN",
            "appeler le 15",
            "Que faire",
            "Adressé aux urgences ou au 15",
            "Ionogramme sanguin",
            "Potassium",
            "Pourquoi vous",
            "Vous avez prescrit cet examen.",
            "Dr Alain LEFÈVRE",
            "Historique",
            "reçu et attribué",
            "Remises");
    assertThat(page.text()).doesNotContain("Vu, rien à faire").contains("Déjà pris en charge");
  }

  @Test
  void the_owner_who_opens_it_is_noted_and_nobody_else() {
    String reference = critical();
    Surfer martin = new Surfer(portal.port()).as("martin");
    martin.post("/suivi/" + reference + "/urgence", Map.of("motif", "Je suis de garde."));
    martin.get("/suivi/" + reference);
    assertThat(portal.row(reference).state()).isEqualTo(FollowUpState.OPEN);
    boyer.as("boyer").get("/suivi/" + reference);
    assertThat(portal.row(reference).state()).isEqualTo(FollowUpState.OPENED);
  }

  @Test
  void a_corrected_result_shows_before_and_after() {
    critical();
    String reference =
        portal.receive(
            new LabMessage(LabMessage.DURAND, "411")
                .status("C", "202611191005")
                .potassium("4.6", "N"));
    assertThat(boyer.as("boyer").get("/suivi").text()).contains("Corrigé");
    assertThat(boyer.get("/suivi/" + reference).text())
        .containsSubsequence(
            "Le laboratoire a corrigé ce résultat", "Potassium", "6,4 mmol/L", "4,6 mmol/L");
  }

  @Test
  void what_a_message_says_is_text_whatever_it_looks_like() {
    String name = "<svg/onload=alert(1)>^\"><img src=x onerror=alert(1)>||19480203|F";
    String reference =
        portal.receive(
            new LabMessage(name, "666")
                .exam("X^<script>alert(1)</script>^L")
                .text("javascript:alert(1) ${7*7} {{7*7}} <b>gras</b>")
                .value("Y^</td><h1>^L", "1' OR '1'='1", "<u>", "3-5", "H"));
    Surfer reader = boyer.as("boyer");
    for (String path :
        new String[] {
          "/suivi",
          "/suivi/" + reference,
          "/suivi/" + reference + "/decider",
          "/suivi/" + reference + "/transmettre"
        }) {
      String body = reader.get(path).body();
      assertThat(body)
          .as(path)
          .doesNotContainIgnoringCase("<svg")
          .doesNotContain("<img src=x")
          .doesNotContain("<script>")
          .doesNotContain("<b>gras")
          .doesNotContain("</td><h1>")
          .doesNotContain("<u>");
    }
    assertThat(reader.get("/suivi/" + reference).text()).contains("${7*7}").doesNotContain(" 49 ");
  }

  @Test
  void a_document_is_a_download_of_the_very_bytes_under_a_name_that_names_nobody() {
    var message = new LabMessage(LabMessage.DURAND, "411").potassium("6.4", "HH").content();
    String reference = portal.receive(message);
    Page page = boyer.as("boyer").get("/suivi/" + reference);
    String path = page.body().replaceAll("(?s).*href=\"(/suivi/[^\"]+/document/[^\"]+)\".*", "$1");
    Page document = boyer.get(path);
    var headers = document.answer().headers();
    assertThat(document.status()).isEqualTo(200);
    assertThat(document.body().getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(message.bytes());
    assertThat(headers.firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Content-Disposition"))
        .contains("attachment; filename=\"relais-" + reference + "-1.hl7\"");
    assertThat(new Surfer(portal.port()).as("keller").get(path).status()).isEqualTo(404);
  }

  @Test
  void someone_elses_result_and_none_are_the_same_answer() {
    String reference =
        portal.receive(
            new LabMessage(LabMessage.PETIT, "412").value("X^HbA1c^L", "9.1", "%", "4-6", "H"));
    Surfer keller = new Surfer(portal.port()).as("keller");
    Page other = keller.get("/suivi/" + reference);
    Page none = keller.get("/suivi/ZZZZ");
    assertThat(other.status()).isEqualTo(404).isEqualTo(none.status());
    assertThat(other.body().replace(reference, "ZZZZ")).isEqualTo(none.body());
    assertThat(keller.get("/suivi/" + reference + "/prendre").status()).isEqualTo(404);
    assertThat(keller.post("/suivi/" + reference + "/prendre").status()).isEqualTo(404);
    assertThat(keller.get("/suivi").text()).doesNotContain("PETIT");
    assertThat(portal.row(reference).owner()).isEqualTo("boyer");
  }

  @Test
  void emergency_access_asks_why_before_it_shows_anything() {
    String reference = critical();
    Surfer martin = new Surfer(portal.port()).as("martin");
    assertThat(martin.get("/suivi").text())
        .contains("Résultat " + reference)
        .doesNotContain("DURAND")
        .doesNotContain("Potassium");
    Page asked = martin.get("/suivi/" + reference);
    assertThat(asked.text()).contains("Dites pourquoi").doesNotContain("DURAND");
    assertThat(martin.post("/suivi/" + reference + "/urgence", Map.of("motif", " ")).status())
        .isEqualTo(400);
    assertThat(
            martin
                .does(
                    "/suivi/" + reference + "/urgence",
                    Map.of("motif", "De garde, Dr Boyer absente.", "retour", "/suivi/" + reference))
                .text())
        .contains("DURAND Jeanne")
        .contains("accès d'urgence");
  }

  @Test
  void orders_without_a_result_are_listed_and_the_search_stays_out_of_addresses() {
    portal.order("L-9", "lefevre");
    critical();
    Page awaited = boyer.as("boyer").get("/suivi?onglet=attendues");
    assertThat(awaited.text()).contains("Ionogramme sanguin").contains("DURAND Jeanne");
    boyer.get("/suivi?onglet=a-traiter");
    Page none = boyer.does("/suivi/recherche", Map.of("recherche", "petit"));
    assertThat(none.text()).contains("masquées : 1").contains("« petit »");
    assertThat(boyer.does("/suivi/recherche", Map.of("recherche", "dùrand")).text())
        .contains("DURAND Jeanne");
  }

  @Test
  void news_are_announced_and_the_list_does_not_move() {
    Page list = boyer.as("boyer").get("/suivi");
    String since = list.body().replaceAll("(?s).*name=\"depuis\" value=\"([0-9]+)\".*", "$1");
    assertThat(boyer.get("/suivi/veille?depuis=" + since).text()).doesNotContain("nouveau");
    portal.clock().set(Portal.START.plusSeconds(60));
    critical();
    assertThat(boyer.get("/suivi/veille?depuis=" + since).text())
        .contains("1 nouveau, dont un critique — Afficher");
  }
}
