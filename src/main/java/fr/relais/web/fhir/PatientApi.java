// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;

/** The patient of one report, as that report names him. Nobody is searched for. */
public final class PatientApi implements IResourceProvider {

  PatientApi() {}

  @Override
  public Class<Patient> getResourceType() {
    return Patient.class;
  }

  @Read
  @Description(shortDefinition = "Le patient d'un compte rendu, tel que ce compte rendu le nomme.")
  public Patient read(@IdParam IdType id, RequestDetails details) {
    return Filed.find(Session.of(details), id.getIdPart())
        .map(filed -> filed.writer().patient())
        .orElseThrow(Refusal::notFound);
  }
}
