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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TD0.3. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorisationsTest {
  private static final String ADDED = "<action>AJOUT</action>";
  private static final String TAKEN_BACK = "<action>SUPPRESSION</action>";

  private World world;
  private DmpPlatform platform;

  @BeforeAll
  void certificates() {
    world = World.ONE;
  }

  @BeforeEach
  void start() {
    platform = world.platform();
    platform.addPatient(World.INS, World.OID);
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  private Call call(String content) {
    return Call.of(
        world,
        Transaction.AUTHORISE,
        new TokenDraft(world, World.INS).reinforced(),
        "<setAuthorization xmlns=\"urn:si-dmp-habilitations\">" + content + "</setAuthorization>");
  }

  private Answer declare(String content) throws Exception {
    return call(content).post(platform.port());
  }

  private static String status(Answer answer) {
    return answer.first("<h:status>([^<]+)");
  }

  /** Whether the doctor may look for documents now. */
  private boolean reads() throws Exception {
    return Call.query(
            world,
            new TokenDraft(world, World.INS).reinforced(),
            "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d",
            "LeafClass",
            "<rim:Slot name=\"$XDSDocumentEntryPatientId\"><rim:ValueList><rim:Value>'"
                + World.cx(World.INS).replace("&", "&amp;")
                + "'</rim:Value></rim:ValueList></rim:Slot>",
            "<rim:Slot name=\"$XDSDocumentEntryStatus\"><rim:ValueList><rim:Value>("
                + "'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved'"
                + ")</rim:Value></rim:ValueList></rim:Slot>")
        .post(platform.port())
        .outcome()
        .equals("Success");
  }

  @Test
  void a_doctor_declares_himself_twice_and_reads_then_takes_it_back_twice() throws Exception {
    assertThat(reads()).isFalse();
    Answer first = declare(ADDED);
    assertThat(status(first)).isEqualTo("DMPOk");
    assertThat(first.first("<wsa:Action>([^<]+)")).isEqualTo(Transaction.AUTHORISE.answer());
    assertThat(reads()).isTrue();
    Answer again = declare(ADDED);
    assertThat(status(again)).isEqualTo("DMPOk");
    assertThat(again.text()).contains("déjà présente");
    assertThat(status(declare(TAKEN_BACK))).isEqualTo("DMPOk");
    assertThat(reads()).isFalse();
    assertThat(status(declare(TAKEN_BACK))).isEqualTo("DMPOk");
  }

  @Test
  void a_structure_alone_declares_nobody() throws Exception {
    Call alone =
        Call.of(
            world,
            Transaction.AUTHORISE,
            new TokenDraft(world, World.INS),
            "<setAuthorization xmlns=\"urn:si-dmp-habilitations\">"
                + ADDED
                + "</setAuthorization>");
    assertThat(alone.post(platform.port()).outcome()).isEqualTo("soap:DMPAccessRefused");
  }

  @Test
  void a_record_that_is_closed_absent_or_shut_to_him_is_refused_by_its_status() throws Exception {
    platform.addPatient(
        DmpPatient.active(World.INS, World.OID)
            .closed(Instant.parse("2026-01-02T03:04:05Z"), "02", "demande du titulaire"));
    assertThat(status(declare(ADDED))).isEqualTo("DMPClosed");
    platform.addPatient(DmpPatient.active(World.INS, World.OID).blocking(World.DOCTOR));
    assertThat(status(declare(ADDED))).isEqualTo("DMPAccessRefused");
    Call absent =
        Call.of(
            world,
            Transaction.AUTHORISE,
            new TokenDraft(world, World.OTHER_INS).reinforced(),
            "<setAuthorization xmlns=\"urn:si-dmp-habilitations\">"
                + ADDED
                + "</setAuthorization>");
    assertThat(status(absent.post(platform.port()))).isEqualTo("XDSUnknownPatientId");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<action>AUTRE</action>",
        ADDED + TAKEN_BACK,
        ADDED + "<role>AUTRE</role>",
        ADDED + "<patient/>"
      })
  void what_is_no_declaration_is_refused(String content) throws Exception {
    assertThat(declare(content).outcome()).isEqualTo("soap:Sender");
    assertThat(reads()).isFalse();
  }
}
