// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The results of one message. A document is one, whatever is in it; else each DiagnosticReport is
 * one, with the DocumentReferences that say they are about it; each other DocumentReference is one;
 * and without any report, the Observations of one patient are one.
 */
final class ResultGroups {
  private final Bundled message;

  ResultGroups(Bundled message) {
    this.message = message;
  }

  /** What one result is made of. */
  record Group(
      @Nullable Composition composition,
      List<DiagnosticReport> reports,
      List<DocumentReference> documents,
      List<Observation> loose) {

    /** What it begins with, everything else being reached from there. */
    List<Resource> roots() {
      List<Resource> roots = new ArrayList<>();
      if (composition != null) {
        roots.add(composition);
      }
      roots.addAll(reports);
      roots.addAll(documents);
      roots.addAll(loose);
      return roots;
    }
  }

  List<Group> groups() {
    List<DiagnosticReport> reports = message.all(DiagnosticReport.class);
    List<DocumentReference> documents = message.all(DocumentReference.class);
    List<Composition> compositions = message.all(Composition.class);
    if (compositions.size() == 1) {
      return List.of(new Group(compositions.get(0), reports, documents, List.of()));
    }
    List<Group> groups = new ArrayList<>();
    Set<DocumentReference> used = Collections.newSetFromMap(new IdentityHashMap<>());
    for (DiagnosticReport report : reports) {
      List<DocumentReference> about =
          documents.stream().filter(document -> about(document, report)).toList();
      used.addAll(about);
      groups.add(new Group(null, List.of(report), about, List.of()));
    }
    documents.stream()
        .filter(document -> !used.contains(document))
        .forEach(document -> groups.add(new Group(null, List.of(), List.of(document), List.of())));
    if (reports.isEmpty()) {
      loose().forEach(facts -> groups.add(new Group(null, List.of(), List.of(), facts)));
    }
    return groups;
  }

  private boolean about(DocumentReference document, DiagnosticReport report) {
    boolean said =
        document.getContext().getRelated().stream()
            .anyMatch(to -> message.links().find(to, document) == report);
    String master = Identifiers.key(document.getMasterIdentifier());
    boolean same =
        master != null
            && report.getIdentifier().stream()
                .anyMatch(identifier -> master.equals(Identifiers.key(identifier)));
    return said || same;
  }

  /** Observations that no other one has as a member, patient by patient. */
  private List<List<Observation>> loose() {
    List<Observation> all = message.all(Observation.class);
    Set<Resource> members = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Observation observation : all) {
      observation.getHasMember().stream()
          .map(to -> message.links().find(to, observation))
          .filter(Objects::nonNull)
          .forEach(members::add);
    }
    Map<String, List<Observation>> byPatient = new TreeMap<>();
    all.stream()
        .filter(observation -> !members.contains(observation))
        .forEach(
            observation ->
                byPatient
                    .computeIfAbsent(name(observation), n -> new ArrayList<>())
                    .add(observation));
    return List.copyOf(byPatient.values());
  }

  private String name(Observation observation) {
    Reference subject = observation.getSubject();
    Resource patient = message.links().find(subject, observation);
    return patient == null
            || Objects.requireNonNullElse(subject.getReference(), "#").startsWith("#")
        ? Objects.requireNonNullElse(subject.getIdentifier().getValue(), "")
        : message.place(patient);
  }
}
