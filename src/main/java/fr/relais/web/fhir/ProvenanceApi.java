// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.RequiredParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import fr.relais.core.decide.Rights;
import fr.relais.formats.fhir.FollowUpWriter;
import java.util.List;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Provenance;

/** Who was responsible for a follow-up, and since when. */
public final class ProvenanceApi implements IResourceProvider {

  ProvenanceApi() {}

  @Override
  public Class<Provenance> getResourceType() {
    return Provenance.class;
  }

  @Read
  @Description(shortDefinition = "Un changement de responsable.")
  public Provenance read(@IdParam IdType id, RequestDetails details) {
    int point = id.getIdPart().indexOf('.');
    String followUp = point < 0 ? "" : id.getIdPart().substring(0, point);
    return changes(Session.of(details), followUp).stream()
        .filter(p -> p.getIdPart().equals(id.getIdPart()))
        .findFirst()
        .orElseThrow(Refusal::notFound);
  }

  @Search
  @Description(shortDefinition = "Les changements de responsable d'un suivi.")
  public List<Provenance> search(
      @RequiredParam(name = "target") @Description(shortDefinition = "le suivi : Task/identifiant")
          ReferenceParam target,
      RequestDetails details) {
    return changes(Session.of(details), target.getIdPart());
  }

  private static List<Provenance> changes(Session session, String followUp) {
    return session
        .desk()
        .cases()
        .read(session.caller(), followUp, null)
        .filter(found -> found.row().id().equals(followUp))
        .filter(found -> found.reading().view() == Rights.View.WHOLE)
        .map(found -> new FollowUpWriter(found.roster()).changes(followUp, found.history()))
        .orElse(List.of());
  }
}
