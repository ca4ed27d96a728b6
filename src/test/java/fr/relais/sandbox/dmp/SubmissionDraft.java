// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import static fr.relais.sandbox.dmp.Text.association;
import static fr.relais.sandbox.dmp.Text.author;
import static fr.relais.sandbox.dmp.Text.code;
import static fr.relais.sandbox.dmp.Text.identifier;
import static fr.relais.sandbox.dmp.Text.name;
import static fr.relais.sandbox.dmp.Text.slot;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A submission of one biology report that is right, until a test changes it. Each piece of metadata
 * has a name, so that a test takes it away or puts another in its place.
 */
final class SubmissionDraft {
  static final String ROOT = "1.2.250.1.999.1.1.";
  final Map<String, String> set = new LinkedHashMap<>();
  final Map<String, String> document = new LinkedHashMap<>();
  final Map<String, String> signature = new LinkedHashMap<>();
  final Map<String, String> associations = new LinkedHashMap<>();
  final Map<String, byte[]> parts = new LinkedHashMap<>();
  final SealDraft seal;
  final String setId;
  final String uniqueId;
  String mimeType = "text/xml";
  String wireId = "Document01";
  String cda;
  byte @Nullable [] sealed;
  String sealedSetId;
  byte @Nullable [] digested;
  String more = "";

  /**
   * @param number makes its identifiers
   */
  SubmissionDraft(World world, String ins, int number) {
    seal = new SealDraft(world);
    setId = ROOT + "3." + number;
    sealedSetId = setId;
    uniqueId = ROOT + "1." + number;
    cda = cda(ins, uniqueId, "20261120093000+0100", "1.2.250.1.213.1.1.1.55");
    describeSet(ins);
    common(document, ins);
    document.put("languageCode", slot("languageCode", "fr-FR"));
    document.put("title", name("Compte rendu d'essai"));
    document.put("classCode", code(Ebrim.CLASS, "10", "1.2.250.1.213.1.1.4.1"));
    document.put("typeCode", code(Ebrim.TYPE, "11502-2", "2.16.840.1.113883.6.1"));
    document.put(
        "formatCode", code(Ebrim.FORMAT, "urn:ihe:lab:xd-lab:2008", "1.3.6.1.4.1.19376.1.2.3"));
    document.put("confidentialityCode", code(Ebrim.CONFIDENTIALITY, "N", "2.16.840.1.113883.5.25"));
    document.put("facility", code(Ebrim.FACILITY, "SA25", "1.2.250.1.71.4.2.4"));
    document.put("practice", code(Ebrim.PRACTICE, "AMBULATOIRE", "1.2.250.1.213.1.1.4.9"));
    document.put("uniqueId", identifier(Ebrim.UNIQUE_ID, uniqueId));
    describeSignature(ins, number);
    associations.put("member", association(Ebrim.HAS_MEMBER, "Lot01", "Document01", original()));
    associations.put(
        "sealMember", association(Ebrim.HAS_MEMBER, "Lot01", "Signature01", original()));
    associations.put("signs", association(Ebrim.SIGNS, "Signature01", "Lot01"));
  }

  static String original() {
    return slot("SubmissionSetStatus", "Original");
  }

  private void describeSet(String ins) {
    set.put("submissionTime", slot("submissionTime", "20261120090000"));
    set.put("title", name("Lot d'essai"));
    set.put(
        "author",
        author(Ebrim.SET_AUTHOR, World.person(World.DOCTOR), World.institution(World.STRUCTURE)));
    set.put("contentTypeCode", code(Ebrim.SET_CONTENT, "07", "1.2.250.1.213.2.2"));
    set.put(
        "node",
        "<rim:Classification classifiedObject=\"Lot01\" classificationNode=\""
            + Ebrim.SUBMISSION_SET
            + "\"/>");
    set.put("patientId", identifier(Ebrim.SET_PATIENT, World.cx(ins)));
    set.put("sourceId", identifier(Ebrim.SET_SOURCE, "1.2.250.1.999.1.1"));
    set.put("uniqueId", identifier(Ebrim.SET_ID, setId));
  }

  private static void common(Map<String, String> entry, String ins) {
    entry.put("creationTime", slot("creationTime", "20261120083000"));
    entry.put("serviceStartTime", slot("serviceStartTime", "20261120070000"));
    entry.put("legalAuthenticator", slot("legalAuthenticator", World.person(World.DOCTOR)));
    entry.put("sourcePatientId", slot("sourcePatientId", World.cx(ins)));
    entry.put("sourcePatientInfo", slot("sourcePatientInfo", "PID-5|TESTNOM^TESTPRENOM^^^^^L"));
    entry.put(
        "author",
        author(Ebrim.AUTHOR, World.person(World.DOCTOR), World.institution(World.STRUCTURE)));
    entry.put("patientId", identifier(Ebrim.PATIENT, World.cx(ins)));
  }

