// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.ReportKind;
import fr.relais.core.model.SharedDocument;
import fr.relais.flow.SharedRecords.Declared;
import fr.relais.flow.SharedRecords.Fetched;
import fr.relais.flow.SharedRecords.Found;
import fr.relais.flow.SharedRecords.Reader;
import fr.relais.flow.SharedRecords.Refused;
import fr.relais.sandbox.dmp.DmpPatient;
import fr.relais.sandbox.dmp.DmpPlatform;
import fr.relais.sandbox.dmp.Fault;
import fr.relais.sandbox.dmp.Transaction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A signed-in doctor reads what another filed, and is told why when he may not. */
class DmpConsultationTest {
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

  private DmpPlatform platform;
  private DmpLines lines;
  private DmpConsultation consultation;

  @BeforeEach
  void open() throws IOException {
    platform = DmpHouse.ONE.platform();
    platform.addPatient(patient().authorising(Publications.DOCTOR.id()));
    lines = new DmpLines(DmpHouse.ONE.settings(platform.port()), DmpHouse.CLOCK);
    consultation = new DmpConsultation(lines);
  }

  @AfterEach
  void close() {
    lines.close();
    platform.close();
  }

  private static DmpPatient patient() {
    return DmpPatient.active(Publications.INS, Publications.TEST_OID);
  }

  private static Reader reader() {
    return new Reader(
        Publications.DOCTOR,
        Publications.STRUCTURE,
        DmpHouse.CLOCK.instant().minus(Duration.ofMinutes(10)));
  }

  private void file() {
    assertThat(new DmpExit(lines).send(Publications.delivery(), Publications.filing()))
        .isEqualTo(DmpDone.DMP_FILED.attempt());
  }

  private Found find(Instant since) {
    return consultation.find(reader(), Publications.PATIENT, since);
  }

  private SharedDocument onlyOne() {
    List<SharedDocument> all = ((Found.Documents) find(SINCE)).all();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void what_one_filed_another_finds_and_reads() {
    file();

    SharedDocument found = onlyOne();
    assertThat(found.uniqueId()).isEqualTo(Publications.DOCUMENT_ID);
    assertThat(found.kind()).isEqualTo(ReportKind.BIOLOGY);
    assertThat(found.title()).isEqualTo("Compte rendu d'examens biologiques");
    assertThat(found.author()).isEqualTo("HADDAD SAMIR");
    assertThat(found.institution()).isEqualTo("LBM DES TESTS");
    assertThat(found.actAt()).isEqualTo(Instant.parse("2026-04-15T06:12:00Z"));
    assertThat(found.createdAt()).isEqualTo(Instant.parse("2026-04-15T12:05:00Z"));
    assertThat(found.confidentiality()).containsExactly("N");
    assertThat(found.hiddenFromPatient()).isFalse();
    assertThat(consultation.get(reader(), Publications.PATIENT, found))
        .isEqualTo(
            new Fetched.Document(Publications.document(Publications.DOCUMENT_ID, null, "Sang")));
  }

  @Test
  void what_is_older_than_asked_is_not_listed() {
    file();
    assertThat(find(Instant.parse("2026-05-01T00:00:00Z")))
        .isEqualTo(new Found.Documents(List.of()));
  }

  @Test
  void a_document_that_is_not_there_is_not_read() {
    file();
    SharedDocument found = onlyOne();
    SharedDocument other =
        new SharedDocument(
            found.uniqueId() + ".1",
            found.repository(),
            found.kind(),
            found.typeCode(),
            found.title(),
            found.author(),
            found.institution(),
            found.actAt(),
            found.createdAt(),
            found.mimeType(),
            found.confidentiality(),
            found.hiddenFromPatient(),
            found.hash(),
            found.size());

    assertThat(consultation.get(reader(), Publications.PATIENT, other))
        .isEqualTo(new Refused("DMP_DOCUMENT_UNKNOWN"));
  }

  @Test
  void a_doctor_without_authorisation_reads_nothing() {
    platform.addPatient(patient());
    assertThat(find(SINCE)).isEqualTo(new Refused("DMP_AUTHORISATION_ABSENT"));
  }

  @Test
  void a_doctor_whom_the_patient_refuses_reads_nothing() {
    platform.addPatient(patient().blocking(Publications.DOCTOR.id()));
    assertThat(find(SINCE)).isEqualTo(new Refused("DMP_ACCESS_REFUSED"));
  }

  @Test
  void a_closed_record_says_that_it_is_closed() {
    platform.addPatient(patient().closed(Publications.AT, "1", "à la demande du patient"));
    assertThat(find(SINCE)).isEqualTo(new Refused("DMP_CLOSED"));
  }

  @Test
  void a_structure_without_certificates_reads_nothing() {
    Reader elsewhere = new Reader(Publications.DOCTOR, "1999999999", reader().signedInAt());
    assertThat(consultation.find(elsewhere, Publications.PATIENT, SINCE))
        .isEqualTo(new Refused("DMP_NO_CERTIFICATE"));
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, DMP_HTTP_BUSY",
    "CUT_BEFORE, DMP_ANSWER_CUT",
    "FAULT_IN_MULTIPART, DMP_SENDER_FAULT",
    "MALFORMED_MULTIPART, DMP_ANSWER_CUT"
  })
  void a_document_that_does_not_come_whole_is_not_read(Fault fault, String code) {
    file();
    SharedDocument found = onlyOne();
    platform.fault(fault, Transaction.RETRIEVE, 1);

    assertThat(consultation.get(reader(), Publications.PATIENT, found))
        .isEqualTo(new Refused(code));
  }

