// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * Observations of one result: each gives a line, each of its components another, then its members.
 * A panel that measures nothing itself gives none.
 */
final class FactReader {
  private final Scope scope;
  private final Subject subject;
  private final FhirTimes times;
  private final List<fr.relais.core.model.Observation> facts = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  FactReader(Scope scope, Subject subject) {
    this.scope = scope;
    this.subject = subject;
    this.times = new FhirTimes(scope.findings);
  }

  List<fr.relais.core.model.Observation> facts() {
    return facts;
  }

  /** What panels say of themselves. */
  List<String> notes() {
    return notes;
  }

  void follow(Reference reference, Resource from, String place, boolean prior) {
    Resource found = scope.needed(reference, from, place);
    if (found instanceof Observation observation) {
      read(observation, place, prior);
    } else if (found != null) {
      scope.findings.error(
          ProblemCode.MESSAGE_TYPE_NOT_READ,
          place,
          "Un résultat est d'un type de ressource qui n'est pas lu.",
          "Envoyez chaque résultat dans une Observation.");
    }
  }

  void read(Observation observation, String place, boolean prior) {
    if (!scope.take(observation)) {
      return;
    }
    if (observation.hasFocus()) {
      scope.contentElsewhere();
      scope.findings.warning(
          ProblemCode.CONTENT_OUTSIDE,
          place + ".focus",
          "Un résultat porte sur un autre sujet que le patient ; il n'est pas repris.",
          "Lire l'original.");
      return;
    }
    if (!observation.hasSubject() || subject.is(observation.getSubject(), observation)) {
      lines(observation, place, prior);
    } else {
      scope.findings.error(
          ProblemCode.SEVERAL_PATIENTS,
          place + ".subject",
          "Un résultat porte sur un autre patient que le compte rendu.",
          "Envoyez un compte rendu par patient.");
    }
  }

  private void lines(Observation observation, String place, boolean prior) {
    boolean parts = observation.hasComponent() || observation.hasHasMember();
    FactLine line = line(observation, place, prior);
    boolean tells =
        observation.hasValue()
            || observation.hasDataAbsentReason()
            || observation.hasInterpretation()
            || observation.hasReferenceRange();
    if (tells || !parts) {
      facts.add(line.of(observation, !parts));
    } else {
      observation.getNote().stream().map(Annotation::getText).forEach(notes::add);
    }
    for (int i = 0; i < observation.getComponent().size(); i++) {
      Observation.ObservationComponentComponent component = observation.getComponent().get(i);
      if (!FactLine.secondUnit(component)) {
        facts.add(line.of(component, observation, place + ".component[" + i + "]"));
      }
    }
    for (int i = 0; i < observation.getHasMember().size(); i++) {
      follow(
          observation.getHasMember().get(i), observation, place + ".hasMember[" + i + "]", prior);
    }
    observation.getExtension().stream()
        .filter(e -> Uris.SUPPORTING.equals(e.getUrl()) && e.getValue() instanceof Reference)
        .map(e -> (Reference) e.getValue())
        .filter(to -> scope.links.find(to, observation) instanceof Observation)
        .forEach(to -> follow(to, observation, place + ".extension", true));
  }

  private FactLine line(Observation observation, String place, boolean prior) {
    PartialDateTime at = times.of(observation.getEffective(), place + ".effective");
    return new FactLine(
        scope,
        place,
        status(observation, place),
        prior,
        subId(observation),
        specimen(observation, place),
        at);
  }

  private ObservationStatus status(Observation observation, String place) {
    Observation.ObservationStatus said = observation.getStatus();
    if (said != null) {
      switch (said) {
        case REGISTERED -> {
          return ObservationStatus.REGISTERED;
        }
        case PRELIMINARY -> {
          return ObservationStatus.PRELIMINARY;
        }
        case FINAL -> {
          return ObservationStatus.FINAL;
        }
        case AMENDED, CORRECTED -> {
          return ObservationStatus.CORRECTED;
        }
        case CANCELLED -> {
          return ObservationStatus.CANCELLED;
        }
        case ENTEREDINERROR -> {
          return ObservationStatus.ENTERED_IN_ERROR;
        }
        case UNKNOWN, NULL -> {
          // nobody knows whether it is validated: a person must look
        }
      }
    }
    scope.findings.error(
        ProblemCode.CODE_NOT_UNDERSTOOD,
        place + ".status",
        "Le statut d'un résultat est absent ou inconnu : on ne sait pas s'il est validé.",
        "Donnez registered, preliminary, final, amended, corrected, cancelled ou"
            + " entered-in-error.");
    return ObservationStatus.PRELIMINARY;
  }

  private static @Nullable String subId(Observation observation) {
    return Words.extension(observation.getExtension(), Uris.SUB_ID)
        .flatMap(e -> Words.extension(e.getExtension(), "original-sub-identifier"))
        .filter(e -> e.getValue() instanceof StringType)
        .map(e -> ((StringType) e.getValue()).getValue())
        .orElse(null);
  }

  private @Nullable String specimen(Observation observation, String place) {
    if (!observation.hasSpecimen()) {
      return null;
    }
    Reference to = observation.getSpecimen();
    Resource found = scope.useful(to, observation, place + ".specimen");
    if (found instanceof Specimen specimen) {
      scope.take(specimen);
      String words = FactValue.words(specimen.getType());
      return words != null ? words : to.getDisplay();
    }
    return to.hasDisplay() ? to.getDisplay() : to.getIdentifier().getValue();
  }
}
