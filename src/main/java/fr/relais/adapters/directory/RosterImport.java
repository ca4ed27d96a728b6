// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Roster;
import fr.relais.flow.AgendaMessages.FreeTimes;
import java.util.List;
import java.util.function.Function;

/** How an import ended: all or nothing. */
public sealed interface RosterImport {

  <T> T fold(Function<Imported, T> imported, Function<NotImported, T> notImported);

  /**
   * Everything was taken.
   *
   * @param roster the whole directory, with the parts that were imported in place of the earlier
   * @param warnings what was taken and still deserves a look: days without a duty doctor, ...
   * @param free what each extract says of free times
   */
  record Imported(Roster roster, List<ImportProblem> warnings, List<FreeTimes> free)
      implements RosterImport {
    public Imported {
      warnings = List.copyOf(warnings);
      free = List.copyOf(free);
    }

    @Override
    public <T> T fold(Function<Imported, T> imported, Function<NotImported, T> notImported) {
      return imported.apply(this);
    }
  }

  /**
   * Nothing was taken: the earlier directory stays.
   *
   * @param problems every error found, in the order of the files; or why it is suspicious
   * @param differences what it would change, with counts and ids, when it is right in form and
   *     suspicious: a person may still want it; else empty
   */
  record NotImported(List<ImportProblem> problems, List<String> differences)
      implements RosterImport {
    public NotImported {
      problems = List.copyOf(problems);
      differences = List.copyOf(differences);
    }

    /** One that is wrong, whoever wants it. */
    public NotImported(List<ImportProblem> problems) {
      this(problems, List.of());
    }

    /** Whether a person may take it all the same. */
    public boolean suspicious() {
      return !differences.isEmpty();
    }

    @Override
    public <T> T fold(Function<Imported, T> imported, Function<NotImported, T> notImported) {
      return notImported.apply(this);
    }
  }
}
