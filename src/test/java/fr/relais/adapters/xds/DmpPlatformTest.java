// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Publication;
import fr.relais.flow.Exit.Attempt;
import fr.relais.sandbox.dmp.DmpPatient;
import fr.relais.sandbox.dmp.DmpPlatform;
import fr.relais.sandbox.dmp.Fault;
import fr.relais.sandbox.dmp.Filed;
import fr.relais.sandbox.dmp.Transaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The client and the sandbox's DMP, which was written apart, over real sockets. */
class DmpPlatformTest {
  private static final String CORRECTED = "1.2.250.1.999.7.10.32";

  private DmpPlatform platform;
  private DmpLines lines;

  @BeforeEach
  void open() throws IOException {
    platform = DmpHouse.ONE.platform();
    lines = new DmpLines(DmpHouse.ONE.settings(platform.port()), DmpHouse.CLOCK);
  }

  @AfterEach
  void close() {
    lines.close();
    platform.close();
  }

  private Attempt send(Parcel parcel) {
    return new DmpExit(lines).send(Publications.delivery(), parcel);
  }

  private Filed onlyDocument() {
    assertThat(platform.documents(Publications.INS)).hasSize(1);
    return platform.documents(Publications.INS).get(0);
  }

  private void impatientWhenSilent(Fault fault) {
    if (fault == Fault.SILENT_AFTER_COMMIT) {
      lines.close();
      lines =
          new DmpLines(DmpHouse.ONE.settings(platform.port(), DmpHouse.IMPATIENT), DmpHouse.CLOCK);
    }
  }

  @Test
  void a_document_is_filed_once_as_it_is_whatever_the_number_of_tries() {
    assertThat(send(Publications.filing())).isEqualTo(DmpDone.DMP_FILED.attempt());
    assertThat(send(Publications.filing())).isEqualTo(DmpDone.DMP_ALREADY_THERE.attempt());
    assertThat(onlyDocument().bytes())
        .isEqualTo(Publications.document(Publications.DOCUMENT_ID, null, "Sang").bytes());
    assertThat(platform.signatures(Publications.INS)).hasSize(1);
  }

  @Test
  void the_software_may_file_in_its_own_name() {
    Publication publication =
        Publications.publication(
            Publication.Act.PUBLISH,
            Publications.DOCUMENT_ID,
            null,
            Publications.SOFTWARE,
            Publications.PATIENT,
            "Sang");

    assertThat(send(Publications.parcel(publication))).isEqualTo(DmpDone.DMP_FILED.attempt());
  }

  @Test
  void a_correction_takes_the_place_of_the_earlier_document() {
    send(Publications.filing());

    assertThat(send(Publications.filing(CORRECTED, Publications.DOCUMENT_ID)))
        .isEqualTo(DmpDone.DMP_REPLACED.attempt());
    assertThat(platform.documents(Publications.INS))
        .extracting(Filed::state)
        .containsExactlyInAnyOrder(Filed.State.DEPRECATED, Filed.State.APPROVED);
  }

  @Test
  void a_correction_of_what_was_never_filed_is_filed_and_says_so() {
    assertThat(send(Publications.filing(CORRECTED, Publications.DOCUMENT_ID)))
        .isEqualTo(DmpDone.DMP_NOTHING_TO_REPLACE.attempt());
    assertThat(onlyDocument().state()).isEqualTo(Filed.State.APPROVED);
  }

