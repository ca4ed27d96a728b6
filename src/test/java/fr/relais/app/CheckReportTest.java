// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import fr.relais.core.model.Attachment;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.LocalId;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Recipient;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.Sex;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.LocalDateTime;
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
  private static final Content BYTES = Content.of("synthetic", UTF_8);
  private static final PatientIdentity NOBODY =
      new PatientIdentity(
          null,
          null,
          IdentityStatus.PROVISIONAL,
          null,
          null,
          List.of(),
          null,
          null,
          null,
          List.of(),
          List.of(),
          null);

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

  @Test
  void people_read_a_critical_report_in_french() {
    String text = CheckText.of(check(accepted(full())));

    assertThat(text)
        .contains("HL7 v2 (ORU) 2.5, écrit en UTF-8", "Résultat : accepté")
        .contains("▲▲ Critique · Biologie · corrigé")
        .contains("DURAND Jeanne, né(e) le 03/02/1948 · Identité qualifiée")
        .contains("Dr Anne BOYER (code BOYEAN)")
        .contains("Potassium : 6,4 mmol/L [HH] (3,5 – 5,0)")
        .contains("demandeur DEM-1");
  }

  @Test
  void people_read_the_place_the_cause_and_the_cure_of_a_problem() {
    String text = CheckText.of(check(Decoding.quarantined(FormatName.CDA, BYTES, unreadable())));

    assertThat(text)
        .contains("gardé, à examiner par une personne")
        .contains("✗ Erreur TRUNCATED, ligne 7")
        .contains("Cause  : La fin manque.")
        .contains("Remède : Renvoyez le fichier entier.");
  }

  @Test
  void a_message_cannot_drive_the_terminal_or_forge_a_line() {
    Report report =
        Report.builder(ReportKind.BIOLOGY, ReportStatus.FINAL, NOBODY)
            .performer(new PerformerReference("LABO\u001B[2J\n  Résultat : accepté", null, null))
            .build();

    String text = CheckText.of(check(accepted(report)));

    assertThat(text).contains("LABO [2J   Résultat").doesNotContain("\u001B");
    assertThat(text.lines().filter(line -> line.startsWith("  Résultat :"))).hasSize(1);
  }

  private static CheckReport check(Decoding decoding) {
    return CheckReport.of("essai.hl7", decoding, report -> FollowUpPriority.CRITICAL);
  }

  private static Decoding accepted(Report report) {
    return new Decoding(
        FormatName.HL7V2_ORU,
        "2.5",
        "UTF-8",
        Decoding.ClaimedSender.NONE,
        List.of(),
        List.of(new Decoding.Part(BYTES, report, List.of())));
  }

  private static Report empty() {
    return Report.builder(ReportKind.OTHER, ReportStatus.FINAL, NOBODY).build();
  }

  private static Report full() {
    PatientIdentity patient =
        new PatientIdentity(
            "248028999900129",
            "1.2.250.1.213.1.4.10",
            IdentityStatus.QUALIFIED,
            "Durand",
            null,
            List.of("Jeanne"),
            LocalDate.of(1948, 2, 3),
            Sex.F,
            "89999",
            List.of(new LocalId("P-1", "LABO", "PI")),
            List.of("0300000000"),
            "1 rue Inventée");
    PractitionerReference boyer = new PractitionerReference(null, "BOYEAN", "Boyer", "Anne");
    return Report.builder(ReportKind.BIOLOGY, ReportStatus.CORRECTED, patient)
        .documentIds(List.of("1.2.3"))
        .replaces(List.of("1.2.2"))
        .typeCode("11502-2")
        .title("Compte rendu")
        .issuedAt(PartialDateTime.of(LocalDateTime.of(2026, 11, 19, 8, 30)))
        .requester(new PractitionerReference(null, "BOYEAN", "BOYER", "Anne"))
        .performer(new PerformerReference("LBM DU SEREIN", "890009991", null))
        .recipients(List.of(new Recipient(boyer, "anne@mssante.test")))
        .orders(List.of(new OrderNumbers("DEM-1", null)))
        .observations(List.of(observation(Interpretation.HH, ObservationStatus.ENTERED_IN_ERROR)))
        .attachments(List.of(new Attachment("application/pdf", 12)))
        .flags(new ReportFlags(null, true, false, null))
        .build();
  }

  private static Observation observation(Interpretation flag, ObservationStatus status) {
    return new Observation(
        "2823-3",
        "LN",
        "Potassium",
        List.of(),
        "6.4",
        null,
        "mmol/L",
        "3.5",
        "5.0",
        flag,
        status,
        false,
        null,
        null,
        null,
        null,
        null);
  }

  private static Problem unreadable() {
    return Problem.error(
        ProblemCode.TRUNCATED, "ligne 7", "La fin manque.", "Renvoyez le fichier entier.");
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
      if (node.path("required").size() != properties.size()) {
        faults.add(path + " leaves a property optional");
      }
      fieldsOf(properties).forEach(f -> walk(properties.get(f), path + "/" + f, faults));
    }
    walk(node.get("items"), path + "/items", faults);
  }
}
