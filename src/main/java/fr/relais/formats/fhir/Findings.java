// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong while a message is read, up to a limit that no person reads beyond. */
final class Findings {
  private static final int MAX = 100;

  private final List<Problem> found = new ArrayList<>();

  void error(ProblemCode code, String place, String cause, String cure) {
    add(Problem.error(code, place, cause, cure));
  }

  void warning(ProblemCode code, String place, String cause, String cure) {
    add(Problem.warning(code, place, cause, cure));
  }

  private void add(Problem problem) {
    if (found.size() < MAX && !found.contains(problem)) {
      found.add(problem);
    }
  }

  boolean broken() {
    return found.stream().anyMatch(Problem::isError);
  }

  List<Problem> list() {
    return List.copyOf(found);
  }
}
