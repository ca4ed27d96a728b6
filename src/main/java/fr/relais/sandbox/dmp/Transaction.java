// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import org.jspecify.annotations.Nullable;

/** What can be asked, each with its SOAP action and the service that it belongs to. */
public enum Transaction {
  /** TD0.2, existence and authorisation. */
  EXISTENCE("urn:hl7-org:v3:PRPA_IN201307UV02", "urn:hl7-org:v3:PRPA_IN201308UV02", "patients"),
  /** TD0.3, a doctor declares that the patient lets him read, or does no longer. */
  AUTHORISE(
      "urn:si-dmp-habilitations:HabilitationsEndPoint:setAuthorization",
      "urn:si-dmp-habilitations:HabilitationsEndPoint:setAuthorizationResponse",
      "habilitations"),
  /** TD2.1, alimentation (ITI-41). */
  PUBLISH(
      "urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b",
      "urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-bResponse",
      "repository"),
  /** TD3.1a and TD3.1b, stored queries (ITI-18). */
  QUERY(
      "urn:ihe:iti:2007:RegistryStoredQuery",
      "urn:ihe:iti:2007:RegistryStoredQueryResponse",
      "registry"),
  /** TD3.2, retrieval (ITI-43); its answer is always multipart. */
  RETRIEVE(
      "urn:ihe:iti:2007:RetrieveDocumentSet",
      "urn:ihe:iti:2007:RetrieveDocumentSetResponse",
      "repository"),
  /** TD3.3, changes (ITI-57), of which only the deletion of one's own is allowed here. */
  UPDATE(
      "urn:ihe:iti:2010:UpdateDocumentSet",
      "urn:ihe:iti:2010:UpdateDocumentSetResponse",
      "registry");

  private final String action;
  private final String answer;
  private final String service;

  Transaction(String action, String answer, String service) {
    this.action = action;
    this.answer = answer;
    this.service = service;
  }

  String action() {
    return action;
  }

  /** The action of its answer. */
  String answer() {
    return answer;
  }

  /** Last step of the path. */
  String service() {
    return service;
  }

  /** By action; null when there is none such. */
  static @Nullable Transaction of(String action) {
    for (Transaction transaction : values()) {
      if (transaction.action.equals(action)) {
        return transaction;
      }
    }
    return null;
  }
}
