// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.RequestPriority;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;

/** What was asked: the ServiceRequests that a result answers, their numbers and who asked. */
final class Asked {
  private final Scope scope;
  private final Subject subject;
  private final ResultPeople people;
  private final Set<OrderNumbers> numbers = new LinkedHashSet<>();
  private final Set<PractitionerReference> requesters = new LinkedHashSet<>();
  private @Nullable RequestPriority priority;

  Asked(Scope scope, Subject subject) {
    this.scope = scope;
    this.subject = subject;
    this.people = new ResultPeople(scope);
  }

  /**
   * One request.
   *
   * @param filler the number that the laboratory gave to the report; null when it gave none
   */
  void take(Reference basedOn, Resource from, String place, @Nullable String filler) {
    if (!basedOn.hasReference() && basedOn.getIdentifier().hasValue()) {
      numbers(List.of(basedOn.getIdentifier()), filler);
      return;
    }
    Resource found = scope.needed(basedOn, from, place);
    if (found instanceof ServiceRequest request && scope.take(request)) {
      read(request, place, filler);
    }
  }

  private void read(ServiceRequest request, String place, @Nullable String filler) {
    if (request.hasSubject() && !subject.is(request.getSubject(), request)) {
      scope.findings.error(
          ProblemCode.SEVERAL_PATIENTS,
          place,
          "La demande concerne un autre patient que le résultat.",
          "Envoyez chaque résultat avec sa propre demande.");
    }
    List<Identifier> identifiers = new ArrayList<>(request.getIdentifier());
    if (identifiers.isEmpty()) {
      identifiers.add(request.getRequisition());
    }
    numbers(identifiers, filler);
    PractitionerReference who =
        people.practitioner(request.getRequester(), request, place + ".requester");
    if (who != null) {
      requesters.add(who);
    }
    RequestPriority said = priority(request);
    if (said != null && (priority == null || said.compareTo(priority) > 0)) {
      priority = said;
    }
  }

  private static @Nullable RequestPriority priority(ServiceRequest request) {
    if (request.getPriority() == null) {
      return null;
    }
    return switch (request.getPriority()) {
      case ROUTINE -> RequestPriority.ROUTINE;
      case URGENT -> RequestPriority.URGENT;
      case ASAP -> RequestPriority.ASAP;
      case STAT -> RequestPriority.STAT;
      case NULL -> null;
    };
  }

  /** A number without a type is that of whoever asked. */
  private void numbers(List<Identifier> identifiers, @Nullable String filler) {
    String executed = Identifiers.typed(identifiers, "FILL");
    executed = executed != null ? executed : Identifiers.typed(identifiers, "ACSN");
    executed = executed != null ? executed : filler;
    List<String> placers =
        identifiers.stream()
            .filter(one -> !Identifiers.typed(one, "FILL") && !Identifiers.typed(one, "ACSN"))
            .filter(Identifier::hasValue)
            .map(one -> one.getValue().strip())
            .distinct()
            .toList();
    if (placers.isEmpty() && executed != null) {
      numbers.add(new OrderNumbers(null, executed));
    }
    for (String placer : placers) {
      numbers.add(new OrderNumbers(placer, executed));
      executed = null;
    }
  }

  /** The laboratory's number of a result that answers no request. */
  void unasked(@Nullable String filler) {
    if (numbers.isEmpty() && filler != null) {
      numbers.add(new OrderNumbers(null, filler));
    }
  }

  List<OrderNumbers> orders() {
    return List.copyOf(numbers);
  }

  @Nullable RequestPriority priority() {
    return priority;
  }

  /** Null when nobody is named, and when the requests do not agree. */
  @Nullable PractitionerReference requester() {
    if (requesters.size() > 1) {
      scope.findings.warning(
          ProblemCode.REQUESTERS_DISAGREE,
          "ServiceRequest.requester",
          "Les demandes de ce résultat nomment des prescripteurs différents ; aucun n'est retenu.",
          "Envoyez un DiagnosticReport par prescripteur.");
      return null;
    }
    return requesters.isEmpty() ? null : requesters.iterator().next();
  }
}
