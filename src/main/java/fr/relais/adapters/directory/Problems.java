// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers every problem of one import, up to a limit that no person would read beyond. What is
 * wrong each time that an event comes back is told once, with how many times.
 */
final class Problems {
  private static final int MAX = 1000;

  private final Map<ImportProblem, Integer> found = new LinkedHashMap<>();

  void add(String file, int line, String column, String cause, String cure) {
    ImportProblem problem = new ImportProblem(file, line, column, cause, cure);
    if (found.size() < MAX || found.containsKey(problem)) {
      found.merge(problem, 1, Integer::sum);
    } else if (found.size() == MAX) {
      found.put(
          new ImportProblem(
              file, 0, "", "Il y a d'autres erreurs.", "Corrigez déjà celles-ci, puis réessayez."),
          1);
    }
  }

  boolean none() {
    return found.isEmpty();
  }

  List<ImportProblem> list() {
    return found.entrySet().stream().map(e -> counted(e.getKey(), e.getValue())).toList();
  }

  private static ImportProblem counted(ImportProblem problem, int times) {
    return times == 1
        ? problem
        : new ImportProblem(
            problem.file(),
            problem.line(),
            problem.column(),
            problem.cause() + " (" + times + " fois.)",
            problem.cure());
  }
}
