// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.IdType;

/** The originals, byte for byte. */
public final class BinaryApi implements IResourceProvider {

  BinaryApi() {}

  @Override
  public Class<Binary> getResourceType() {
    return Binary.class;
  }

  @Read
  @Description(shortDefinition = "Le message d'origine, octet pour octet.")
  public Binary read(@IdParam IdType id, RequestDetails details) {
    Session session = Session.of(details);
    return Filed.find(session, id.getIdPart())
        .map(filed -> filed.writer().binary(filed.original(session)))
        .orElseThrow(Refusal::notFound);
  }
}
