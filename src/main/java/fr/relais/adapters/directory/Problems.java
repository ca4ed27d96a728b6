// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import java.util.ArrayList;
import java.util.List;

/** Gathers every problem of one import, up to a limit that no person would read beyond. */
final class Problems {
  private static final int MAX = 1000;

  private final List<ImportProblem> found = new ArrayList<>();

  void add(String file, int line, String column, String cause, String cure) {
    if (found.size() < MAX) {
      found.add(new ImportProblem(file, line, column, cause, cure));
    } else if (found.size() == MAX) {
      found.add(
          new ImportProblem(
              file, 0, "", "Il y a d'autres erreurs.", "Corrigez déjà celles-ci, puis réessayez."));
    }
  }

  boolean none() {
    return found.isEmpty();
  }

  List<ImportProblem> list() {
    return List.copyOf(found);
  }
}
