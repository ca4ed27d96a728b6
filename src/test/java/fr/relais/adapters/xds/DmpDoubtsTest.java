// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.adapters.trust.SignatureAlgorithm;
import fr.relais.adapters.trust.VihfDialect;
import fr.relais.flow.Exit.Attempt;
import fr.relais.flow.SharedRecords;
import fr.relais.sandbox.dmp.DmpPatient;
import fr.relais.sandbox.dmp.DmpPlatform;
import fr.relais.sandbox.dmp.DmpRules;
import fr.relais.sandbox.dmp.Transaction;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

/** What the published texts leave open: the client goes with either answer. */
class DmpDoubtsTest {

  private static Attempt file(DmpPlatform platform, VihfDialect dialect) {
    String base = "https://localhost:" + platform.port() + "/si-dmp-server/v2/services/";
    DmpSettings settings = DmpHouse.settings(base, DmpHouse.ONE.structure, dialect, DmpHouse.QUICK);
    try (DmpLines lines = new DmpLines(settings, DmpHouse.CLOCK)) {
      return new DmpExit(lines).send(Publications.delivery(), Publications.filing());
    }
  }

  private static VihfDialect dialect(VihfDialect.IssuerOrder order, SignatureAlgorithm algorithm) {
    return new VihfDialect("3.0", VihfDialect.ModeAttribute.LOWER_CASE, order, algorithm);
  }

  @Test
  void a_platform_of_old_samples_takes_what_is_signed_with_sha_1() throws IOException {
    VihfDialect old =
        dialect(VihfDialect.IssuerOrder.MOST_SPECIFIC_FIRST, SignatureAlgorithm.RSA_SHA1);
    try (DmpPlatform platform = DmpHouse.ONE.platform(DmpRules.strict().withSha1())) {
      assertThat(file(platform, old)).isEqualTo(DmpDone.DMP_FILED.attempt());
    }
    try (DmpPlatform platform = DmpHouse.ONE.platform()) {
      assertThat(file(platform, old)).isEqualTo(DmpRefusal.DMP_VIHF_REFUSED.attempt());
    }
  }

  @Test
  void a_platform_that_reads_the_issuer_from_the_country_takes_it_so_and_no_other()
      throws IOException {
    VihfDialect fromCountry =
        dialect(VihfDialect.IssuerOrder.COUNTRY_FIRST, SignatureAlgorithm.RSA_SHA256);
    try (DmpPlatform platform = DmpHouse.ONE.platform(DmpRules.strict().withIssuerFromCountry())) {
      assertThat(file(platform, fromCountry)).isEqualTo(DmpDone.DMP_FILED.attempt());
    }
    try (DmpPlatform platform = DmpHouse.ONE.platform(DmpRules.strict().withIssuerFromCountry())) {
      assertThat(file(platform, VihfDialect.SAMPLES))
          .isEqualTo(DmpRefusal.DMP_VIHF_REFUSED.attempt());
    }
  }

  @Test
  void where_a_structure_may_not_ask_whether_there_is_a_record_the_number_is_doubted()
      throws IOException {
    DmpPatient superseded =
        DmpPatient.active(Publications.INS, Publications.TEST_OID).superseded("270037599900223");
    try (DmpPlatform open = DmpHouse.ONE.platform()) {
      open.addPatient(superseded);
      assertThat(file(open, VihfDialect.SAMPLES)).isEqualTo(DmpRefusal.DMP_ABSENT.attempt());
    }
    try (DmpPlatform shut = DmpHouse.ONE.platform(DmpRules.strict().withoutExistenceIndirect())) {
      shut.addPatient(superseded);
      assertThat(file(shut, VihfDialect.SAMPLES))
          .isEqualTo(DmpRefusal.DMP_PATIENT_UNKNOWN.attempt());
    }
  }

  /** A structure that asks TD0.2 everywhere, for readers alone, or never. */
  private static DmpSettings asking(DmpPlatform platform, boolean reading, boolean filing) {
    DmpSettings all = DmpHouse.ONE.settings(platform.port());
    return new DmpSettings(
        all.repository(),
        all.registry(),
        reading ? all.patients() : null,
        filing,
        all.authorisations(),
        all.structures(),
        all.software(),
        all.dialect(),
        all.sourceId(),
        all.limits());
  }

  private static long existenceTests(DmpPlatform platform) {
    return platform.ledger().stream()
        .filter(handled -> handled.transaction() == Transaction.EXISTENCE)
        .count();
  }

