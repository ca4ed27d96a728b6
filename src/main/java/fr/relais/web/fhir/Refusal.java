// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.formats.fhir.Outcomes;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;

/** A request that is not done, with what its sender is told. */
final class Refusal extends BaseServerResponseException {
  private static final long serialVersionUID = 1L;

  private Refusal(int status, OperationOutcome outcome) {
    super(status, "refused", outcome);
  }

  static Refusal of(int status, List<Problem> problems) {
    return new Refusal(status, Outcomes.of(problems));
  }

  static Refusal of(int status, ProblemCode code, String place, String cause, String cure) {
    return of(status, List.of(Problem.error(code, place, cause, cure)));
  }

  /** The same whether it does not exist or is another's. */
  static Refusal notFound() {
    return of(
        404,
        ProblemCode.FIELD_NOT_UNDERSTOOD,
        "",
        "Rien ne porte cet identifiant, ou vous n'y avez pas accès.",
        "Partez d'une recherche : elle ne rend que ce qui vous est confié.");
  }
}
