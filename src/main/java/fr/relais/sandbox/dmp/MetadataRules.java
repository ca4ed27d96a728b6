// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.sandbox.dmp.Described.Author;
import fr.relais.sandbox.dmp.Described.Coded;
import java.util.List;
import java.util.Map;

/** Every attribute that is required, with codes of the national value sets (section 1.7). */
final class MetadataRules {
  private static final String OID = "[0-2](\\.(0|[1-9][0-9]{0,38})){2,30}";
  private static final int OID_CHARS_MAX = 64;
  private static final String UTC = "[0-9]{8}([0-9]{4}([0-9]{2})?)?";
  private static final String PERSON =
      "[^^|]{1,64}(\\^[^^|]*){7}\\^&[0-9.]+&ISO(\\^[^^|]*){3}\\^(IDNPS|EI|RI|NH|PI)";
  private static final String INSTITUTION =
      "[^^|]+\\^{5}&1\\.2\\.250\\.1\\.71\\.4\\.2\\.2&ISO\\^IDNST\\^{3}[^^|]+";
  private static final Map<String, String> TABLE_OF_SCHEME =
      Map.of(
          Ebrim.CLASS, CodeTables.CLASS,
          Ebrim.TYPE, CodeTables.TYPE,
          Ebrim.FORMAT, CodeTables.FORMAT,
          Ebrim.FACILITY, CodeTables.FACILITY,
          Ebrim.PRACTICE, CodeTables.PRACTICE);
  private static final Map<String, String> NAME_OF_SCHEME =
      Map.of(
          Ebrim.CLASS, "classCode",
          Ebrim.TYPE, "typeCode",
          Ebrim.FORMAT, "formatCode",
          Ebrim.FACILITY, "healthcareFacilityTypeCode",
          Ebrim.PRACTICE, "practiceSettingCode");
  private final CodeTables tables;
  private final DmpRules rules;

  MetadataRules(CodeTables tables, DmpRules rules) {
    this.tables = tables;
    this.rules = rules;
  }

  /**
   * @throws Refusal XDSRegistryMetadataError with the name of the attribute
   */
  void checkSet(Described set) throws Refusal {
    if (!set.slot("submissionTime").matches("[0-9]{14}")) {
      throw Refusal.metadata("SubmissionSet.submissionTime", "absent ou pas en UTC à la seconde");
    }
    checkOid(set.identifier(Ebrim.SET_ID), "SubmissionSet.uniqueId");
    checkOid(set.identifier(Ebrim.SET_SOURCE), "SubmissionSet.sourceId");
    PatientId.read(set.identifier(Ebrim.SET_PATIENT), "SubmissionSet.patientId");
    List<Coded> content = set.codes(Ebrim.SET_CONTENT);
    if (content.size() != 1
        || content.get(0).system().isEmpty()
        || !tables.has(CodeTables.CONTENT, content.get(0).code(), content.get(0).system())) {
      throw Refusal.metadata("SubmissionSet.contentTypeCode", "absent ou hors de JDV_J59");
    }
    if (set.authors().size() != 1) {
      throw Refusal.metadata("SubmissionSet.author", "un auteur et un seul est attendu");
    }
    checkAuthor(set.authors().get(0), "SubmissionSet.author");
    boolean device = isDevice(set.authors().get(0));
    for (String slot : device ? List.<String>of() : List.of("authorRole", "authorSpecialty")) {
      if (set.authors().get(0).values(slot).isEmpty()) {
        throw Refusal.metadata("SubmissionSet.author", slot + " absent");
      }
    }
  }

  /**
   * @throws Refusal XDSRegistryMetadataError with the name of the attribute
   */
  void checkEntry(Described entry) throws Refusal {
    if (!entry.objectType().equals(Ebrim.STABLE_DOCUMENT)) {
      throw Refusal.metadata("DocumentEntry.objectType", "document stable attendu");
    }
    if (!entry.mimeType().matches("text/xml|application/xslt\\+xml")) {
      throw Refusal.metadata("DocumentEntry.mimeType", "absent ou non admis");
    }
    checkDocumentId(entry.uniqueId());
    PatientId.read(entry.identifier(Ebrim.PATIENT), "DocumentEntry.patientId");
    if (entry.title().isEmpty()) {
      throw Refusal.metadata("DocumentEntry.title", "absent");
    }
    checkTimes(entry);
    for (String slot : List.of("legalAuthenticator", "sourcePatientId", "sourcePatientInfo")) {
      if (entry.slots().getOrDefault(slot, List.of()).isEmpty()) {
        throw Refusal.metadata("DocumentEntry." + slot, "absent");
      }
    }
    if (!entry.slot("legalAuthenticator").matches(PERSON)) {
      throw Refusal.metadata("DocumentEntry.legalAuthenticator", "XCN attendu");
    }
    if (entry.authors().isEmpty()) {
      throw Refusal.metadata("DocumentEntry.author", "absent");
    }
    for (Author author : entry.authors()) {
      checkAuthor(author, "DocumentEntry.author");
    }
    checkConfidentiality(entry);
    if (!entry.isSignature()) {
      checkLanguage(entry, "fr-FR");
      checkCodes(entry);
    }
  }

