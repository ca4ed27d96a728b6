// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.RequiredParam;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import fr.relais.core.model.Content;
import fr.relais.core.model.Order;
import fr.relais.core.model.ProblemCode;
import fr.relais.formats.fhir.OrderWriter;
import fr.relais.formats.fhir.Outcomes;
import fr.relais.formats.fhir.Uris;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;

/** Orders: one is declared, one's own are read. */
public final class OrderApi implements IResourceProvider {
  private final OrderDesk desk;

  OrderApi(OrderDesk desk) {
    this.desk = desk;
  }

  @Override
  public Class<ServiceRequest> getResourceType() {
    return ServiceRequest.class;
  }

  @Create
  @Description(shortDefinition = "Déclare une prescription qui contient son patient.")
  public MethodOutcome create(
      @ResourceParam ServiceRequest request,
      @ConditionalUrlParam @Nullable String condition,
      RequestDetails details) {
    Session session = Session.of(details);
    if (condition != null) {
      condition(condition, request);
    }
    OrderDesk.Taken taken =
        desk.take(
            session,
            Content.of(details.loadRequestContents()),
            details.getHeader("Idempotency-Key"));
    Order order = taken.orders().get(0);
    MethodOutcome outcome =
        new MethodOutcome(new IdType("ServiceRequest", order.id()), taken.created().get(0));
    outcome.setResource(OrderWriter.write(order, session.desk().cases().roster()));
    if (!taken.warnings().isEmpty()) {
      outcome.setOperationOutcome(Outcomes.of(taken.warnings()));
    }
    return outcome;
  }

  private static void condition(String condition, ServiceRequest request) {
    String plain = URLDecoder.decode(condition, StandardCharsets.UTF_8);
    String asked = plain.substring(plain.indexOf('?') + 1);
    boolean own =
        request.getIdentifier().stream()
            .anyMatch(i -> asked.equals("identifier=" + i.getSystem() + "|" + i.getValue()));
    if (!own) {
      throw Refusal.of(
          422,
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "",
          "If-None-Exist ne porte pas sur l'identifier de cette prescription.",
          "Écrivez identifier=système|valeur, ceux du ServiceRequest.");
    }
  }

  @Read
  @Description(shortDefinition = "Une prescription de ce médecin.")
  public ServiceRequest read(@IdParam IdType id, RequestDetails details) {
    Session session = Session.of(details);
    return session
        .desk()
        .cases()
        .order(session.caller(), id.getIdPart())
        .map(order -> OrderWriter.write(order, session.desk().cases().roster()))
        .orElseThrow(Refusal::notFound);
  }

  @Search
  @Description(shortDefinition = "Les prescriptions de ce médecin qui portent ce numéro.")
  public List<ServiceRequest> search(
      @RequiredParam(name = "identifier")
          @Description(shortDefinition = "système|valeur : le numéro donné par le logiciel")
          TokenParam identifier,
      RequestDetails details) {
    Session session = Session.of(details);
    String system = Objects.requireNonNullElse(identifier.getSystem(), "");
    if (Uris.identity(system)) {
      throw Refusal.of(
          400,
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "",
          "Aucune identité ne se cherche par l'adresse.",
          "Cherchez par le numéro de la prescription.");
    }
    return session
        .desk()
        .orders()
        .byPlacer(system.isEmpty() ? null : system, identifier.getValue())
        .flatMap(found -> session.desk().cases().order(session.caller(), found.id()))
        .map(order -> List.of(OrderWriter.write(order, session.desk().cases().roster())))
        .orElse(List.of());
  }
}
