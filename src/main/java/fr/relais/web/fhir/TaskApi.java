// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import fr.relais.core.decide.Acts;
import fr.relais.core.decide.Rights;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Order;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.ReportVersion;
import fr.relais.flow.Cases;
import fr.relais.formats.fhir.FollowUpWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;

/** Follow-ups: what waits for this doctor, and what he does with it. */
public final class TaskApi implements IResourceProvider {

  TaskApi() {}

  @Override
  public Class<Task> getResourceType() {
    return Task.class;
  }

  @Read
  @Description(shortDefinition = "Un suivi, terminé ou non.")
  public Task read(@IdParam IdType id, RequestDetails details) {
    Session session = Session.of(details);
    return task(session, visible(session, id.getIdPart()));
  }

  /** By its id only: short references come round again. */
  private static Cases.Case visible(Session session, String id) {
    return session
        .desk()
        .cases()
        .read(session.caller(), id, null)
        .filter(found -> found.row().id().equals(id))
        .filter(found -> found.reading().view() != Rights.View.HANDED_ELSEWHERE)
        .orElseThrow(Refusal::notFound);
  }

  private static Task task(Session session, Cases.Case found) {
    boolean readable = found.reading().sees(Rights.Field.VALUES);
    return task(session, found.row(), readable ? found.latest() : null, found.orders());
  }

  private static Task task(
      Session session, FollowUp row, @Nullable ReportVersion latest, List<Order> orders) {
    Cases cases = session.desk().cases();
    return new FollowUpWriter(cases.roster())
        .task(
            row,
            cases.changedAt(row),
            latest == null ? null : Filed.id(row.id(), latest.id()),
            orders.stream()
                .filter(order -> order.requester().equals(session.caller()))
                .map(Order::id)
                .findFirst()
                .orElse(null));
  }

  @Search
  @Description(shortDefinition = "Les suivis non terminés qui concernent ce médecin.")
  public List<Task> search(
      @OptionalParam(name = "owner")
          @Description(shortDefinition = "le responsable : Practitioner/identifiant")
          @Nullable ReferenceParam owner,
      @OptionalParam(name = "status")
          @Description(shortDefinition = "un ou plusieurs statuts, séparés par des virgules")
          @Nullable TokenOrListParam status,
      @OptionalParam(name = "_lastUpdated")
          @Description(shortDefinition = "changés depuis : gt suivi d'un instant")
          @Nullable DateRangeParam range,
      RequestDetails details) {
    Session session = Session.of(details);
    List<Task> tasks = new ArrayList<>();
    for (Cases.Line line : session.desk().cases().list(session.caller(), Filed.LINES_MAX)) {
      FollowUp row = line.row();
      boolean asked =
          line.reading().view() != Rights.View.HANDED_ELSEWHERE
              && (owner == null || row.owner().equals(owner.getIdPart()))
              && (status == null
                  || status.getValuesAsQueryTokens().stream()
                      .anyMatch(s -> row.state().fhir().equals(s.getValue())));
      if (asked && Filed.within(session.desk().cases().changedAt(row), range)) {
        boolean readable = line.reading().sees(Rights.Field.VALUES);
        tasks.add(task(session, row, readable ? line.latest() : null, line.orders()));
      }
    }
    return tasks;
  }

  @Operation(name = "$act")
  @Description(
      shortDefinition =
          "Fait un geste au nom de ce médecin : open, take, give-up, decide, attempt-failed,"
              + " note-outcome, see-withdrawal, reopen, offer, accept, refuse, note-call.")
  public Task act(
      @IdParam IdType id,
      @OperationParam(name = "act", min = 1, max = 1) @Nullable CodeType act,
      @OperationParam(name = "decision", max = 1) @Nullable CodeType decision,
      @OperationParam(name = "outcome", max = 1) @Nullable CodeType outcome,
      @OperationParam(name = "to", max = 1) @Nullable Reference to,
      @OperationParam(name = "note", max = 1) @Nullable StringType note,
      RequestDetails details) {
    Session session = Session.of(details);
    Instant now = session.desk().clock().instant();
    visible(session, id.getIdPart());
    Gesture gesture = new Gesture(act, decision, outcome, to, note);
    Acts.Result result =
        session.desk().followUps().act(id.getIdPart(), gesture.act(session.caller(), now));
    if (result instanceof Acts.Result.Refused refused) {
      throw Refusal.of(
          409,
          ProblemCode.PROCESSING_FAILED,
          "Task",
          refused.reason(),
          "Relisez le suivi : son état dit ce qui peut être fait.");
    }
    return task(session, visible(session, id.getIdPart()));
  }
}
