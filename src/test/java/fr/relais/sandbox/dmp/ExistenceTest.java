// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.sandbox.dmp.Call.Answer;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** TD0.2. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExistenceTest {
  private World world;
  private DmpPlatform platform;

  @BeforeAll
  void certificates() {
    world = World.ONE;
  }

  @BeforeEach
  void start() {
    platform = world.platform();
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  private Call call(String ins, String reason) {
    return Call.of(
        world,
        Transaction.EXISTENCE,
        new TokenDraft(world, ins),
        "<PRPA_IN201307UV02 xmlns=\"urn:hl7-org:v3\" ITSVersion=\"XML_1.0\"><id root=\"1.2.3\""
            + " extension=\"m1\"/><receiver typeCode=\"RCV\"><device><id"
            + " root=\"1.2.250.1.213.4.1.1.1\"/></device></receiver><controlActProcess><reasonCode"
            + " code=\""
            + reason
            + "\" codeSystem=\"1.2.250.1.213.1.1.4.11\"/><queryByParameter><queryId root=\"1.2.4\""
            + " extension=\"q1\"/><parameterList><patientIdentifier><value root=\""
            + World.OID
            + "\" extension=\""
            + ins
            + "\"/></patientIdentifier></parameterList></queryByParameter></controlActProcess>"
            + "</PRPA_IN201307UV02>");
  }

  private Answer ask() throws Exception {
    return call(World.INS, "TEST_EXST").post(platform.port());
  }

  @Test
  void an_active_record_says_what_the_one_who_asks_may_do() throws Exception {
    platform.addPatient(
        DmpPatient.active(World.INS, World.OID).authorising(World.DOCTOR).treatedBy(World.DOCTOR));
    Answer answer = ask();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.first("<wsa:Action>([^<]+)")).isEqualTo(Transaction.EXISTENCE.answer());
    assertThat(answer.first("queryResponseCode code=\"([^\"]+)")).isEqualTo("OK");
    assertThat(answer.text())
        .contains("<statusCode code=\"active\"/>", "keyWordText code=\"STATUT_MT\"")
        .contains("xsi:type=\"CV\" code=\"VALIDE\"", "xsi:type=\"BL\" value=\"true\"")
        .contains("extension=\"m1\"", "extension=\"q1\"", "RATTACHEMENT_ENS");
  }

  @Test
  void a_doctor_is_not_authorised_or_is_blocked() throws Exception {
    platform.addPatient(World.INS, World.OID);
    assertThat(ask().text()).contains("code=\"NON_EXISTE\"", "xsi:type=\"BL\" value=\"false\"");
    platform.addPatient(DmpPatient.active(World.INS, World.OID).blocking(World.DOCTOR));
    assertThat(ask().text()).contains("code=\"INTERDIT\"");
  }

  @Test
  void a_closed_record_says_when_and_why() throws Exception {
    platform.addPatient(
        DmpPatient.active(World.INS, World.OID)
            .closed(Instant.parse("2026-01-02T03:04:05Z"), "02", "demande du titulaire"));
    assertThat(ask().text())
        .contains("statusCode code=\"terminated\"", "high value=\"20260102030405\"")
        .contains("MOTIF_FERMETURE", "code=\"02\"", "demande du titulaire");
  }

  @Test
  void no_record_or_a_superseded_ins_has_no_subject() throws Exception {
    Answer absent = call(World.OTHER_INS, "TEST_EXST").post(platform.port());
    assertThat(absent.first("queryResponseCode code=\"([^\"]+)")).isEqualTo("NF");
    assertThat(absent.text()).doesNotContain("<subject ");
    platform.addPatient(DmpPatient.active(World.INS, World.OID).superseded(World.OTHER_INS));
    assertThat(ask().text()).doesNotContain("<subject ");
  }

  @Test
  void an_ins_with_a_wrong_key_is_an_application_error() throws Exception {
    Answer answer = call("184127599900118", "TEST_EXST").post(platform.port());
    assertThat(answer.first("acknowledgement typeCode=\"([^\"]+)")).isEqualTo("AE");
    assertThat(answer.text()).contains("DMPInvalidPatientId").doesNotContain("<subject ");
  }

  @Test
  void another_reason_or_another_patient_than_the_vihf_is_refused() throws Exception {
    assertThat(call(World.INS, "AUTRE").post(platform.port()).outcome()).isEqualTo("soap:Sender");
    Call other = call(World.INS, "TEST_EXST");
    other.token.texts.put(
        "urn:oasis:names:tc:xacml:2.0:resource:resource-id", World.cx(World.OTHER_INS));
    assertThat(other.post(platform.port()).outcome()).isEqualTo("wsse:InvalidSecurityToken");
  }

  @Test
  void where_the_rules_say_so_a_structure_alone_may_not_ask() throws Exception {
    try (DmpPlatform strict = world.platform(DmpRules.strict().withoutExistenceIndirect())) {
      assertThat(call(World.INS, "TEST_EXST").post(strict.port()).outcome())
          .isEqualTo("soap:DMPAccessRefused");
      Call signedIn = call(World.INS, "TEST_EXST");
      signedIn.token.reinforced();
      assertThat(signedIn.post(strict.port()).status()).isEqualTo(200);
    }
  }
}
