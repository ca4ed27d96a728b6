// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** What is found wrong while reading; what is said twice is kept once. */
final class Findings {
  private final List<Problem> problems = new ArrayList<>();

  void error(ProblemCode code, String place, String cause, String cure) {
    add(Problem.error(code, place, cause, cure));
  }

  void warning(ProblemCode code, String place, String cause, String cure) {
    add(Problem.warning(code, place, cause, cure));
  }

  /** Fields that cannot be what their places say: a separator is missing or in excess. */
  void shifted(String place) {
    error(
        ProblemCode.LINE_NOT_UNDERSTOOD,
        place,
        "Les champs de la ligne sont décalés : un séparateur manque ou est en trop.",
        "Écrire les séparateurs qui sont dans un texte avec le caractère d'échappement.");
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
