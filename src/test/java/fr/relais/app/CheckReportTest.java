// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static fr.relais.app.CheckSamples.BYTES;
import static fr.relais.app.CheckSamples.NOBODY;
import static fr.relais.app.CheckSamples.accepted;
import static fr.relais.app.CheckSamples.check;
import static fr.relais.app.CheckSamples.empty;
import static fr.relais.app.CheckSamples.full;
import static fr.relais.app.CheckSamples.observation;
import static fr.relais.app.CheckSamples.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void a_full_report_is_written_in_the_agreed_order_and_fits_the_schema() throws IOException {
    String json = check(accepted(full())).json();

    assertThat(problemsOf(json)).isEmpty();
    assertThat(fieldsOf(JSON.readTree(json)))
        .containsExactly(
            "file", "format", "formatVersion", "charset", "outcome", "problems", "reports");
    JsonNode report = JSON.readTree(json).at("/reports/0");
    assertThat(fieldsOf(report))
        .containsExactly(
            "kind",
            "status",
            "documentIds",
            "replaces",
            "typeCode",
            "title",
            "issuedAt",
            "priority",
            "complete",
            "patient",
            "requester",
            "generalPractitioner",
            "performer",
            "recipients",
            "orders",
            "observations",
            "attachments",
            "flags");
    assertThat(report.at("/status").textValue()).isEqualTo("corrected");
    assertThat(report.at("/issuedAt").textValue()).isEqualTo("2026-11-19T08:30");
    assertThat(report.at("/priority").textValue()).isEqualTo("CRITICAL");
    assertThat(report.at("/patient/birthDate").textValue()).isEqualTo("1948-02-03");
    assertThat(report.at("/patient/localIds/0").toString())
        .isEqualTo("{\"value\":\"P-1\",\"authority\":\"LABO\",\"type\":\"PI\"}");
    assertThat(report.at("/requester").toString())
        .isEqualTo(
            "{\"rpps\":null,\"otherId\":\"BOYEAN\",\"family\":\"BOYER\",\"given\":\"Anne\"}");
    assertThat(report.at("/observations/0").toString())
        .isEqualTo(
            "{\"code\":\"2823-3\",\"system\":\"LN\",\"label\":\"Potassium\",\"value\":\"6.4\","
                + "\"comparator\":null,\"unit\":\"mmol/L\",\"low\":\"3.5\",\"high\":\"5.0\","
                + "\"interpretation\":\"HH\",\"status\":\"entered-in-error\",\"prior\":false}");
    assertThat(report.at("/flags/hiddenFromPatient").booleanValue()).isTrue();
  }

  @Test
  void what_is_absent_is_null_and_a_list_is_never_null() throws IOException {
    String json = check(accepted(empty())).json();

    assertThat(problemsOf(json)).isEmpty();
    JsonNode report = JSON.readTree(json).at("/reports/0");
    for (String absent : List.of("typeCode", "title", "issuedAt", "requester")) {
      assertThat(report.get(absent).isNull()).as(absent).isTrue();
    }
    for (String list : List.of("documentIds", "replaces", "recipients", "orders", "attachments")) {
      assertThat(report.get(list).isArray()).as(list).isTrue();
    }
    assertThat(report.at("/flags/dmpByProducer").isNull()).isTrue();
  }

  @Test
  void a_day_without_a_time_stays_a_day() throws IOException {
    Report report =
        Report.builder(ReportKind.BIOLOGY, ReportStatus.FINAL, NOBODY)
            .issuedAt(new PartialDateTime(LocalDate.of(2026, 11, 19), null))
            .build();

    String json = check(accepted(report)).json();

    assertThat(JSON.readTree(json).at("/reports/0/issuedAt").textValue()).isEqualTo("2026-11-19");
    assertThat(problemsOf(json)).isEmpty();
  }

  @Test
  void a_message_in_quarantine_shows_its_problem_and_no_report() throws IOException {
    Decoding decoding = Decoding.quarantined(FormatName.UNKNOWN, BYTES, unreadable());

    String json = check(decoding).json();

    assertThat(problemsOf(json)).isEmpty();
    JsonNode root = JSON.readTree(json);
    assertThat(root.at("/outcome").textValue()).isEqualTo("QUARANTINED");
    assertThat(root.at("/reports")).isEmpty();
    assertThat(root.at("/problems/0").toString())
        .isEqualTo(
            "{\"code\":\"TRUNCATED\",\"place\":\"ligne 7\",\"cause\":\"La fin manque.\","
                + "\"cure\":\"Renvoyez le fichier entier.\",\"severity\":\"ERROR\"}");
  }

  @Test
  void a_part_in_doubt_is_left_out_and_its_neighbour_stays() throws IOException {
    Decoding decoding =
        new Decoding(
            FormatName.HPRIM_MEDECIN,
            null,
            "windows-1252",
            Decoding.ClaimedSender.NONE,
            List.of(),
            List.of(
                new Decoding.Part(BYTES, full(), List.of(unreadable())),
                new Decoding.Part(BYTES, empty(), List.of())));

    String json = check(decoding).json();

    assertThat(problemsOf(json)).isEmpty();
    JsonNode root = JSON.readTree(json);
    assertThat(root.at("/outcome").textValue()).isEqualTo("QUARANTINED");
    assertThat(root.at("/reports")).hasSize(1);
    assertThat(root.at("/reports/0/patient/birthName").isNull()).isTrue();
  }

  @Test
  void a_refused_message_fits_the_schema_too() throws IOException {
    String json = check(Decoding.refused(FormatName.HL7V2_ORU, unreadable())).json();

    assertThat(problemsOf(json)).isEmpty();
    assertThat(JSON.readTree(json).at("/outcome").textValue()).isEqualTo("REFUSED");
  }

  @ParameterizedTest
  @EnumSource(ProblemCode.class)
  void the_schema_knows_every_problem(ProblemCode code) throws IOException {
    Problem problem = Problem.warning(code, "ligne 1", "Une cause.", "Un remède.");

    assertThat(problemsOf(check(Decoding.refused(FormatName.UNKNOWN, problem)).json())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Interpretation.class)
  void the_schema_knows_every_interpretation(Interpretation flag) throws IOException {
    Report report =
        Report.builder(ReportKind.BIOLOGY, ReportStatus.FINAL, NOBODY)
            .observations(List.of(observation(flag, ObservationStatus.FINAL)))
            .build();

    assertThat(problemsOf(check(accepted(report)).json())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(FormatName.class)
  void the_schema_knows_every_format(FormatName format) throws IOException {
    assertThat(problemsOf(check(Decoding.refused(format, unreadable())).json())).isEmpty();
  }

  @Test
  void a_changed_field_name_is_caught_by_the_schema() throws IOException {
    String json = check(accepted(full())).json();
    ObjectNode root = (ObjectNode) JSON.readTree(json);
    ObjectNode patient = (ObjectNode) root.at("/reports/0/patient");
    patient.set("birthday", patient.remove("birthDate"));

    assertThat(problemsOf(root.toString())).hasSize(2);
  }

  @Test
  void every_property_of_the_schema_is_described_and_every_object_closed() throws IOException {
    List<String> faults = new ArrayList<>();
    walk(schemaTree(), "", faults);

    assertThat(faults).isEmpty();
  }

  private static Set<ValidationMessage> problemsOf(String json) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schemaTree());
    return schema.validate(JSON.readTree(json));
  }

  private static JsonNode schemaTree() throws IOException {
    try (InputStream in =
        CheckReport.class.getResourceAsStream("/fr/relais/schema/check-report.schema.json")) {
      return JSON.readTree(Objects.requireNonNull(in));
    }
  }

  private static List<String> fieldsOf(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void walk(@Nullable JsonNode node, String path, List<String> faults) {
    if (node == null) {
      return;
    }
    if (!node.path("description").asText().endsWith(".")) {
      faults.add(path + " has no sentence");
    }
    JsonNode properties = node.get("properties");
    if (properties != null) {
      if (node.path("additionalProperties").asBoolean(true)) {
        faults.add(path + " is open");
      }
      // a second quantity alone is there only where the laboratory gives one
      int optional = properties.has("secondary") ? 1 : 0;
      if (node.path("required").size() + optional != properties.size()) {
        faults.add(path + " leaves a property optional");
      }
      fieldsOf(properties).forEach(f -> walk(properties.get(f), path + "/" + f, faults));
    }
    walk(node.get("items"), path + "/items", faults);
  }
}
