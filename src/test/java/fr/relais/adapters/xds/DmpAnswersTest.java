// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import static fr.relais.adapters.xds.RegistryAnswer.answer;
import static fr.relais.adapters.xds.RegistryAnswer.author;
import static fr.relais.adapters.xds.RegistryAnswer.code;
import static fr.relais.adapters.xds.RegistryAnswer.entry;
import static fr.relais.adapters.xds.RegistryAnswer.in;
import static fr.relais.adapters.xds.RegistryAnswer.problem;
import static fr.relais.adapters.xds.RegistryAnswer.slot;
import static fr.relais.adapters.xds.RegistryAnswer.usual;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.ReportKind;
import fr.relais.core.model.SharedDocument;
import fr.relais.flow.SharedRecords.Found;
import fr.relais.flow.SharedRecords.Reader;
import fr.relais.flow.SharedRecords.Refused;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a registry may answer to a search (ITI-18), in any shape that the standard lets it have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DmpAnswersTest {
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
  private static final String WARNING = "urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:Warning";
  private static final String ERROR = "urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:Error";
  private static final String PARTIAL = "urn:ihe:iti:2007:ResponseStatusType:PartialSuccess";

  /** Whether he may read (TD0.2). */
  private static final String YES =
      WireRecorder.envelope(
          "<PRPA_IN201308UV02 xmlns=\"urn:hl7-org:v3\"><attentionLine><keyWordText"
              + " code=\"AUTORISATION\" codeSystem=\"1.2.250.1.213.4.1.2.6.1\"/>"
              + "<value code=\"VALIDE\" codeSystem=\"1.2.250.1.213.4.1.2.6.2\"/></attentionLine>"
              + "<controlActProcess><subject><registrationEvent><subject1><patient>"
              + "<statusCode code=\"active\"/></patient></subject1></registrationEvent></subject>"
              + "</controlActProcess></PRPA_IN201308UV02>");

  private WireRecorder server;
  private DmpLines lines;

  @BeforeAll
  void open() throws IOException {
    server = new WireRecorder(DmpHouse.ONE.server);
    lines = new DmpLines(DmpHouse.ONE.settings(server.port()), DmpHouse.CLOCK);
  }

  @BeforeEach
  void forget() {
    server.forget();
  }

  @AfterAll
  void close() {
    lines.close();
    server.close();
  }

  private Found found(String status, String errors, String... objects) {
    server.then(YES).then(answer(status, errors, objects));
    Reader reader =
        new Reader(
            Publications.DOCTOR,
            Publications.STRUCTURE,
            DmpHouse.CLOCK.instant().minus(Duration.ofMinutes(10)));
    return new DmpConsultation(lines).find(reader, Publications.PATIENT, SINCE);
  }

  private SharedDocument only(String entry) {
    Found.Documents found = (Found.Documents) found(WireRecorder.SUCCESS, "", entry);
    assertThat(found.all()).hasSize(1);
    assertThat(found.unread()).isZero();
    assertThat(found.whole()).isTrue();
    return found.all().get(0);
  }

  @Test
  void slots_stand_in_any_order_with_layout_in_them_and_a_text_is_read_in_french() {
    SharedDocument document =
        only(
            entry(
                "1",
                slot("serviceStartTime", " 202603 ")
                    + slot("sourcePatientInfo", "PID-8|F", "PID-5|ESSAI^MARIE")
                    + slot("urn:relais.test:autre", "a", "b")
                    + slot("repositoryUniqueId", "\n 1.2.250.1.999.9\n")
                    + slot("creationTime", "20260302")
                    + "<rim:Name>"
                    + in("en", "Blood test")
                    + in("FR", "Bilan sanguin")
                    + "</rim:Name>"
                    + author("^ESSAI^PAUL")
                    + author("^AUTRE^ANNE")
                    + code(DocumentEntries.CONFIDENTIALITY, "N", in("fr", "Normal"))
                    + code(DocumentEntries.CONFIDENTIALITY, "INVISIBLE_PATIENT", "")
                    + code(DocumentEntries.TYPE, "11502-2", in("en", "Lab"))));

    assertThat(document.title()).isEqualTo("Bilan sanguin");
    assertThat(document.repository()).isEqualTo("1.2.250.1.999.9");
    assertThat(document.actAt()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    assertThat(document.createdAt()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
    assertThat(document.author()).isEqualTo("ESSAI PAUL");
    assertThat(document.confidentiality()).containsExactly("N", "INVISIBLE_PATIENT");
    assertThat(document.hiddenFromPatient()).isTrue();
    assertThat(document.hash()).isNull();
    assertThat(document.size()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2026, 2026-01-01T00:00:00Z",
    "202603, 2026-03-01T00:00:00Z",
    "2026030211, 2026-03-02T11:00:00Z",
    "202603021105, 2026-03-02T11:05:00Z",
    "20260302110559, 2026-03-02T11:05:59Z"
  })
  void a_time_is_cut_where_less_is_known(String written, Instant first) {
    String inside =
        slot("repositoryUniqueId", "1.2.250.1.999.9")
            + slot("creationTime", written)
            + code(DocumentEntries.TYPE, "11502-2", "");
    assertThat(only(entry("1", inside)).createdAt()).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "29551-9, ORDER, Prescription de médicaments",
    "52521-2, ORDER, Prescription de soins",
    "PRESC-KINE, ORDER, Prescription d'actes de kinésithérapie",
    "15507-7, LETTER, CR de passage aux urgences",
    "46241-6, LETTER, CR d'admission",
    "11493-4, LETTER, CR hospitalier (séjour)",
    "34874-8, LETTER, CR opératoire",
    "89235-6, SUMMARY, Synthèse Suites de Couches Mère",
    "52040-3, IMAGING, Document encapsulant une image d'illustration non DICOM",
    "11526-1, BIOLOGY, CR d'anatomie et de cytologie pathologiques",
    "87273-9, OTHER, Note de vaccination",
    "99999-9, OTHER, ''"
  })
  void each_national_type_is_known_and_named_though_the_registry_does_not_name_it(
      String type, ReportKind kind, String label) {
    String inside =
        slot("repositoryUniqueId", "1.2.250.1.999.9")
            + slot("creationTime", "20260302")
            + code(DocumentEntries.TYPE, type, "");
    SharedDocument document = only(entry("1", inside));

    assertThat(document.kind()).isEqualTo(kind);
    assertThat(document.typeCode().label()).isEqualTo(label);
  }

  @Test
  void a_document_made_on_demand_has_the_time_of_its_act() {
    String inside =
        slot("repositoryUniqueId", "1.2.250.1.999.9")
            + slot("serviceStartTime", "20260302")
            + author("899971000016")
            + code(DocumentEntries.TYPE, "60591-5", "");
    SharedDocument document = only(entry("1", inside));

    assertThat(document.createdAt()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
    assertThat(document.author()).isEqualTo("899971000016");
  }

  @Test
  void one_that_is_not_described_enough_hides_no_other_and_is_counted() {
    Found.Documents found =
        (Found.Documents)
            found(
                WireRecorder.SUCCESS,
                "",
                usual("1"),
                entry("2", slot("creationTime", "20260301")),
                usual("3"));

    assertThat(found.all()).extracting(SharedDocument::uniqueId).hasSize(2);
    assertThat(found.unread()).isEqualTo(1);
  }

  @Test
  void where_none_is_described_enough_the_answer_is_not_read() {
    assertThat(found(WireRecorder.SUCCESS, "", entry("2", "")))
        .isEqualTo(new Refused("DMP_ANSWER_UNREADABLE"));
  }

  @Test
  void names_instead_of_descriptions_are_not_an_empty_list() {
    assertThat(found(WireRecorder.SUCCESS, "", "<rim:ObjectRef id=\"urn:uuid:1\"/>"))
        .isEqualTo(new Refused("DMP_ANSWER_UNREADABLE"));
  }

  @Test
  void what_links_documents_stands_beside_them_unseen() {
    String link =
        "<rim:Association id=\"urn:uuid:9\" associationType=\"urn:x\" sourceObject=\"urn:uuid:1\""
            + " targetObject=\"urn:uuid:2\"/><rim:RegistryPackage id=\"urn:uuid:8\"/>"
            + "<rim:ObjectRef id=\"urn:uuid:7\"/>";
    Found.Documents found =
        (Found.Documents) found(WireRecorder.SUCCESS, "", link, usual("1"), link);

    assertThat(found.all()).hasSize(1);
    assertThat(found.whole()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "WARNING, true",
    "ERROR, false",
  })
  void a_warning_leaves_a_list_whole_and_an_error_beside_success_does_not(
      String severity, boolean whole) {
    String said = problem(severity.equals("WARNING") ? WARNING : ERROR, "XDSExtraMetadataNotSaved");
    Found.Documents found = (Found.Documents) found(WireRecorder.SUCCESS, said, usual("1"));

    assertThat(found.all()).hasSize(1);
    assertThat(found.whole()).isEqualTo(whole);
  }

  @Test
  void a_part_is_shown_and_said_to_be_a_part() {
    Found.Documents found =
        (Found.Documents) found(PARTIAL, problem(ERROR, "XDSRegistryOutOfResources"), usual("1"));

    assertThat(found.all()).hasSize(1);
    assertThat(found.whole()).isFalse();
  }

  @Test
  void a_refusal_shows_nothing_whatever_comes_with_it() {
    assertThat(found(WireRecorder.FAILURE, problem(ERROR, "XDSTooManyResults"), usual("1")))
        .isEqualTo(new Refused("DMP_TOO_MANY_RESULTS"));
  }

  @Test
  void a_link_is_not_taken_for_the_document_that_is_looked_for() {
    String link =
        "<rim:Association id=\"urn:uuid:9\" associationType=\"urn:x\" sourceObject=\"urn:uuid:1\""
            + " targetObject=\"urn:uuid:2\"/>";
    server.then(answer(WireRecorder.SUCCESS, "", link)).then(WireRecorder.said(""));

    assertThat(new DmpExit(lines).send(Publications.delivery(), Publications.filing()))
        .isEqualTo(DmpDone.DMP_FILED.attempt());
  }

  @Test
  void a_filing_with_a_warning_is_done_and_one_with_an_error_is_looked_up() {
    server.then(WireRecorder.found()).then(registered(WARNING));
    assertThat(new DmpExit(lines).send(Publications.delivery(), Publications.filing()))
        .isEqualTo(DmpDone.DMP_FILED.attempt());
    server.then(WireRecorder.found()).then(registered(ERROR));
    assertThat(new DmpExit(lines).send(Publications.delivery(), Publications.filing()))
        .isEqualTo(DmpRefusal.DMP_PARTIAL_ANSWER.attempt());
  }

  private static String registered(String severity) {
    return WireRecorder.said("")
        .replace(
            "</rs:RegistryResponse>",
            problem(severity, "XDSExtraMetadataNotSaved") + "</rs:RegistryResponse>");
  }
}
