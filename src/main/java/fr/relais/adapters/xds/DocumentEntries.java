// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import fr.relais.core.model.Coding;
import fr.relais.core.model.DocumentMetadata;
import fr.relais.core.model.DocumentMetadata.Author;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.ExtrinsicObjectType;

/**
 * Describes a document to the registry (dossier of national services 1.7, DocumentEntry): hash,
 * size and address are left to the repository.
 */
final class DocumentEntries {
  static final String AUTHOR = "urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d";
  static final String CLASS = "urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a";
  static final String TYPE = "urn:uuid:f0306f51-975f-434e-a61c-c59651d33983";
  static final String FORMAT = "urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d";
  static final String CONFIDENTIALITY = "urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f";
  static final String FACILITY = "urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1";
  static final String PRACTICE = "urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead";
  static final String EVENT = "urn:uuid:2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4";
  static final String PATIENT_ID = "urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427";
  static final String UNIQUE_ID = "urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab";

  private static final String REFERENCES = "urn:ihe:iti:xds:2013:referenceIdList";

  private DocumentEntries() {}

  /**
   * Adds the entry.
   *
   * @param id the one that the document has in the request, case included
   * @param patientId CX with the INS
   */
  static void add(RegistryObjects all, String id, DocumentMetadata said, String patientId) {
    ExtrinsicObjectType entry = all.documentEntry(id, said.mimeType());
    slots(entry, said);
    entry.setName(RegistryObjects.text(said.title()));
    if (said.comments() != null) {
      entry.setDescription(RegistryObjects.text(said.comments()));
    }
    for (Author author : said.authors()) {
      all.author(entry, AUTHOR, author);
    }
    all.code(entry, CLASS, said.classCode());
    all.code(entry, TYPE, said.typeCode());
    all.code(entry, FORMAT, said.formatCode());
    for (Coding code : said.confidentiality()) {
      all.code(entry, CONFIDENTIALITY, code);
    }
    all.code(entry, FACILITY, said.facilityType());
    all.code(entry, PRACTICE, said.practiceSetting());
    for (Coding event : said.events()) {
      all.code(entry, EVENT, event);
    }
    all.identifier(entry, PATIENT_ID, "XDSDocumentEntry.patientId", patientId);
    all.identifier(entry, UNIQUE_ID, "XDSDocumentEntry.uniqueId", said.uniqueId());
  }

  private static void slots(ExtrinsicObjectType entry, DocumentMetadata said) {
    RegistryObjects.slot(entry, "creationTime", DmpTime.of(said.creationTime()));
    RegistryObjects.slot(entry, "languageCode", said.language());
    RegistryObjects.slot(entry, "legalAuthenticator", said.legalAuthenticator());
    RegistryObjects.slot(entry, "serviceStartTime", time(said.serviceStart()));
    RegistryObjects.slot(entry, "serviceStopTime", time(said.serviceStop()));
    RegistryObjects.slot(entry, "sourcePatientId", said.sourcePatientId());
    RegistryObjects.slot(entry, "sourcePatientInfo", said.sourcePatientInfo());
    RegistryObjects.slot(entry, REFERENCES, said.referenceIds());
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : DmpTime.of(time);
  }
}