  @Test
  void what_is_withdrawn_is_deleted_and_what_is_not_there_is_no_error() {
    send(Publications.filing());

    assertThat(send(Publications.deletion(Publications.DOCUMENT_ID)))
        .isEqualTo(DmpDone.DMP_DELETED.attempt());
    assertThat(onlyDocument().state()).isEqualTo(Filed.State.DELETED);
    assertThat(send(Publications.deletion(CORRECTED)))
        .isEqualTo(DmpDone.DMP_NOTHING_TO_DELETE.attempt());
    assertThat(send(Publications.deletion(Publications.DOCUMENT_ID)))
        .isEqualTo(DmpDone.DMP_NOTHING_TO_DELETE.attempt());
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, DMP_HTTP_BUSY, DMP_FILED",
    "BUSY, DMP_BUSY, DMP_FILED",
    "CUT_BEFORE, DMP_ANSWER_CUT, DMP_FILED",
    "CUT_AFTER_COMMIT, DMP_ANSWER_CUT, DMP_ALREADY_THERE",
    "SILENT_AFTER_COMMIT, DMP_NO_ANSWER, DMP_ALREADY_THERE",
    "CUT_ANSWER, DMP_ANSWER_CUT, DMP_ALREADY_THERE",
    "PARTIAL_SUCCESS, DMP_PARTIAL_ANSWER, DMP_ALREADY_THERE",
    "FAULT_IN_MULTIPART, DMP_SENDER_FAULT, DMP_FILED",
    "MALFORMED_MULTIPART, DMP_ANSWER_CUT, DMP_ALREADY_THERE"
  })
  void what_fails_while_it_is_filed_is_there_once_after_the_next_try(
      Fault fault, DmpRefusal refusal, DmpDone next) {
    platform.fault(fault, Transaction.PUBLISH, 1);
    impatientWhenSilent(fault);

    assertThat(send(Publications.filing())).isEqualTo(refusal.attempt());
    assertThat(send(Publications.filing())).isEqualTo(next.attempt());
    assertThat(onlyDocument().state()).isEqualTo(Filed.State.APPROVED);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void nothing_is_filed_after_a_look_up_that_failed(Fault fault) {
    platform.fault(fault, Transaction.QUERY, 1);
    impatientWhenSilent(fault);

    Attempt tried = send(Publications.filing());

    if (fault == Fault.LATENCY) {
      assertThat(tried).isEqualTo(DmpDone.DMP_FILED.attempt());
    } else {
      assertThat(tried.outcome()).isEqualTo(AttemptOutcome.REFUSED);
      assertThat(tried.forever()).isEqualTo(fault == Fault.FAULT_IN_MULTIPART);
      assertThat(platform.documents(Publications.INS)).isEmpty();
    }
  }

  @Test
  void other_bytes_under_the_same_identifier_are_never_filed() {
    send(Publications.filing());
    Publication other =
        Publications.publication(
            Publication.Act.PUBLISH,
            Publications.DOCUMENT_ID,
            null,
            Publications.DOCTOR,
            Publications.PATIENT,
            "Urines");

    assertThat(send(Publications.parcel(other))).isEqualTo(DmpDone.DMP_ALREADY_THERE.attempt());
    assertThat(new String(onlyDocument().bytes(), StandardCharsets.UTF_8)).contains("Sang");
  }

  @Test
  void a_closed_or_absent_record_is_the_records_own_no() {
    platform.addPatient(
        DmpPatient.active(Publications.INS, Publications.TEST_OID)
            .closed(Publications.AT, "1", "à la demande du patient"));
    assertThat(send(Publications.filing())).isEqualTo(DmpRefusal.DMP_CLOSED.attempt());
  }

  @Test
  void a_patient_without_record_is_the_records_own_no() {
    PatientIdentity other =
        new PatientIdentity(
            "279035121518989",
            Publications.TEST_OID,
            Publications.PATIENT.identityStatus(),
            "AUTRE",
            null,
            java.util.List.of("ANNE"),
            null,
            null,
            null,
            java.util.List.of(),
            java.util.List.of(),
            null);
    Publication publication =
        Publications.publication(
            Publication.Act.PUBLISH,
            Publications.DOCUMENT_ID,
            null,
            Publications.DOCTOR,
            other,
            "Sang");

    assertThat(send(Publications.parcel(publication))).isEqualTo(DmpRefusal.DMP_ABSENT.attempt());
  }

  @Test
  void nobody_is_asked_about_a_patient_whose_identity_is_not_qualified() {
    Publication publication =
        Publications.publication(
            Publication.Act.PUBLISH,
            Publications.DOCUMENT_ID,
            null,
            Publications.DOCTOR,
            PatientIdentity.NOBODY,
            "Sang");

    assertThat(send(Publications.parcel(publication)))
        .isEqualTo(DmpRefusal.DMP_NO_QUALIFIED_INS.attempt());
    assertThat(platform.ledger()).isEmpty();
  }
}
