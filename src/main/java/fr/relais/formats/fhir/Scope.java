// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.ProblemCode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What one result is read with: where its references lead, what is found wrong, which facts were
 * taken, and whether some of its content is elsewhere than in them.
 */
final class Scope {
  final Links links;
  final Findings findings;
  private final Set<Resource> taken = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean elsewhere;

  Scope(Links links, Findings findings) {
    this.links = links;
    this.findings = findings;
  }

  /** False when it was taken before. */
  boolean take(Resource fact) {
    return taken.add(fact);
  }

  Set<Resource> taken() {
    return taken;
  }

  /** Something of the result is only in a text, a picture or a document. */
  void contentElsewhere() {
    elsewhere = true;
  }

  boolean elsewhere() {
    return elsewhere;
  }

  /** Where it leads; an error when it leads nowhere, since a fact would be missing. */
  @Nullable Resource needed(Reference reference, Resource from, String place) {
    Resource found = links.find(reference, from);
    if (found == null) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place,
          "Cette référence ne mène à rien dans le message, et rien n'est cherché ailleurs.",
          "Joignez la ressource, en entrée du Bundle ou contenue (#), sous le nom qui est écrit.");
    }
    return found;
  }

  /** Where it leads; a warning when it leads nowhere and says nothing by itself either. */
  @Nullable Resource useful(Reference reference, Resource from, String place) {
    Resource found = links.find(reference, from);
    boolean silent = reference.getIdentifier().isEmpty() && !reference.hasDisplay();
    if (found == null && reference.hasReference() && silent) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place,
          "Cette référence ne mène à rien dans le message.",
          "Joignez la ressource, ou donnez un identifier ou un display.");
    }
    return found;
  }
}
