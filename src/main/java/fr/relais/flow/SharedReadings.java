// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Publication.Submitter;
import fr.relais.core.model.SharedDocument;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * The DMP of a patient, asked by a doctor's gesture and for him alone. What it answers is shown and
 * kept nowhere; that it was asked, on what basis, and what came of it, is in the trail.
 */
public final class SharedReadings {
  /** How far back the first search goes, at most (national rule). */
  public static final int YEARS = 2;

  /** He is not entitled, or no longer. */
  public static final String NOT_ENTITLED = "DMP_NOT_ENTITLED";

  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");

  private final Store store;
  private final SharedRecords records;
  private final InstantSource clock;

  SharedReadings(Store store, SharedRecords records, InstantSource clock) {
    this.store = store;
    this.records = records;
    this.clock = clock;
  }

  /**
   * The documents of the last two years.
   *
   * @param file what he may see of this patient, looked up for this gesture
   * @param signedInAt when he proved who he is
   */
  public SharedRecords.Found find(PatientFile file, Instant signedInAt) {
    if (file.dmp() != null) {
      return new SharedRecords.Refused(NOT_ENTITLED);
    }
    trace(file, "DMP_FIND " + file.basis().name() + " DECLARED");
    Instant since = clock.instant().atOffset(ZoneOffset.UTC).minusYears(YEARS).toInstant();
    SharedRecords.Found found = records.find(reader(file, signedInAt), file.patient(), since);
    trace(file, "DMP_FIND " + code(found));
    return found;
  }

  /** One document that was found. */
  public SharedRecords.Fetched get(PatientFile file, Instant signedInAt, SharedDocument document) {
    if (file.dmp() != null) {
      return new SharedRecords.Refused(NOT_ENTITLED);
    }
    trace(file, "DMP_GET " + file.basis().name());
    SharedRecords.Fetched fetched = records.get(reader(file, signedInAt), file.patient(), document);
    trace(file, "DMP_GET " + code(fetched));
    return fetched;
  }

  /**
   * He says that the patient lets him read, or that he does no longer.
   *
   * @param granted false to take it back
   */
  public SharedRecords.Declared declare(PatientFile file, Instant signedInAt, boolean granted) {
    if (file.dmp() != null) {
      return new SharedRecords.Refused(NOT_ENTITLED);
    }
    String what = granted ? "DMP_AUTHORISE " : "DMP_WITHDRAW ";
    trace(file, AuditLine.Action.ACTED, what + file.basis().name() + " DECLARED");
    SharedRecords.Declared declared =
        records.declare(reader(file, signedInAt), file.patient(), granted);
    trace(file, AuditLine.Action.ACTED, what + code(declared));
    return declared;
  }

  /** What was fetched names another person: it was not shown. */
  public void otherPatient(PatientFile file) {
    trace(file, "DMP_GET OTHER_PATIENT");
  }

  private static SharedRecords.Reader reader(PatientFile file, Instant signedInAt) {
    Practitioner doctor = file.reader();
    String finess = file.site() == null ? "" : String.valueOf(file.site().finess());
    return new SharedRecords.Reader(
        new Submitter(
            "8" + doctor.rpps(), doctor.family(), doctor.given(), false, doctor.expertise()),
        "1" + finess,
        signedInAt);
  }

  private static String code(Object answer) {
    if (!(answer instanceof SharedRecords.Refused refused)) {
      return "DONE";
    }
    return CODE.matcher(refused.code()).matches() ? refused.code() : "DMP_REFUSED";
  }

  private void trace(PatientFile file, String detail) {
    trace(file, AuditLine.Action.READ, detail);
  }

  private void trace(PatientFile file, AuditLine.Action action, String detail) {
    store.inTransaction(
        tx -> {
          tx.audit(
              new AuditLine(clock.instant(), file.reader().id(), action, file.subject(), detail));
          return true;
        });
  }
}
