// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.flow.Exit.Attempt;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each no of the dossier, as it comes on the wire, and what becomes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DmpRefusalTest {
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

  private Attempt send() {
    return new DmpExit(lines).send(Publications.delivery(), Publications.filing());
  }

  private Attempt filedThenSaid(String answer) {
    server.then(WireRecorder.found()).then(answer);
    return send();
  }

  @ParameterizedTest
  @CsvSource({
    "XDSRegistryBusy, DMP_BUSY, false",
    "XDSRepositoryBusy, DMP_BUSY, false",
    "XDSRegistryNotAvailable, DMP_REGISTRY_UNAVAILABLE, false",
    "XDSRegistryOutOfResources, DMP_OUT_OF_RESOURCES, false",
    "XDSRepositoryOutOfResources, DMP_OUT_OF_RESOURCES, false",
    "XDSNonIdenticalHash, DMP_OTHER_CONTENT, true",
    "XDSRegistryDuplicateUniqueIdInMessage, DMP_DUPLICATE_IN_MESSAGE, true",
    "XDSUnknownPatientId, DMP_PATIENT_UNKNOWN, true",
    "XDSPatientIdDoesNotMatch, DMP_PATIENT_MISMATCH, true",
    "XDSRegistryMetadataError, DMP_METADATA_REFUSED, true",
    "XDSRepositoryMetadataError, DMP_METADATA_REFUSED, true",
    "XDSMissingDocument, DMP_DOCUMENT_MISSING, true",
    "XDSMissingDocumentMetadata, DMP_METADATA_MISSING, true",
    "XDSUnknownStoredQuery, DMP_QUERY_UNKNOWN, true",
    "XDSStoredQueryMissingParam, DMP_QUERY_INCOMPLETE, true",
    "XDSTooManyResults, DMP_TOO_MANY_RESULTS, true",
    "XDSDocumentUniqueIdError, DMP_DOCUMENT_UNKNOWN, true",
    "XDSUnknownRepositoryId, DMP_REPOSITORY_UNKNOWN, true",
    "DMPClosed, DMP_CLOSED, true",
    "XDSRegistryError, DMP_UNLISTED_ERROR, true",
    "DMPSomethingNew, DMP_UNLISTED_ERROR, true"
  })
  void an_error_of_the_registry_is_refused_for_a_while_or_for_ever(
      String said, String code, boolean forever) {
    assertThat(filedThenSaid(WireRecorder.said(said)))
        .isEqualTo(new Attempt(AttemptOutcome.REFUSED, code, forever));
  }

  @ParameterizedTest
  @CsvSource({
    "Sender, DMPInvalidCertificate, x, DMP_CERTIFICATE_REFUSED, true",
    "Sender, '', Structure introuvable ou Inactive, DMP_STRUCTURE_UNKNOWN, true",
    "Sender, '', PS et Structure non liés, DMP_NOT_OF_STRUCTURE, true",
    "Sender, FailedAuthentication, x, DMP_VIHF_REFUSED, true",
    "Sender, SomethingNew, x, DMP_UNLISTED_ERROR, true",
    "Sender, '', x, DMP_SENDER_FAULT, true",
    "MustUnderstand, '', x, DMP_SENDER_FAULT, true",
    "Receiver, '', x, DMP_SERVER_FAULT, false"
  })
  void a_fault_is_known_by_its_subcode_then_by_its_words_then_by_whose_it_is(
      String code, String subcode, String words, String expected, boolean forever) {
    server
        .then(WireRecorder.found())
        .then(500, WireRecorder.SOAP, WireRecorder.fault(code, subcode, words));

    assertThat(send()).isEqualTo(new Attempt(AttemptOutcome.REFUSED, expected, forever));
  }

  @ParameterizedTest
  @CsvSource({
    "503, DMP_HTTP_BUSY, false",
    "502, DMP_HTTP_BUSY, false",
    "429, DMP_HTTP_BUSY, false",
    "401, DMP_HTTP_FORBIDDEN, true",
    "403, DMP_HTTP_FORBIDDEN, true",
    "404, DMP_HTTP_REFUSED, true"
  })
  void a_status_without_a_fault_says_enough(int status, String code, boolean forever) {
    server.then(WireRecorder.found()).then(status, "text/html", "<html/>");

    assertThat(send()).isEqualTo(new Attempt(AttemptOutcome.REFUSED, code, forever));
  }

  @ParameterizedTest
  @CsvSource({
    "200, text/html, <html><body>x</body></html>",
    "200, application/soap+xml, not xml at all",
    "500, text/html, <html><body>x</body></html>"
  })
  void an_answer_that_is_none_leaves_it_open_whether_it_was_filed(
      int status, String type, String body) {
    server.then(WireRecorder.found()).then(status, type, body);

    assertThat(send()).isEqualTo(DmpRefusal.DMP_ANSWER_UNREADABLE.attempt());
  }

  @Test
  void an_answer_with_a_document_type_is_not_read() {
    server
        .then(WireRecorder.found())
        .then(
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                + WireRecorder.said("").replace("status=", "requestId=\"&e;\" status="));

    assertThat(send()).isEqualTo(DmpRefusal.DMP_ANSWER_UNREADABLE.attempt());
  }

  @Test
  void an_answer_that_does_not_end_is_not_read_to_the_end() {
    server
        .then(WireRecorder.found())
        .then(
            WireRecorder.said("")
                .replace("<soap:Body>", "<!--" + "x".repeat(3_000_000) + "--><soap:Body>"));

    assertThat(send()).isEqualTo(DmpRefusal.DMP_ANSWER_TOO_LARGE.attempt());
  }

  @Test
  void what_could_not_be_replaced_is_looked_up_again_and_sent_once_more() {
    server
        .then(WireRecorder.found())
        .then(WireRecorder.found("urn:uuid:1"))
        .then(WireRecorder.said("XDSReplaceFailed"))
        .then(WireRecorder.found())
        .then(WireRecorder.found("urn:uuid:2"))
        .then(WireRecorder.said(""));

    Attempt replaced =
        new DmpExit(lines)
            .send(
                Publications.delivery(),
                Publications.filing(Publications.DOCUMENT_ID, "1.2.250.1.999.7.10.30"));

    assertThat(replaced).isEqualTo(DmpDone.DMP_REPLACED.attempt());
    assertThat(server.asked.get(5).text()).contains("urn:uuid:2").doesNotContain("urn:uuid:1");
  }

  @Test
  void what_could_not_be_replaced_twice_waits() {
    server
        .then(WireRecorder.found())
        .then(WireRecorder.said("XDSReplaceFailed"))
        .then(WireRecorder.found())
        .then(WireRecorder.said("XDSReplaceFailed"));

    assertThat(send()).isEqualTo(new Attempt(AttemptOutcome.REFUSED, "DMP_REPLACE_FAILED"));
    assertThat(server.asked).hasSize(4);
  }

  @Test
  void a_set_that_was_seen_before_is_looked_up_again() {
    server
        .then(WireRecorder.found())
        .then(WireRecorder.said("XDSDuplicateUniqueIdInRegistry"))
        .then(WireRecorder.found("urn:uuid:1"));
    assertThat(send()).isEqualTo(DmpDone.DMP_ALREADY_THERE.attempt());

    server
        .then(WireRecorder.found())
        .then(WireRecorder.said("XDSDuplicateUniqueIdInRegistry"))
        .then(WireRecorder.found())
        .then(WireRecorder.said("XDSDuplicateUniqueIdInRegistry"));
    assertThat(send()).isEqualTo(DmpRefusal.DMP_DUPLICATE_ID.attempt());
  }
}
