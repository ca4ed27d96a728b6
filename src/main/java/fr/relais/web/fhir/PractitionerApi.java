// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import fr.relais.formats.fhir.PeopleWriter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Practitioner;

/** The doctors whom Relais knows: name and RPPS, never how they are reached. */
public final class PractitionerApi implements IResourceProvider {

  PractitionerApi() {}

  @Override
  public Class<Practitioner> getResourceType() {
    return Practitioner.class;
  }

  @Read
  @Description(shortDefinition = "Un médecin connu de Relais : son nom, son RPPS.")
  public Practitioner read(@IdParam IdType id, RequestDetails details) {
    return Session.of(details)
        .desk()
        .cases()
        .roster()
        .practitioner(id.getIdPart())
        .map(PeopleWriter::practitioner)
        .orElseThrow(Refusal::notFound);
  }
}
