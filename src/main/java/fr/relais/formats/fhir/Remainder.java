// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.ProblemCode;
import fr.relais.formats.fhir.ResultGroups.Group;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Media;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** What of a message no result took: nothing that is a fact may be left. */
final class Remainder {
  private final Bundled message;
  private final Set<Resource> taken;
  private final Findings findings;

  Remainder(Bundled message, Set<Resource> taken, Findings findings) {
    this.message = message;
    this.taken = taken;
    this.findings = findings;
  }

  /**
   * @param followed whether the links of any result were followed: where each is refused for want
   *     of a patient, that its facts are linked to nothing would be untrue
   */
  void check(List<Group> groups, boolean followed) {
    Stream<Resource> facts =
        Stream.of(Observation.class, Binary.class, Media.class)
            .flatMap(type -> message.everywhere(type).stream());
    if (followed && facts.anyMatch(fact -> !taken.contains(fact))) {
      findings.error(
          ProblemCode.COUNT_MISMATCH,
          "Bundle.entry",
          "Un résultat ou un document du message n'est relié à aucun compte rendu.",
          "Reliez chaque Observation par DiagnosticReport.result ou hasMember, chaque document par"
              + " DocumentReference.content ou presentedForm.");
    }
    if (followed
        && message.all(ServiceRequest.class).stream().anyMatch(one -> !taken.contains(one))) {
      findings.warning(
          ProblemCode.CONTENT_OUTSIDE,
          "Bundle.entry",
          "Une demande du message n'est reliée à aucun compte rendu ; elle n'a pas été reprise.",
          "Reliez-la par DiagnosticReport.basedOn.");
    }
    for (Bundled.Entry entry : message.entries()) {
      String patched = entry.patched();
      if (patched != null && !superseded((Parameters) entry.resource(), patched, groups)) {
        findings.error(
            ProblemCode.MESSAGE_TYPE_NOT_READ,
            entry.place(),
            "Une entrée change une ressource qui n'est pas dans le message.",
            "Seul est lu le changement qui dit remplacé (superseded) le document que remplace un"
                + " DocumentReference du même Bundle.");
      }
    }
  }

  /** The change that goes with a replacement in PDSm: the replaced document is said superseded. */
  private static boolean superseded(Parameters change, String patched, List<Group> groups) {
    boolean replaced =
        groups.stream()
            .flatMap(group -> group.documents().stream())
            .flatMap(document -> document.getRelatesTo().stream())
            .filter(r -> r.getCode() == DocumentReference.DocumentRelationshipType.REPLACES)
            .anyMatch(r -> patched.equals(r.getTarget().getReference()));
    return replaced
        && change.getParameter().size() == 1
        && "replace".equals(part(change, "type"))
        && "DocumentReference.status".equals(part(change, "path"))
        && "superseded".equals(part(change, "value"));
  }

  private static @Nullable String part(Parameters change, String name) {
    return change.getParameter().get(0).getPart().stream()
        .filter(part -> name.equals(part.getName()))
        .map(ParametersParameterComponent::getValue)
        .map(
            value ->
                value instanceof CodeType code
                    ? code.getValue()
                    : value instanceof StringType text ? text.getValue() : null)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
