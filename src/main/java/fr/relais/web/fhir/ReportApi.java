// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.IncludeParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/** Reports, with their observations when the reader asks for them. */
public final class ReportApi implements IResourceProvider {

  ReportApi() {}

  @Override
  public Class<DiagnosticReport> getResourceType() {
    return DiagnosticReport.class;
  }

  @Read
  @Description(shortDefinition = "Un compte rendu.")
  public DiagnosticReport read(@IdParam IdType id, RequestDetails details) {
    return Filed.find(Session.of(details), id.getIdPart())
        .map(filed -> filed.writer().report(filed.writer().observations()))
        .orElseThrow(Refusal::notFound);
  }

  @Search
  @Description(shortDefinition = "Les comptes rendus des suivis non terminés de ce médecin.")
  public List<DiagnosticReport> search(
      @OptionalParam(name = "_lastUpdated")
          @Description(shortDefinition = "reçus depuis : gt suivi d'un instant")
          @Nullable DateRangeParam range,
      @IncludeParam(allow = "DiagnosticReport:result") @Nullable Set<Include> includes,
      RequestDetails details) {
    return Filed.changed(Session.of(details), range).stream()
        .map(filed -> filed.writer().report(filed.writer().observations()))
        .toList();
  }
}