  @ParameterizedTest
  @EnumSource(names = {"ALTERED_DOCUMENT", "SHORTENED_DOCUMENT"})
  void bytes_that_are_not_those_described_are_not_read(Fault fault) {
    file();
    SharedDocument found = onlyOne();
    platform.fault(fault, Transaction.RETRIEVE, 1);

    assertThat(consultation.get(reader(), Publications.PATIENT, found))
        .isEqualTo(new Refused("DMP_DOCUMENT_ALTERED"));
  }

  @ParameterizedTest
  @CsvSource({"0000000000000000000000000000000000000000, , false", ", 1, false", ", , true"})
  void size_and_hash_are_each_believed_alone(
      @Nullable String hash, @Nullable Long size, boolean read) {
    file();
    SharedDocument found = described(onlyOne(), hash, size);

    assertThat(consultation.get(reader(), Publications.PATIENT, found) instanceof Fetched.Document)
        .isEqualTo(read);
  }

  private static SharedDocument described(
      SharedDocument found, @Nullable String hash, @Nullable Long size) {
    return new SharedDocument(
        found.uniqueId(),
        found.repository(),
        found.kind(),
        found.typeCode(),
        found.title(),
        found.author(),
        found.institution(),
        found.actAt(),
        found.createdAt(),
        found.mimeType(),
        found.confidentiality(),
        found.hiddenFromPatient(),
        hash,
        size);
  }

  @Test
  void a_doctor_declares_that_the_patient_lets_him_and_takes_it_back() {
    platform.addPatient(patient());
    file();
    assertThat(consultation.declares()).isTrue();
    assertThat(consultation.declare(reader(), Publications.PATIENT, true))
        .isEqualTo(new Declared.Done());
    assertThat(consultation.declare(reader(), Publications.PATIENT, true))
        .isEqualTo(new Declared.Done());
    assertThat(onlyOne().uniqueId()).isEqualTo(Publications.DOCUMENT_ID);
    assertThat(consultation.declare(reader(), Publications.PATIENT, false))
        .isEqualTo(new Declared.Done());
    assertThat(find(SINCE)).isEqualTo(new Refused("DMP_AUTHORISATION_ABSENT"));
  }

  @Test
  void a_declaration_that_is_refused_says_why() {
    platform.addPatient(patient().closed(Publications.AT, "1", "à la demande du patient"));
    assertThat(consultation.declare(reader(), Publications.PATIENT, true))
        .isEqualTo(new Refused("DMP_CLOSED"));
    platform.addPatient(patient().blocking(Publications.DOCTOR.id()));
    assertThat(consultation.declare(reader(), Publications.PATIENT, true))
        .isEqualTo(new Refused("DMP_ACCESS_REFUSED"));
    platform.fault(Fault.UNAVAILABLE, Transaction.AUTHORISE, 1);
    assertThat(consultation.declare(reader(), Publications.PATIENT, true))
        .isEqualTo(new Refused("DMP_HTTP_BUSY"));
  }
}