  private static void checkTimes(Described entry) throws Refusal {
    for (String slot : List.of("creationTime", "serviceStartTime")) {
      if (!entry.slot(slot).matches(UTC)) {
        throw Refusal.metadata("DocumentEntry." + slot, "absent ou pas en UTC");
      }
    }
    if (entry.slots().containsKey("serviceStopTime")
        && !entry.slot("serviceStopTime").matches(UTC)) {
      throw Refusal.metadata("DocumentEntry.serviceStopTime", "pas en UTC");
    }
  }

  static void checkLanguage(Described entry, String language) throws Refusal {
    if (!entry.slot("languageCode").equals(language)) {
      throw Refusal.metadata("DocumentEntry.languageCode", "absent ou inattendu");
    }
  }

  private void checkCodes(Described entry) throws Refusal {
    for (String scheme :
        List.of(Ebrim.CLASS, Ebrim.TYPE, Ebrim.FORMAT, Ebrim.FACILITY, Ebrim.PRACTICE)) {
      String name = "DocumentEntry." + NAME_OF_SCHEME.getOrDefault(scheme, "");
      List<Coded> codes = entry.codes(scheme);
      if (codes.size() != 1) {
        throw Refusal.metadata(name, "absent ou répété");
      }
      Coded code = codes.get(0);
      if (!tables.has(TABLE_OF_SCHEME.getOrDefault(scheme, ""), code.code(), code.system())) {
        throw Refusal.metadata(name, "hors du jeu de valeurs du DMP");
      }
    }
    if (!tables.classOf(entry.code(Ebrim.TYPE)).equals(entry.code(Ebrim.CLASS))) {
      throw Refusal.metadata("DocumentEntry.classCode", "n'est pas la classe du type (ASS_X16)");
    }
  }

  private void checkConfidentiality(Described entry) throws Refusal {
    List<Coded> codes = entry.codes(Ebrim.CONFIDENTIALITY);
    boolean known =
        codes.stream().allMatch(c -> tables.has(CodeTables.CONFIDENTIALITY, c.code(), c.system()));
    long levels = codes.stream().filter(c -> c.code().matches("[NRV]")).count();
    if (codes.isEmpty()
        || codes.size() > 4
        || !known
        || levels != 1
        || !codes.get(0).code().matches("[NRV]")) {
      throw Refusal.metadata(
          "DocumentEntry.confidentialityCode", "N, R ou V d'abord, puis les codes de visibilité");
    }
  }

  private static boolean isDevice(Author author) {
    return author.values("authorPerson").stream().anyMatch(p -> p.endsWith("^RI"));
  }

  private static void checkAuthor(Author author, String name) throws Refusal {
    List<String> persons = author.values("authorPerson");
    if (persons.size() != 1 || !persons.get(0).matches(PERSON)) {
      throw Refusal.metadata(name, "authorPerson absent, répété ou pas un XCN");
    }
    List<String> institutions = author.values("authorInstitution");
    if (institutions.isEmpty() || !institutions.stream().allMatch(i -> i.matches(INSTITUTION))) {
      throw Refusal.metadata(name, "authorInstitution absent ou pas un XON");
    }
  }

  private void checkDocumentId(String uniqueId) throws Refusal {
    int caret = uniqueId.indexOf('^');
    if (caret >= 0 && !rules.extensions()) {
      throw Refusal.metadata("DocumentEntry.uniqueId", "la forme OID^extension n'est pas admise");
    }
    checkOid(caret < 0 ? uniqueId : uniqueId.substring(0, caret), "DocumentEntry.uniqueId");
  }

  private static void checkOid(String oid, String name) throws Refusal {
    if (oid.length() > OID_CHARS_MAX || !oid.matches(OID)) {
      throw Refusal.metadata(name, "absent ou pas un OID");
    }
  }
}
