// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.annuaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated register refuses what the real one refuses. */
class AnnuaireTest {
  private static final String KEY = "cle-fictive";
  private static final Instant NOW = Instant.parse("2026-11-19T03:30:00Z");
  private static final String BOYER = "89970010222";
  private static final String KELLER = "89970010339";

  private final HttpClient http = HttpClient.newHttpClient();
  private Instant clock = NOW;
  private final Annuaire annuaire = opened();

  private Annuaire opened() {
    try {
      return new Annuaire(KEY, () -> clock, null);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    annuaire.close();
  }

  private HttpResponse<String> sent(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> get(String path) {
    return sent(
        HttpRequest.newBuilder(annuaire.address().resolve(path)).header("ESANTE-API-KEY", KEY));
  }

  private String found(String query) {
    HttpResponse<String> answer = get("/fhir/v2/" + query);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static int count(String text, String part) {
    return (int) Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
  }

  @Test
  void an_answer_may_lack_one_person_as_if_it_were_whole() {
    annuaire.enter(Professional.doctor(BOYER, "BOYER", "Anne"));
    annuaire.enter(Professional.doctor(KELLER, "KELLER", "Paul"));
    annuaire.faults(Fault.ONE_LEFT_OUT);

    String lacking = found("Practitioner?_revinclude=PractitionerRole%3Apractitioner");
    assertThat(lacking).contains("\"total\":1,", KELLER).doesNotContain(BOYER, "003-100");
    assertThat(found("Practitioner")).contains("\"total\":2,", BOYER);
  }

  @Test
  void without_a_key_it_says_401_and_with_another_403() {
    URI at = annuaire.address().resolve("/fhir/v2/Practitioner");
    assertThat(sent(HttpRequest.newBuilder(at)).statusCode()).isEqualTo(401);
    assertThat(sent(HttpRequest.newBuilder(at).header("ESANTE-API-KEY", "autre")).statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "/fhir/Practitioner, 404",
    "/fhir/v1/Practitioner, 404",
    "/fhir/v2, 404",
    "/fhir/v2/_search, 404",
    "/fhir/v2/Patient, 404",
    "/fhir/v2/Practitioner?nom=X, 400",
    "/fhir/v2/Practitioner?_count=0, 400",
    "/fhir/v2/Practitioner?_revinclude=Patient:general-practitioner, 400",
    "/fhir/v2/Practitioner?_lastUpdated=ge2026-10-19, 400",
    "/fhir/v2/Practitioner?_lastUpdated=ge2026-10-21, 200",
    "/fhir/v2/HealthcareService, 200",
  })
  void what_it_does_not_serve_it_refuses(String path, int status) {
    assertThat(get(path).statusCode()).isEqualTo(status);
  }

  @Test
  void it_is_read_only() {
    HttpRequest.Builder put =
        HttpRequest.newBuilder(annuaire.address().resolve("/fhir/v2/Practitioner/003-1"))
            .header("ESANTE-API-KEY", KEY)
            .PUT(HttpRequest.BodyPublishers.ofString("{}"));
    assertThat(sent(put).statusCode()).isEqualTo(405);
  }

  @Test
  void several_numbers_are_searched_by_post_with_their_situations_and_structures() {
    annuaire.enter(Professional.doctor(BOYER, "BOYER", "Anne").workingAt("org-1", "org-2"));
    annuaire.enter(Professional.doctor(KELLER, "KELLER", "Paul").workingAt());
    annuaire.structure(
        "org-1", "890009986", "MSP du Serein", Mailbox.personal("msp@structure.mssante.test"));
    String form =
        "identifier="
            + coded("https://rpps.esante.gouv.fr|" + BOYER + ",8" + KELLER)
            + "&_revinclude=PractitionerRole%3Apractitioner";
    HttpResponse<String> answer =
        sent(
            HttpRequest.newBuilder(annuaire.address().resolve("/fhir/v2/Practitioner/_search"))
                .header("ESANTE-API-KEY", KEY)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));

    assertThat(count(answer.body(), "\"resourceType\":\"Practitioner\"")).isEqualTo(2);
    assertThat(count(answer.body(), "\"mode\":\"include\"")).isEqualTo(2);
    assertThat(
            found(
                "PractitionerRole?practitioner.identifier="
                    + BOYER
                    + "&_include=PractitionerRole:organization"))
        .contains("MSP du Serein");
  }

  @Test
  void pages_have_opaque_names_that_are_forgotten() {
    for (int i = 10; i < 15; i++) {
      annuaire.enter(Professional.doctor("899700300" + i, "NOM" + i, "Prénom").workingAt());
    }
    String first = found("Practitioner?_count=2");
    Matcher next = Pattern.compile("\"next\",\"url\":\"([^\"]+)\"").matcher(first);
    assertThat(next.find()).isTrue();
    String link = next.group(1);

    assertThat(count(get(link).body(), "\"mode\":\"match\"")).isEqualTo(2);
    clock = NOW.plusSeconds(3_600);
    assertThat(get(link).statusCode()).isEqualTo(410);
  }

  @Test
  void who_is_over_keeps_his_numbers_alone() {
    annuaire.enter(
        Professional.doctor(BOYER, "BOYER", "Anne")
            .reachedAt(Mailbox.personal("anne.boyer@volontaires.mssante.test")));
    annuaire.retire(BOYER);

    assertThat(found("Practitioner?identifier=" + BOYER))
        .contains("\"active\":false", BOYER)
        .doesNotContain("Anne", "telecom", "qualification");
    assertThat(found("PractitionerRole?practitioner.identifier=" + BOYER)).contains("\"total\":0");
  }

  @Test
  void some_elements_alone_are_marked_as_such() {
    annuaire.enter(Professional.doctor(BOYER, "BOYER", "Anne"));
    assertThat(found("Practitioner?_elements=name"))
        .contains("SUBSETTED", "Anne")
        .doesNotContain("qualification");
  }

  @Test
  void a_renumbering_leaves_the_old_numbers_behind_inactive() {
    annuaire.enter(Professional.doctor(BOYER, "BOYER", "Anne"));
    annuaire.renumber();

    assertThat(found("Practitioner?identifier=" + BOYER)).contains("\"total\":2");
    assertThat(found("Practitioner?identifier=" + BOYER + "&active=true"))
        .contains("\"total\":1", "003-102");
    assertThat(found("PractitionerRole?practitioner.identifier=" + BOYER)).contains("003-102");
  }

  @Test
  void homonyms_are_two_people_and_a_mailbox_finds_its_owner() {
    annuaire.enter(
        Professional.doctor(BOYER, "BOYER", "Anne")
            .reachedAt(
                Mailbox.personal("anne.boyer@volontaires.mssante.test"),
                Mailbox.ordinary("anne@courriel.test")));
    annuaire.enter(Professional.doctor(KELLER, "BOYER", "Anne"));

    assertThat(found("Practitioner?mailbox-mss=anne.boyer@volontaires.mssante.test"))
        .contains("\"total\":1", BOYER);
    assertThat(found("Practitioner?mailbox-mss=anne@courriel.test")).contains("\"total\":0");
  }
}
