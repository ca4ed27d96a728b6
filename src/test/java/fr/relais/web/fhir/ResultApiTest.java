// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.relais.core.model.Content;
import fr.relais.web.fhir.ApiServer.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResultApiTest {
  private static final Path GOLDEN = Path.of("test-fixtures", "fhir");

  private final ApiServer api = new ApiServer();
  private Content original = Content.of(new byte[0]);
  private String task = "";
  private String report = "";

  @BeforeEach
  void a_critical_result_came() {
    original = api.potassium();
    JsonNode found = api.get("boyer", "/Task").body().at("/entry/0/resource");
    task = found.path("id").asText();
    report = found.at("/focus/reference").asText();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void the_task_and_the_report_are_as_published() throws IOException {
    golden("task.json", api.get("boyer", "/Task/" + task));
    golden(
        "diagnostic-report.json",
        api.get("boyer", "/DiagnosticReport?_include=DiagnosticReport:result"));
  }

  /** Addresses hold the port of the day; nothing else changes. */
  private static void golden(String name, Said said) throws IOException {
    assertThat(said.status()).as(said.text()).isEqualTo(200);
    String shown = said.text().replaceAll("http://127\\.0\\.0\\.1:\\d+", "http://relais");
    shown = shown.replaceAll("\"id\": \"[0-9a-f-]{36}\"", "\"id\": \"bundle\"");
    shown =
        shown.replaceAll(
            "(?s)(\"id\": \"bundle\",\\s*\"meta\": \\{\\s*\"lastUpdated\": )\"[^\"]*\"",
            "$1\"now\"");
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, shown + "\n");
    }
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(shown)).isEqualTo(json.readTree(Files.readString(file)));
  }

  @Test
  void values_keep_the_digits_of_the_laboratory_and_the_original_its_bytes() {
    String id = report.substring("DiagnosticReport/".length());
    Said observation = api.get("boyer", "/Observation/" + id + ".1");
    Said bytes =
        api.send(
            api.request("boyer", "/Binary/" + id)
                .header("Accept", "x-application/hl7-v2+er7")
                .GET());

    assertThat(observation.text()).contains("\"value\": 6.4", "\"code\": \"HH\"");
    assertThat(bytes.status()).isEqualTo(200);
    assertThat(bytes.text().getBytes(UTF_8)).isEqualTo(original.bytes());
    Said described = api.get("boyer", "/DocumentReference/" + id);
    assertThat(described.body().at("/content/0/attachment/size").asInt())
        .isEqualTo(original.size());
    assertThat(api.get("boyer", "/Patient/" + id).body().at("/birthDate").asText())
        .isEqualTo("1948-02-03");
  }

  @Test
  void what_is_anothers_is_not_there() {
    String id = report.substring("DiagnosticReport/".length());
    for (String path :
        new String[] {
          "/Task/" + task,
          "/" + report,
          "/Observation/" + id + ".1",
          "/DocumentReference/" + id,
          "/Binary/" + id,
          "/Patient/" + id
        }) {
      Said other = api.get("keller", path);
      Said unknown = api.get("keller", path.replaceAll("/[^/]*$", "/nothing"));
      assertThat(other.status()).as(path).isEqualTo(404);
      assertThat(other.text()).isEqualTo(unknown.text());
    }
    assertThat(api.get("keller", "/Task").body().path("entry")).isEmpty();
    assertThat(api.get("keller", "/DiagnosticReport").body().path("entry")).isEmpty();
    assertThat(api.get("keller", "/Provenance?target=Task/" + task).body().path("entry")).isEmpty();
    assertThat(act("keller", "take").status()).isEqualTo(404);
  }

  @Test
  void polling_gives_what_changed_since_and_by_owner_and_status() {
    String since = "_lastUpdated=gt2026-11-20T09:00:00.000Z";
    String before = "_lastUpdated=gt2026-11-20T08:59:59Z";

    assertThat(api.get("boyer", "/Task?" + since).body().path("entry")).isEmpty();
    assertThat(api.get("boyer", "/Task?" + before).body().path("entry")).hasSize(1);
    assertThat(api.get("boyer", "/DiagnosticReport?" + since).body().path("entry")).isEmpty();
    assertThat(api.get("boyer", "/DiagnosticReport?" + before).body().path("entry")).hasSize(1);
    assertThat(api.get("boyer", "/Observation?" + before).body().path("entry")).hasSize(3);
    assertThat(api.get("boyer", "/DocumentReference?" + before).body().path("entry")).hasSize(1);
    String owned = "/Task?owner=Practitioner/boyer&status=";
    assertThat(api.get("boyer", owned + "requested,received").body().path("entry")).hasSize(1);
    assertThat(api.get("boyer", owned + "accepted").body().path("entry")).isEmpty();
    assertThat(api.get("boyer", "/Task?owner=Practitioner/martin").body().path("entry")).isEmpty();
  }

  @Test
  void a_software_takes_charge_decides_and_concludes_in_its_doctors_name() {
    Said taken = act("boyer", "take");
    Said refused = decide("seen-nothing-to-do", "");
    Said decided = decide("call-in", "Vue à 11 h.");
    Said concluded =
        api.post(
            "boyer",
            "/Task/" + task + "/$act",
            parameters(code("act", "note-outcome"), code("outcome", "patient-seen")));

    assertThat(taken.body().path("status").asText()).as(taken.text()).isEqualTo("accepted");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.told()).contains("ne se classe pas par");
    assertThat(decided.body().path("status").asText()).isEqualTo("in-progress");
    assertThat(concluded.body().path("status").asText()).isEqualTo("completed");
    assertThat(concluded.text()).contains("Patient vu", "patient-seen");
    assertThat(api.get("boyer", "/Task").body().path("entry")).isEmpty();
    assertThat(api.get("boyer", "/Task/" + task).body().path("status").asText())
        .isEqualTo("completed");
  }

  @Test
  void an_act_that_does_not_exist_is_told_with_the_list() {
    Said said = act("boyer", "forget");

    assertThat(said.status()).isEqualTo(422);
    assertThat(said.told()).contains("note-outcome").doesNotContain("forget");
  }

  @Test
  void each_change_of_owner_has_its_provenance() {
    act("boyer", "take");
    api.post(
        "boyer",
        "/Task/" + task + "/$act",
        parameters(
            code("act", "offer"),
            "{\"name\":\"to\",\"valueReference\":{\"reference\":\"Practitioner/martin\"}}"));
    Said offered = api.get("boyer", "/Task/" + task);
    act("martin", "accept");

    assertThat(offered.body().at("/owner/reference").asText()).isEqualTo("Practitioner/boyer");
    assertThat(offered.body().at("/restriction/recipient/0/reference").asText())
        .isEqualTo("Practitioner/martin");
    JsonNode changes = api.get("martin", "/Provenance?target=Task/" + task).body().path("entry");
    assertThat(changes).hasSize(2);
    JsonNode last = changes.get(1).path("resource");
    assertThat(last.at("/agent/1/who/reference").asText()).isEqualTo("Practitioner/martin");
    assertThat(last.at("/agent/2/who/reference").asText()).isEqualTo("Practitioner/boyer");
    assertThat(api.get("martin", "/Provenance/" + last.path("id").asText()).status())
        .isEqualTo(200);
  }

  private Said act(String who, String act) {
    return api.post(who, "/Task/" + task + "/$act", parameters(code("act", act)));
  }

  private Said decide(String decision, String note) {
    return api.post(
        "boyer",
        "/Task/" + task + "/$act",
        parameters(
            code("act", "decide"),
            code("decision", decision),
            "{\"name\":\"note\",\"valueString\":\"" + (note.isEmpty() ? "-" : note) + "\"}"));
  }

  private static String code(String name, String code) {
    return "{\"name\":\"" + name + "\",\"valueCode\":\"" + code + "\"}";
  }

  private static String parameters(String... parameters) {
    return "{\"resourceType\":\"Parameters\",\"parameter\":[" + String.join(",", parameters) + "]}";
  }
}
