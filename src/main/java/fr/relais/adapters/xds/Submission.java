// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import fr.relais.core.model.Coding;
import fr.relais.core.model.Content;
import fr.relais.core.model.DocumentMetadata;
import fr.relais.core.model.DocumentMetadata.Author;
import fr.relais.core.model.Publication;
import jakarta.activation.DataHandler;
import java.util.List;
import org.apache.cxf.attachment.ByteDataSource;
import org.jspecify.annotations.Nullable;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.ProvideAndRegisterDocumentSetRequestType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.lcm.SubmitObjectsRequest;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.RegistryPackageType;

/**
 * What is asked of the DMP for one publication: TD2.1 (ITI-41) and TD3.3c (ITI-57), as the dossier
 * of national services describes them in 1.7 to 1.9. The same publication makes the same
 * identifiers at each try.
 */
final class Submission {
  private static final String SET = "SubmissionSet01";
  private static final String DOCUMENT = "Document01";
  private static final String SIGNATURE = "Signature01";

  private static final String SET_NODE = "urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd";
  private static final String SET_AUTHOR = "urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d";
  private static final String CONTENT_TYPE = "urn:uuid:aa543740-bdda-424e-8c96-df4873be8500";
  private static final String SET_PATIENT = "urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446";
  private static final String SET_SOURCE = "urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832";
  private static final String SET_ID = "urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8";

  private static final String MEMBER = "urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember";
  private static final String SIGNS = "urn:ihe:iti:2007:AssociationType:signs";
  private static final String REPLACES = "urn:ihe:iti:2007:AssociationType:RPLC";
  private static final String UPDATES_STATUS =
      "urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus";
  private static final String APPROVED = "urn:oasis:names:tc:ebxml-regrep:StatusType:Approved";
  private static final String DELETED = "urn:asip:ci-sis:2010:StatusType:Deleted";

  private final Publication publication;
  private final String sourceId;
  private final String patientId;
  private final Author submitter;

  /**
   * Prepares it.
   *
   * @param sourceId OID of this system
   * @throws DmpFailure when the patient has no qualified INS
   */
  Submission(Publication publication, DmpStructure structure, String sourceId) throws DmpFailure {
    this.publication = publication;
    this.sourceId = sourceId;
    this.patientId = Acting.patientId(publication.patient());
    this.submitter = SubmissionAuthor.of(publication.submitter(), structure);
  }

  /**
   * TD2.1: the document, the signature of the set, and their descriptions.
   *
   * @param signature over the set
   * @param replaced entryUUID of the entry that this one takes the place of; null when none
   */
  ProvideAndRegisterDocumentSetRequestType filing(
      DocumentMetadata said, Content document, byte[] signature, @Nullable String replaced) {
    RegistryObjects all = new RegistryObjects();
    set(all, contentType(said.typeCode()));
    DocumentEntries.add(all, DOCUMENT, said, patientId);
    DocumentEntries.add(all, SIGNATURE, signatureEntry(said), patientId);
    all.association(MEMBER, SET, DOCUMENT, "SubmissionSetStatus", "Original");
    all.association(MEMBER, SET, SIGNATURE, "SubmissionSetStatus", "Original");
    all.association(SIGNS, SIGNATURE, SET);
    if (replaced != null) {
      all.association(REPLACES, DOCUMENT, replaced);
    }
    ProvideAndRegisterDocumentSetRequestType request =
        new ProvideAndRegisterDocumentSetRequestType();
    request.setSubmitObjectsRequest(all.request());
    request.getDocument().add(part(DOCUMENT, said.mimeType(), document.bytes()));
    request.getDocument().add(part(SIGNATURE, "text/xml", signature));
    return request;
  }

  /** TD3.3c: the entry is marked as deleted. */
  SubmitObjectsRequest deletion(String entry) {
    RegistryObjects all = new RegistryObjects();
    set(all, CARE);
    all.association(UPDATES_STATUS, SET, entry, "OriginalStatus", APPROVED, "NewStatus", DELETED);
    return all.request();
  }

  private void set(RegistryObjects all, Coding contentType) {
    RegistryPackageType set = all.registryPackage(SET);
    RegistryObjects.slot(set, "submissionTime", DmpTime.of(publication.submittedAt()));
    all.author(set, SET_AUTHOR, submitter);
    all.code(set, CONTENT_TYPE, contentType);
    all.node(set, SET_NODE);
    all.identifier(set, SET_PATIENT, "XDSSubmissionSet.patientId", patientId);
    all.identifier(set, SET_SOURCE, "XDSSubmissionSet.sourceId", sourceId);
    all.identifier(set, SET_ID, "XDSSubmissionSet.uniqueId", publication.submissionId());
  }

  /** What the activity was (JDV_J59): examinations of biology, else a consultation. */
  private static final Coding CARE = new Coding("07", "1.2.250.1.213.2.2", "Consultation");

  private static final Coding BIOLOGY =
      new Coding("26", "1.2.250.1.213.2.2", "Analyses biologiques");

  private static Coding contentType(Coding type) {
    return type.code().equals("11502-2") ? BIOLOGY : CARE;
  }

  /** The signature is one more document of the set, which nobody is shown (1.8). */
  private DocumentMetadata signatureEntry(DocumentMetadata signed) {
    String visibility = "1.2.250.1.213.1.1.4.13";
    return new DocumentMetadata(
        publication.submissionId() + ".1",
        "text/xml",
        "Source",
        null,
        new Coding("urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1", "URN", "Digital Signature"),
        new Coding("E1762", "ASTM", "Full Document"),
        new Coding("http://www.w3.org/2000/09/xmldsig#", "URN", "Default Signature Style"),
        signed.facilityType(),
        signed.practiceSetting(),
        List.of(
            new Coding("N", "2.16.840.1.113883.5.25", "Normal"),
            new Coding("MASQUE_PS", visibility, "Masqué aux professionnels de santé"),
            new Coding("INVISIBLE_PATIENT", visibility, "Non visible par le patient")),
        List.of(new Coding("1.2.840.10065.1.12.1.14", "1.2.840.10065.1.12", "Source")),
        List.of(submitter),
        submitter.person(),
        publication.submittedAt(),
        publication.submittedAt(),
        publication.submittedAt(),
        "art",
        signed.sourcePatientId(),
        signed.sourcePatientInfo(),
        List.of());
  }

  private static ProvideAndRegisterDocumentSetRequestType.Document part(
      String id, String mimeType, byte[] bytes) {
    ProvideAndRegisterDocumentSetRequestType.Document part =
        new ProvideAndRegisterDocumentSetRequestType.Document();
    part.setId(id);
    part.setValue(new DataHandler(new ByteDataSource(bytes, mimeType)));
    return part;
  }
}
