// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.sandbox.dmp.Described.Author;
import java.util.List;

/** Whether a submission agrees with itself, with who submits it, and with its documents. */
final class SubmissionRules {
  private final MetadataRules metadata;
  private final CodeTables tables;

  SubmissionRules(CodeTables tables, DmpRules rules) {
    this.metadata = new MetadataRules(tables, rules);
    this.tables = tables;
  }

  /**
   * @throws Refusal with the first rule that is broken
   */
  void check(Submission submission, Vihf vihf) throws Refusal {
    checkSet(submission, vihf);
    submission.checkWhole();
    for (Described entry : submission.entries()) {
      checkPatient(entry.identifier(Ebrim.PATIENT), vihf);
      metadata.checkEntry(entry);
      if (!entry.isSignature()) {
        checkDocument(entry, submission.bytes(entry));
      }
    }
  }

  /** The set alone: what an update has. */
  void checkSet(Submission submission, Vihf vihf) throws Refusal {
    checkPatient(submission.set().identifier(Ebrim.SET_PATIENT), vihf);
    metadata.checkSet(submission.set());
    checkAuthor(submission.set().authors().get(0), vihf);
  }

  /** The same text: nothing is made equal. */
  private static void checkPatient(String patientId, Vihf vihf) throws Refusal {
    if (!patientId.isEmpty() && !patientId.equals(vihf.patient())) {
      throw new Refusal("XDSPatientIdDoesNotMatch", "patientId n'est pas le resource-id du VIHF");
    }
  }

  /** Who submits is who the VIHF names; an automate is a device of the structure. */
  private static void checkAuthor(Author author, Vihf vihf) throws Refusal {
    String structure = "^^^" + vihf.structure();
    String person = author.values("authorPerson").get(0).split("\\^")[0];
    boolean personFits =
        person.equals(vihf.nameId())
            || (vihf.isAutomate() && person.startsWith(vihf.structure() + "/"));
    if (!personFits
        || author.values("authorInstitution").stream().noneMatch(i -> i.endsWith(structure))) {
      throw Refusal.metadata("SubmissionSet.author", "n'est pas celui du VIHF");
    }
  }

  private void checkDocument(Described entry, byte[] bytes) throws Refusal {
    CdaFacts cda = CdaFacts.read(bytes);
    if (!cda.uniqueId().equals(entry.uniqueId())) {
      throw Refusal.metadata("DocumentEntry.uniqueId", "n'est pas l'id du CDA");
    }
    if (!cda.code().equals(entry.code(Ebrim.TYPE))) {
      throw Refusal.metadata("DocumentEntry.typeCode", "n'est pas le code du CDA");
    }
    if (!cda.isCreated(entry.slot("creationTime"))) {
      throw Refusal.metadata(
          "DocumentEntry.creationTime", "n'est pas la date du CDA (effectiveTime) en UTC");
    }
    if (!tables.isFormatOf(entry.code(Ebrim.FORMAT), cda.templates())) {
      throw Refusal.metadata("DocumentEntry.formatCode", "n'est pas celui du modèle du CDA");
    }
    if (!cda.language().equals(entry.slot("languageCode"))) {
      throw Refusal.metadata("DocumentEntry.languageCode", "n'est pas celle du CDA");
    }
    List<String> codes =
        entry.codes(Ebrim.CONFIDENTIALITY).stream().map(Described.Coded::code).toList();
    if (!codes.get(0).equals(cda.confidentiality())) {
      throw Refusal.metadata("DocumentEntry.confidentialityCode", "n'est pas celui du CDA d'abord");
    }
    PatientId patient = PatientId.read(entry.identifier(Ebrim.PATIENT), "DocumentEntry.patientId");
    if (!cda.patients().contains(patient)) {
      throw new Refusal("XDSPatientIdDoesNotMatch", "patientId n'est pas le patient du CDA");
    }
  }
}
