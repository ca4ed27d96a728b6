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
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/** The originals, described. */
public final class DocumentApi implements IResourceProvider {

  DocumentApi() {}

  @Override
  public Class<DocumentReference> getResourceType() {
    return DocumentReference.class;
  }

  @Read
  @Description(shortDefinition = "Ce qu'est le message d'origine d'un compte rendu.")
  public DocumentReference read(@IdParam IdType id, RequestDetails details) {
    Session session = Session.of(details);
    return Filed.find(session, id.getIdPart())
        .map(filed -> filed.writer().document(filed.original(session)))
        .orElseThrow(Refusal::notFound);
  }

  @Search
  @Description(shortDefinition = "Les messages d'origine des suivis non terminés de ce médecin.")
  public List<DocumentReference> search(
      @OptionalParam(name = "_lastUpdated")
          @Description(shortDefinition = "reçus depuis : gt suivi d'un instant")
          @Nullable DateRangeParam range,
      RequestDetails details) {
    Session session = Session.of(details);
    return Filed.changed(session, range).stream()
        .map(filed -> filed.writer().document(filed.original(session)))
        .toList();
  }
}