  @ParameterizedTest
  @CsvSource({"true, true, 1", "true, false, 0", "false, false, 0"})
  void filing_goes_on_whether_the_existence_may_be_asked_or_not(
      boolean reading, boolean filing, int asked) throws IOException {
    try (DmpPlatform platform =
            DmpHouse.ONE.platform(DmpRules.strict().withoutExistenceIndirect());
        DmpLines lines = new DmpLines(asking(platform, reading, filing), DmpHouse.CLOCK)) {
      DmpExit exit = new DmpExit(lines);
      assertThat(exit.send(Publications.delivery(), Publications.filing()))
          .isEqualTo(DmpDone.DMP_FILED.attempt());
      assertThat(existenceTests(platform)).isZero();
    }
    try (DmpPlatform platform = DmpHouse.ONE.platform();
        DmpLines lines = new DmpLines(asking(platform, reading, filing), DmpHouse.CLOCK)) {
      platform.addPatient(
          DmpPatient.active(Publications.INS, Publications.TEST_OID).superseded("270037599900223"));
      assertThat(new DmpExit(lines).send(Publications.delivery(), Publications.filing()))
          .isEqualTo((filing ? DmpRefusal.DMP_ABSENT : DmpRefusal.DMP_PATIENT_UNKNOWN).attempt());
      assertThat(existenceTests(platform)).isEqualTo(asked);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "false, 0"})
  void a_doctor_reads_after_the_test_or_without_it_and_is_refused_by_the_dmp_itself(
      boolean reading, int asked) throws IOException {
    DmpPatient patient = DmpPatient.active(Publications.INS, Publications.TEST_OID);
    SharedRecords.Reader reader =
        new SharedRecords.Reader(
            Publications.DOCTOR,
            Publications.STRUCTURE,
            DmpHouse.CLOCK.instant().minus(Duration.ofMinutes(10)));
    try (DmpPlatform platform = DmpHouse.ONE.platform();
        DmpLines lines = new DmpLines(asking(platform, reading, false), DmpHouse.CLOCK)) {
      DmpConsultation consultation = new DmpConsultation(lines);
      platform.addPatient(patient.authorising(Publications.DOCTOR.id()));
      assertThat(consultation.find(reader, Publications.PATIENT, Instant.EPOCH))
          .isInstanceOf(SharedRecords.Found.Documents.class);
      assertThat(existenceTests(platform)).isEqualTo(asked);
      platform.addPatient(patient.blocking(Publications.DOCTOR.id()));
      assertThat(consultation.find(reader, Publications.PATIENT, Instant.EPOCH))
          .isEqualTo(new SharedRecords.Refused("DMP_ACCESS_REFUSED"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRE, DMP_AUTHORISATION_EXPIRED",
    "NON_EXISTE, DMP_AUTHORISATION_ABSENT",
    "INTERDIT, DMP_ACCESS_REFUSED",
    "AUTRE, DMP_ACCESS_REFUSED",
    "'', DMP_ACCESS_REFUSED"
  })
  void every_authorisation_but_the_valid_one_shuts_the_record(String value, String code)
      throws Exception {
    ExistenceTest test = new ExistenceTest("1.2.3", "Relais", InstantSource.system());
    assertThatThrownBy(() -> test.check(answer(value)))
        .isInstanceOfSatisfying(
            DmpFailure.class, e -> assertThat(e.refusal().name()).isEqualTo(code));
    assertThatCode(() -> test.check(answer("VALIDE"))).doesNotThrowAnyException();
  }

  private static DOMSource answer(String authorisation) throws Exception {
    String text =
        "<PRPA_IN201308UV02 xmlns='urn:hl7-org:v3'><attentionLine><keyWordText code='AUTORISATION'"
            + " codeSystem='1.2.250.1.213.4.1.2.6.1'/><value code='"
            + authorisation
            + "'/></attentionLine><controlActProcess><subject><patient><statusCode code='active'/>"
            + "</patient></subject></controlActProcess></PRPA_IN201308UV02>";
    return new DOMSource(
        DocumentBuilderFactory.newDefaultNSInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(text))));
  }

  @ParameterizedTest
  @CsvSource({
    "DMPOk, ''",
    "DMPClosed, DMP_CLOSED",
    "DMPAccessRefused, DMP_ACCESS_REFUSED",
    "DMPAutre, DMP_UNLISTED_ERROR"
  })
  void a_declaration_is_done_by_one_status_alone(String status, String code) throws Exception {
    String text =
        "<h:setAuthorizationResponse xmlns:h='urn:si-dmp-habilitations'><h:output><h:status>"
            + status
            + "</h:status><h:context>quelques mots</h:context></h:output>"
            + "</h:setAuthorizationResponse>";
    DOMSource answer =
        new DOMSource(
            DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text))));
    if (code.isEmpty()) {
      assertThatCode(() -> Authorisation.check(answer)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> Authorisation.check(answer))
          .isInstanceOfSatisfying(
              DmpFailure.class, e -> assertThat(e.refusal().name()).isEqualTo(code));
    }
  }
}
