// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import fr.relais.core.model.Content;
import fr.relais.core.model.Order;
import fr.relais.core.model.Problem;
import fr.relais.formats.fhir.FhirValidator;
import fr.relais.formats.fhir.OrderWriter;
import fr.relais.formats.fhir.Outcomes;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;

/** What is asked of the server as a whole: a prescription in one transaction, a validation. */
public final class SystemApi {
  private final OrderDesk desk;
  private final FhirValidator validator;
  private final Answer answer;

  SystemApi(OrderDesk desk, FhirValidator validator, Answer answer) {
    this.desk = desk;
    this.validator = validator;
    this.answer = answer;
  }

  @Transaction
  @Description(
      shortDefinition =
          "Déclare une prescription : un Patient, ses ServiceRequest, leur Practitioner et leur"
              + " Encounter ; tout est pris, ou rien.")
  public Bundle transaction(@TransactionParam Bundle bundle, RequestDetails details) {
    Session session = Session.of(details);
    OrderDesk.Taken taken =
        desk.take(
            session,
            Content.of(details.loadRequestContents()),
            details.getHeader("Idempotency-Key"));
    return answer(session, taken);
  }

  private static Bundle answer(Session session, OrderDesk.Taken taken) {
    Bundle made = new Bundle();
    made.setType(Bundle.BundleType.TRANSACTIONRESPONSE);
    // the same when the request is sent again
    made.setId(taken.orders().get(0).id());
    Iterator<Order> orders = taken.orders().iterator();
    Iterator<Boolean> created = taken.created().iterator();
    @Nullable OperationOutcome warnings =
        taken.warnings().isEmpty() ? null : Outcomes.of(taken.warnings());
    for (String type : taken.types()) {
      Bundle.BundleEntryComponent entry = made.addEntry();
      if (type.equals("ServiceRequest")) {
        Order order = orders.next();
        entry.setResource(OrderWriter.write(order, session.desk().cases().roster()));
        entry
            .getResponse()
            .setStatus(created.next() ? "201 Created" : "200 OK")
            .setLocation("ServiceRequest/" + order.id())
            .setOutcome(warnings);
      } else {
        entry
            .getResponse()
            .setStatus("200 OK")
            .setOutcome(
                Outcomes.said("Lu avec la prescription ; n'existe pas à part dans Relais."));
      }
    }
    return made;
  }

  @Operation(name = "$validate", manualRequest = true, manualResponse = true)
  @Description(
      shortDefinition =
          "Dit ce qui ne va pas dans une ressource ou un Bundle, envoyé tel quel dans le corps ;"
              + " rien n'est gardé.")
  public void validate(RequestDetails details, HttpServletResponse response) throws IOException {
    List<Problem> problems = validator.validate(Content.of(details.loadRequestContents()));
    answer.write(
        response,
        200,
        problems.isEmpty()
            ? Outcomes.said("Rien à redire : cette ressource peut être envoyée.")
            : Outcomes.of(problems));
  }
}
