// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.directory.RosterCsv;
import fr.relais.core.model.Roster;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The people of a story: a folder of the same CSV files that {@code import} takes. */
final class StoryPeople {

  private StoryPeople() {}

  /** {@code J} in these files is the day of the story. */
  static Roster read(Path folder, Instant at) {
    return new RosterCsv(InstantSource.fixed(at))
        .importPaths(List.of(folder), Roster.EMPTY, true)
        .fold(
            imported -> imported.roster(),
            refused -> {
              throw new StoryProblem(
                  refused.problems().stream()
                      .map(
                          p ->
                              new StoryProblem.Fault(
                                  "people",
                                  p.file() + ", ligne " + p.line() + " : " + p.cause(),
                                  p.cure()))
                      .toList());
            });
  }
}
