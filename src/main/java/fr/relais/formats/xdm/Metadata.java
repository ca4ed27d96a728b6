// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.Coding;
import fr.relais.core.model.Content;
import fr.relais.core.model.DerivedOid;
import fr.relais.core.model.DocumentMetadata;
import fr.relais.core.model.Letter;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Site;
import fr.relais.formats.cda.CdaHeader;
import fr.relais.formats.cda.CdaHeader.Identifier;
import fr.relais.formats.cda.CdaHeader.Organisation;
import fr.relais.formats.cda.CdaHeader.Party;
import fr.relais.formats.cda.CdaHeader.ServiceEvent;
import fr.relais.formats.xml.XmlOutput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * METADATA.XML (IHE ITI TF-3 section 4.2, CI-SIS volet "échange de documents"): one document and
 * the set that it is sent in, described from the document's own header.
 */
final class Metadata {
  private static final String CONFIDENTIALITY = "urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f";

  private final Registry registry;
  private final XmlOutput out;
  private final Letter letter;
  private final CdaHeader header;
  private final DocumentMetadata description;
  private final Content document;
  private final String entry;
  private final String set;
  private final boolean qualified;

  Metadata(Letter letter, ReportVersion version, CdaHeader header, Content document) {
    this.letter = letter;
    this.header = header;
    this.description = Description.of(header, version.report().flags(), version.report().patient());
    this.document = document;
    this.qualified = version.report().patient().hasQualifiedIns();
    this.registry = new Registry(letter.delivery().id());
    this.out = registry.out();
    this.entry = registry.nextId();
    this.set = registry.nextId();
  }

  byte[] bytes() {
    out.open(
        "lcm:SubmitObjectsRequest",
        "xmlns:lcm",
        "urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0",
        "xmlns",
        "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0");
    out.open("RegistryObjectList");
    documentEntry();
    submissionSet();
    return out.close().close().bytes();
  }

  private void documentEntry() {
    out.open(
        "ExtrinsicObject",
        "id",
        entry,
        "mimeType",
        "text/xml",
        "objectType",
        "urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1");
    slots();
    registry.name(description.title());
    authors();
    codes();
    registry.external(
        entry,
        "urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427",
        "XDSDocumentEntry.patientId",
        patientId());
    registry.external(
        entry,
        "urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab",
        "XDSDocumentEntry.uniqueId",
        description.uniqueId());
    out.close();
  }

  private void slots() {
    List<ServiceEvent> events = header.serviceEvents();
    ServiceEvent act = events.isEmpty() ? null : events.get(0);
    // a day alone stays a day
    registry.slot("creationTime", UtcTimes.of(header.effectiveTime()));
    registry.slot("languageCode", description.language());
    registry.slot("legalAuthenticator", description.legalAuthenticator());
    registry.slot("serviceStartTime", act == null ? null : UtcTimes.of(act.low()));
    registry.slot("serviceStopTime", act == null ? null : UtcTimes.of(act.high()));
    String local = description.sourcePatientId();
    registry.slot("sourcePatientId", local.isEmpty() ? null : local);
    registry.slot("sourcePatientInfo", description.sourcePatientInfo().toArray(String[]::new));
    registry.slot("hash", Sha1.hex(document.bytes()));
    registry.slot("size", Integer.toString(document.size()));
    registry.slot("URI", XdmWriter.DOCUMENT);
    if (letter.corrects() || !header.replaces().isEmpty()) {
      registry.slot("urn:action:extraMetadataSlot", "C");
    }
  }

  private void authors() {
    for (DocumentMetadata.Author author : description.authors()) {
      author(entry, "urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d", author);
    }
  }

  private void author(String object, String scheme, DocumentMetadata.Author author) {
    registry.open(object, scheme, "");
    registry.slot("authorPerson", author.person());
    registry.slot("authorInstitution", author.institution());
    registry.slot("authorSpecialty", author.specialty());
    out.close();
  }

  private void codes() {
    registry.code(entry, "urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a", description.classCode());
    registry.code(entry, "urn:uuid:f0306f51-975f-434e-a61c-c59651d33983", description.typeCode());
    registry.code(entry, "urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d", description.formatCode());
    description.confidentiality().forEach(code -> registry.code(entry, CONFIDENTIALITY, code));
    registry.code(
        entry, "urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1", description.facilityType());
    registry.code(
        entry, "urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead", description.practiceSetting());
    description
        .events()
        .forEach(act -> registry.code(entry, "urn:uuid:2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4", act));
  }

  private void submissionSet() {
    out.open(
        "RegistryPackage",
        "id",
        set,
        "objectType",
        "urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:RegistryPackage");
    registry.slot("submissionTime", UtcTimes.of(letter.at()));
    registry.name(description.title());
    author(set, "urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d", Description.author(sender()));
    registry.code(
        set,
        "urn:uuid:aa543740-bdda-424e-8c96-df4873be8500",
        new Coding("97", "1.2.250.1.213.2.2", "Activité non précisée"));
    registry.external(
        set,
        "urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446",
        "XDSSubmissionSet.patientId",
        patientId());
    registry.external(
        set,
        "urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832",
        "XDSSubmissionSet.sourceId",
        DerivedOid.of("xdm", "source"));
    registry.external(
        set,
        "urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8",
        "XDSSubmissionSet.uniqueId",
        DerivedOid.of("xdm", "set", letter.delivery().id()));
    out.close();
    membership();
  }

  /** That the package is a submission set, and that the document is in it. */
  private void membership() {
    out.leaf(
        "Classification",
        "id",
        registry.nextId(),
        "classifiedObject",
        set,
        "classificationNode",
        "urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd");
    out.open(
        "Association",
        "id",
        registry.nextId(),
        "associationType",
        "urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember",
        "sourceObject",
        set,
        "targetObject",
        entry);
    registry.slot("SubmissionSetStatus", "Original");
    out.close();
  }

  /** Relais, in the structure of the site; the laboratory's custodian when no site is known. */
  private Party sender() {
    Site site = letter.site();
    String finess = site == null ? null : site.finess();
    Organisation structure =
        site == null || finess == null
            ? header.custodian()
            : new Organisation(
                List.of(new Identifier("1.2.250.1.71.4.2.2", "1" + finess)), site.name());
    String number = finess == null ? "relais" : "3" + finess + "/relais";
    List<Identifier> ids = List.of(new Identifier("1.2.250.1.71.4.2.1", number));
    return new Party(ids, null, null, null, null, null, "Relais", structure);
  }

  /** The INS of a qualified identity alone; else the sender's number, else one of ours. */
  private String patientId() {
    Identifier id = qualified ? People.patientId(header) : People.senderId(header);
    Identifier own = new Identifier(DerivedOid.of("xdm", "patients"), letter.followUp().id());
    return text(People.patient(id == null ? own : id));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
