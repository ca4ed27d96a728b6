// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.query.AdhocQueryRequest;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.query.ResponseOptionType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.AdhocQueryType;

/** Questions to the registry (dossier of national services 1.11; IHE ITI TF-2, ITI-18). */
final class StoredQueries {
  private static final String FIND_DOCUMENTS = "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d";
  private static final String GET_DOCUMENTS = "urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4";
  private static final String APPROVED = "urn:oasis:names:tc:ebxml-regrep:StatusType:Approved";

  private StoredQueries() {}

  /** TD3.1b: under which entryUUID is this document? */
  static AdhocQueryRequest entryOf(String uniqueId) {
    return query(GET_DOCUMENTS, "ObjectRef", Map.of("$XDSDocumentEntryUniqueId", list(uniqueId)));
  }

  /**
   * TD3.1a: which current documents does this patient have?
   *
   * @param patientId CX with the INS
   */
  static AdhocQueryRequest documents(String patientId, Instant since) {
    Map<String, String> slots = new LinkedHashMap<>();
    slots.put("$XDSDocumentEntryPatientId", quoted(patientId));
    slots.put("$XDSDocumentEntryStatus", list(APPROVED));
    slots.put("$XDSDocumentEntryCreationTimeFrom", DmpTime.of(since));
    return query(FIND_DOCUMENTS, "LeafClass", slots);
  }

  private static AdhocQueryRequest query(String id, String returns, Map<String, String> slots) {
    ResponseOptionType option = new ResponseOptionType();
    option.setReturnType(returns);
    option.setReturnComposedObjects(true);
    AdhocQueryType query = new AdhocQueryType();
    query.setId(id);
    slots.forEach((name, value) -> RegistryObjects.slot(query, name, value));
    AdhocQueryRequest request = new AdhocQueryRequest();
    request.setResponseOption(option);
    request.setAdhocQuery(query);
    return request;
  }

  private static String list(String value) {
    return "(" + quoted(value) + ")";
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
