// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.match.IssuedNumbers;
import fr.relais.core.model.Order;
import fr.relais.core.model.Phone;
import fr.relais.web.fhir.ApiServer.Said;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderApiTest {
  private static final String BUNDLE = ApiServer.example("order-bundle.good.json");
  private static final String SINGLE = ApiServer.example("service-request.good.json");
  private static final String CONDITION =
      "identifier=https://logiciel.example/prescriptions|P-2026-0002";

  private final ApiServer api = new ApiServer();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void a_prescription_is_awaited_with_all_that_whoever_acts_must_know() {
    Said said = api.post("boyer", "", BUNDLE);

    assertThat(said.status()).as(said.text()).isEqualTo(200);
    assertThat(said.body().at("/entry/3/response/status").asText()).isEqualTo("201 Created");
    String number = said.body().at("/entry/3/resource/identifier/0/value").asText();
    assertThat(IssuedNumbers.read(number)).isEqualTo(number);
    assertThat(said.body().at("/entry/3/resource/identifier/0/type/coding/0/code").asText())
        .isEqualTo("PLAC");
    Order order = api.store.awaitedOrders(10).get(0);
    assertThat(order.phones())
        .containsExactly(new Phone("0639980001", "elle-même"), new Phone("0639980002", "sa fille"));
    assertThat(order.address()).isEqualTo("3 rue des Écoles, 89310 Noyers");
    assertThat(order.instruction()).startsWith("Si K > 5,5");
    assertThat(order.choices().informed()).isTrue();
    assertThat(order.choices().refusesRequester()).isFalse();
    assertThat(order.site()).isEqualTo("noyers");
    assertThat(order.patient().hasQualifiedIns()).isTrue();
    assertThat(order.requester()).isEqualTo("boyer");
    assertThat(api.store.awaitedOrders(10)).hasSize(2);
  }

  @Test
  void the_same_key_and_body_get_the_same_answer_and_another_body_is_refused() {
    Said first = api.post("boyer", "", BUNDLE, "Idempotency-Key", "cle-0000-0001");
    Said again = api.post("boyer", "", BUNDLE, "Idempotency-Key", "cle-0000-0001");
    Said other =
        api.post(
            "boyer",
            "",
            BUNDLE.replace("P-2026-0003", "P-2026-0009"),
            "Idempotency-Key",
            "cle-0000-0001");

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.told()).contains("Idempotency-Key a déjà servi");
    assertThat(api.store.awaitedOrders(10)).hasSize(2);
  }

  @Test
  void one_order_is_created_once_and_its_own_alone_is_read() {
    Said first = api.post("boyer", "/ServiceRequest", SINGLE, "If-None-Exist", CONDITION);
    Said again = api.post("boyer", "/ServiceRequest", SINGLE, "If-None-Exist", CONDITION);
    String id = first.body().path("id").asText();

    assertThat(first.status()).as(first.text()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body().path("id").asText()).isEqualTo(id);
    assertThat(api.get("boyer", "/ServiceRequest/" + id).status()).isEqualTo(200);
    assertThat(api.get("martin", "/ServiceRequest/" + id).status()).isEqualTo(404);
    String search =
        "/ServiceRequest?identifier=https://logiciel.example/prescriptions%7CP-2026-0002";
    assertThat(api.get("boyer", search).body().path("entry")).hasSize(1);
    assertThat(api.get("martin", search).body().path("entry")).isEmpty();
  }

  @Test
  void a_number_that_served_for_another_exam_is_refused() {
    api.post("boyer", "/ServiceRequest", SINGLE);

    Said other = api.post("boyer", "/ServiceRequest", SINGLE.replace("Potassium", "Sodium"));

    assertThat(other.status()).isEqualTo(409);
    assertThat(api.store.awaitedOrders(10)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          duplicate key;     "gender";                 "birthDate": "1957-03-14", "gender";   400; donnée deux fois
          unknown element;   "birthDate";              "birthDay";                            400; n'existe pas en FHIR R4
          changed meaning;   "status": "active",;      "status": "active", "modifierExtension": [{"url": "urn:x", "valueBoolean": true}],; 400; change le sens
          missing birth;     "birthDate": "1957-03-14",; ;                                    422; date de naissance
          wrong INS key;     257034899910129;          257034899910128;                       422; clé de l'INS
          real identity;     1.2.250.1.213.1.4.10;     1.2.250.1.213.1.4.8;                   422; identité réelle dans un bac
          unknown requester; 89970010222;              89970019991;                           422; Ce prescripteur n'est pas connu
          wrong RPPS;        89970010222;              89970010223;                           422; clé est fausse
          no such site;      890009986;                890009000;                             422; lieu de la consultation
          not active;        "status": "active";       "status": "draft";                     422; en vigueur
          not a transaction; "transaction";            "batch";                               422; transaction
          phone;             06 39 98 00 01;           poste 12;                              422; téléphone
          """)
  void what_cannot_be_trusted_is_refused_whole(
      String why, String from, String to, int status, String told) {
    String body = BUNDLE.replace(from, to == null ? "" : to);
    assertThat(body).isNotEqualTo(BUNDLE);

    Said said = api.post("boyer", "", body);

    assertThat(said.status()).as(why + said.text()).isEqualTo(status);
    assertThat(said.told()).contains(told);
    assertThat(said.text()).doesNotContain("BERTIN", "poste 12", "birthDay");
    assertThat(api.store.awaitedOrders(10)).isEmpty();
  }

  @Test
  void two_patients_are_refused() {
    String entry = BUNDLE.substring(BUNDLE.indexOf("{", BUNDLE.indexOf("\"entry\"")));
    String patient = entry.substring(0, entry.indexOf("\"fullUrl\"", 20)).stripTrailing();
    patient = patient.substring(0, patient.lastIndexOf(','));
    String body =
        BUNDLE.replaceFirst(
            "\"entry\": \\[",
            java.util.regex.Matcher.quoteReplacement(
                "\"entry\": [" + patient.replace("000000000001", "000000000099") + ","));

    Said said = api.post("boyer", "", body);

    assertThat(said.status()).isEqualTo(422);
    assertThat(said.told()).contains("plusieurs patients");
  }

  @Test
  void an_order_in_another_doctors_name_is_refused() {
    Said said = api.post("martin", "", BUNDLE);

    assertThat(said.status()).isEqualTo(403);
    assertThat(api.store.awaitedOrders(10)).isEmpty();
  }

  @Test
  void without_a_token_or_with_that_of_someone_who_left_only_metadata_is_served() {
    assertThat(api.post(null, "", BUNDLE).status()).isEqualTo(401);
    assertThat(api.get(null, "/Task").status()).isEqualTo(401);
    assertThat(api.get("fabre", "/Task").status()).isEqualTo(401);
    assertThat(api.get("personne", "/Task").told()).contains("jeton");
    assertThat(api.get(null, "/metadata").status()).isEqualTo(200);
  }

  @Test
  void what_is_too_large_or_not_json_is_refused() {
    String large = "{\"resourceType\":\"Bundle\",\"id\":\"" + "x".repeat(2_200_000) + "\"}";
    assertThat(api.post("boyer", "", large).status()).isEqualTo(413);
    HttpRequest.Builder chunked =
        api.request("boyer", "")
            .header("Content-Type", "application/fhir+json")
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(large.getBytes())));
    assertThat(api.send(chunked).status()).isEqualTo(413);
    HttpRequest.Builder xml =
        api.request("boyer", "")
            .header("Content-Type", "application/fhir+xml")
            .POST(HttpRequest.BodyPublishers.ofString("<!DOCTYPE x><Bundle/>"));
    assertThat(api.send(xml).status()).isEqualTo(415);
    assertThat(api.post("boyer", "", "[".repeat(100_000)).status()).isEqualTo(400);
  }

  @Test
  void no_identity_is_searched_for_by_the_address_and_nothing_is_repeated() {
    Said ins =
        api.get(
            "boyer", "/ServiceRequest?identifier=urn:oid:1.2.250.1.213.1.4.10%7C257034899910129");
    Said name = api.get("boyer", "/Patient?family=BERTIN");
    Said unknown = api.get("boyer", "/ServiceRequest?patient.name=BERTIN");
    Said nowhere = api.get("boyer", "/Bertin/1");

    for (Said said : new Said[] {ins, name, unknown, nowhere}) {
      assertThat(said.status()).isBetween(400, 405);
      assertThat(said.body().path("resourceType").asText()).isEqualTo("OperationOutcome");
      assertThat(said.text()).doesNotContainIgnoringCase("bertin").doesNotContain("HAPI-");
    }
  }

  @Test
  void metadata_speaks_french_and_nothing_is_kept_by_caches() {
    Said said = api.get(null, "/metadata");

    assertThat(said.text()).contains("Suivi : un responsable", "Idempotency-Key", "$act");
    assertThat(said.whole().headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(said.whole().headers().firstValue("X-Powered-By")).isEmpty();
  }

  @Test
  void validation_says_what_is_missing_and_keeps_nothing() {
    Said good = api.post("boyer", "/$validate", BUNDLE);
    Said bad = api.post("boyer", "/$validate", ApiServer.example("patient.bad.json"));

    assertThat(good.told()).as(good.text()).contains("Rien à redire");
    assertThat(bad.told()).contains("Il manque Patient.birthDate");
    assertThat(api.store.awaitedOrders(10)).isEmpty();
  }
}
