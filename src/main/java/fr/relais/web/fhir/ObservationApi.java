// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;

/** The facts of the reports. */
public final class ObservationApi implements IResourceProvider {

  ObservationApi() {}

  @Override
  public Class<Observation> getResourceType() {
    return Observation.class;
  }

  @Read
  @Description(shortDefinition = "Une mesure d'un compte rendu.")
  public Observation read(@IdParam IdType id, RequestDetails details) {
    String whole = id.getIdPart();
    int last = whole.lastIndexOf('.');
    return Filed.find(Session.of(details), last < 0 ? "" : whole.substring(0, last)).stream()
        .flatMap(filed -> filed.writer().observations().stream())
        .filter(o -> o.getIdPart().equals(whole))
        .findFirst()
        .orElseThrow(Refusal::notFound);
  }

  @Search
  @Description(shortDefinition = "Les mesures des suivis non terminés de ce médecin.")
  public List<Observation> search(
      @OptionalParam(name = "_lastUpdated")
          @Description(shortDefinition = "reçues depuis : gt suivi d'un instant")
          @Nullable DateRangeParam range,
      RequestDetails details) {
    return Filed.changed(Session.of(details), range).stream()
        .flatMap(filed -> filed.writer().observations().stream())
        .toList();
  }
}