  private void describeSignature(String ins, int number) {
    common(signature, ins);
    signature.put("languageCode", slot("languageCode", "art"));
    signature.put("title", name("Source"));
    signature.put("classCode", code(Ebrim.CLASS, "urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1", "URN"));
    signature.put("typeCode", code(Ebrim.TYPE, "E1762", "ASTM"));
    signature.put("formatCode", code(Ebrim.FORMAT, "http://www.w3.org/2000/09/xmldsig#", "URN"));
    signature.put(
        "confidentialityCode",
        code(Ebrim.CONFIDENTIALITY, "N", "2.16.840.1.113883.5.25")
            + code(Ebrim.CONFIDENTIALITY, "MASQUE_PS", "1.2.250.1.213.1.1.4.13")
            + code(Ebrim.CONFIDENTIALITY, "INVISIBLE_PATIENT", "1.2.250.1.213.1.1.4.13"));
    signature.put("eventCode", code(Ebrim.EVENT, "1.2.840.10065.1.12.1.14", "1.2.840.10065.1.12"));
    signature.put("uniqueId", identifier(Ebrim.UNIQUE_ID, ROOT + "2." + number));
  }

  /** In canonical form, so that its digest is that of its bytes. */
  static String cda(String ins, String id, String time, String template) {
    return "<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><templateId root=\"1.2.250.1.213.1.1.1.1\">"
        + "</templateId><templateId root=\""
        + template
        + "\"></templateId><id root=\""
        + id
        + "\"></id><code code=\"11502-2\" codeSystem=\"2.16.840.1.113883.6.1\"></code>"
        + "<title>Compte rendu d'essai</title><effectiveTime value=\""
        + time
        + "\"></effectiveTime><confidentialityCode code=\"N\"></confidentialityCode>"
        + "<languageCode code=\"fr-FR\"></languageCode><recordTarget><patientRole><id extension=\""
        + ins
        + "\" root=\"1.2.250.1.213.1.4.10\"></id></patientRole></recordTarget></ClinicalDocument>";
  }

  /** Shown to other professionals no more, or to the patient not yet. */
  SubmissionDraft marked(String visibility) {
    document.merge(
        "confidentialityCode",
        code(Ebrim.CONFIDENTIALITY, visibility, "1.2.250.1.213.1.1.4.13"),
        String::concat);
    return this;
  }

  SubmissionDraft replacing(String entryUuid) {
    associations.put("rplc", association(Ebrim.REPLACES, "Document01", entryUuid));
    return this;
  }

  /** The request; its parts are in {@link #parts} afterwards. */
  String xml() throws GeneralSecurityException {
    byte[] bytes = cda.getBytes(StandardCharsets.UTF_8);
    byte[] signed = sealed;
    parts.put("document@essai.invalid", bytes);
    if (!signature.isEmpty()) {
      parts.put(
          "signature@essai.invalid",
          signed != null
              ? signed
              : seal.xml(sealedSetId, Map.of(uniqueId, digested != null ? digested : bytes)));
    }
    return "<xdsb:ProvideAndRegisterDocumentSetRequest xmlns:xdsb=\"urn:ihe:iti:xds-b:2007\""
        + " xmlns:rim=\"urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0\""
        + " xmlns:xop=\"http://www.w3.org/2004/08/xop/include\">"
        + "<lcm:SubmitObjectsRequest xmlns:lcm=\"urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0\">"
        + "<rim:RegistryObjectList><rim:RegistryPackage id=\"Lot01\">"
        + String.join("", set.values())
        + "</rim:RegistryPackage>"
        + object("Document01", mimeType, document)
        + (signature.isEmpty() ? "" : object("Signature01", "text/xml", signature))
        + String.join("", associations.values())
        + "</rim:RegistryObjectList></lcm:SubmitObjectsRequest>"
        + wire(wireId, "document@essai.invalid")
        + (signature.isEmpty() ? "" : wire("Signature01", "signature@essai.invalid"))
        + more
        + "</xdsb:ProvideAndRegisterDocumentSetRequest>";
  }

  static String wire(String id, String part) {
    return "<xdsb:Document id=\""
        + id
        + "\"><xop:Include href=\"cid:"
        + part
        + "\"/></xdsb:Document>";
  }

  private static String object(String id, String mimeType, Map<String, String> pieces) {
    return "<rim:ExtrinsicObject id=\""
        + id
        + "\" mimeType=\""
        + mimeType
        + "\" objectType=\""
        + Ebrim.STABLE_DOCUMENT
        + "\">"
        + String.join("", pieces.values())
        + "</rim:ExtrinsicObject>";
  }
}
