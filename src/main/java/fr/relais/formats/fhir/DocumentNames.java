// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.ProblemCode;
import fr.relais.formats.fhir.ResultGroups.Group;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Composition.DocumentRelationshipType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Under which names a result is known, and which it replaces.
 *
 * @param ids of a document that of its Bundle; of a DocumentReference its masterIdentifier
 * @param setId common to all versions (Composition.identifier)
 */
record DocumentNames(List<String> ids, @Nullable String setId, List<String> replaces) {

  static DocumentNames of(Bundled message, Group group, Scope scope) {
    Set<String> ids = new LinkedHashSet<>();
    Set<String> replaces = new LinkedHashSet<>();
    String setId = null;
    Bundle bundle = message.bundle();
    Composition composition = group.composition();
    if (composition != null) {
      if (bundle != null) {
        add(bundle.getIdentifier(), ids);
      }
      setId = Identifiers.key(composition.getIdentifier());
      for (Composition.CompositionRelatesToComponent relation : composition.getRelatesTo()) {
        if (relation.getCode() == DocumentRelationshipType.REPLACES) {
          add(relation.getTarget(), composition, message, scope, replaces);
        }
      }
    }
    for (DocumentReference document : group.documents()) {
      add(document.getMasterIdentifier(), ids);
      document.getIdentifier().forEach(identifier -> add(identifier, ids));
      for (DocumentReference.DocumentReferenceRelatesToComponent r : document.getRelatesTo()) {
        if (r.getCode() == DocumentReference.DocumentRelationshipType.REPLACES) {
          target(r.getTarget(), document, message, scope, replaces);
        }
      }
    }
    for (DiagnosticReport report : group.reports()) {
      report.getIdentifier().stream()
          .filter(one -> !Identifiers.typed(one, "FILL") && !Identifiers.typed(one, "ACSN"))
          .filter(one -> !Identifiers.typed(one, "PLAC"))
          .forEach(identifier -> add(identifier, ids));
    }
    return new DocumentNames(new ArrayList<>(ids), setId, new ArrayList<>(replaces));
  }

  private static void add(Identifier identifier, Set<String> into) {
    String key = Identifiers.key(identifier);
    if (key != null) {
      into.add(key);
    }
  }

  private static void add(
      org.hl7.fhir.r4.model.Type target,
      Composition from,
      Bundled message,
      Scope scope,
      Set<String> into) {
    if (target instanceof Identifier identifier) {
      add(identifier, into);
    } else if (target instanceof Reference reference) {
      target(reference, from, message, scope, into);
    }
  }

  /** By its identifier when the message tells it; else by the name that the reference has. */
  private static void target(
      Reference reference, Resource from, Bundled message, Scope scope, Set<String> into) {
    Resource found = message.links().find(reference, from);
    if (found instanceof DocumentReference older && older.hasMasterIdentifier()) {
      add(older.getMasterIdentifier(), into);
    } else if (reference.hasIdentifier()) {
      add(reference.getIdentifier(), into);
    } else if (reference.hasReference()) {
      into.add(Identifiers.bare(reference.getReference()));
      scope.findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          message.place(from) + ".relatesTo",
          "Le document remplacé n'est désigné que par une adresse technique.",
          "Donnez son identifier, le masterIdentifier du document remplacé.");
    }
  }
}
