// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.flow.StoreUnavailable;
import fr.relais.formats.fhir.Outcomes;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the sender is told when something fails: French, with a cure, and nothing of what was sent.
 * HAPI's own messages repeat the request, so they go neither to the answer nor to the log.
 */
@Interceptor
public final class FrenchFailures {
  private static final Logger LOG = LoggerFactory.getLogger(FrenchFailures.class);

  private final Answer answer;

  FrenchFailures(Answer answer) {
    this.answer = answer;
  }

  /** False: the answer is written, HAPI writes none. */
  @Hook(Pointcut.SERVER_HANDLE_EXCEPTION)
  public boolean tell(BaseServerResponseException failure, HttpServletResponse response)
      throws IOException {
    if (failure instanceof Refusal refusal) {
      answer.write(
          response, refusal.getStatusCode(), (OperationOutcome) refusal.getOperationOutcome());
      return false;
    }
    boolean later = causedBy(failure, StoreUnavailable.class);
    int status = later ? 503 : failure.getStatusCode();
    if (status == 500) {
      LOG.warn("a FHIR request failed: {}", root(failure).getClass().getName());
    }
    if (later) {
      response.setHeader("Retry-After", "10");
    }
    answer.write(response, status, Outcomes.of(List.of(problem(status))));
    return false;
  }

  private static boolean causedBy(@Nullable Throwable failure, Class<?> type) {
    return failure != null && (type.isInstance(failure) || causedBy(failure.getCause(), type));
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }

  private static Problem problem(int status) {
    return switch (status) {
      case 404, 410 ->
          Problem.error(
              ProblemCode.FIELD_NOT_UNDERSTOOD,
              "",
              "Cette adresse ne mène à rien.",
              "Voyez ce qui est servi : GET /fhir/metadata.");
      case 405, 501 ->
          Problem.error(
              ProblemCode.MESSAGE_TYPE_NOT_READ,
              "",
              "Cette opération n'existe pas ici.",
              "Voyez ce qui est servi : GET /fhir/metadata.");
      case 503 ->
          Problem.error(
              ProblemCode.TRY_LATER,
              "",
              "Relais ne peut pas répondre maintenant.",
              "Réessayez dans quelques secondes, avec la même Idempotency-Key.");
      case 500 ->
          Problem.error(
              ProblemCode.PROCESSING_FAILED,
              "",
              "Relais n'a pas su traiter cette demande.",
              "Réessayez ; si cela dure, prévenez l'exploitant.");
      default ->
          Problem.error(
              ProblemCode.FIELD_NOT_UNDERSTOOD,
              "",
              "Un paramètre, un en-tête ou le corps de la demande n'est pas compris.",
              "Comparez avec GET /fhir/metadata ; aucune identité ne se cherche par l'adresse.");
    };
  }
}
