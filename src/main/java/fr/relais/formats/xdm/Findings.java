// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** What is found wrong while reading; the same said twice of one place is said once. */
final class Findings {
  private final List<Problem> problems = new ArrayList<>();

  void error(ProblemCode code, String place, String cause, String cure) {
    add(Problem.error(code, place, cause, cure));
  }

  void warning(ProblemCode code, String place, String cause, String cure) {
    add(Problem.warning(code, place, cause, cure));
  }

  void add(Problem problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  boolean hasError() {
    return problems.stream().anyMatch(Problem::isError);
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }
}
