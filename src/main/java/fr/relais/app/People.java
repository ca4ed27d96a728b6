// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.directory.CsvFile;
import fr.relais.adapters.directory.RosterCsv;
import fr.relais.core.model.Roster;
import fr.relais.flow.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** The people of an installation at its start: fictitious in the sandbox, complete in live. */
final class People {
  private People() {}

  /** An empty sandbox gets its fictitious people; an incomplete live one does not start. */
  static void check(Store ready, Settings settings, InstantSource clock) {
    Roster roster = ready.roster();
    if (settings.profile() == Profile.SANDBOX) {
      if (roster.practitioners().isEmpty()) {
        Roster cast =
            settings
                .get(OutsideKeys.PEOPLE)
                .map(folder -> own(folder, clock))
                .orElseGet(() -> cast(clock));
        ready.changeRoster(old -> cast, clock.instant(), "relais");
      }
      return;
    }
    List<String> refusals = LiveRefusals.of(settings, LiveCheck.facts(settings, roster, clock));
    if (!refusals.isEmpty()) {
      throw new Relais.NotReady(
          "Relais ne démarre pas en réel :\n- " + String.join("\n- ", refusals));
    }
  }

  /** The people of a folder that the settings name. */
  private static Roster own(Path folder, InstantSource clock) {
    return new RosterCsv(clock)
        .importPaths(List.of(folder), Roster.EMPTY, true)
        .fold(
            imported -> imported.roster(),
            refused -> {
              throw new Relais.NotReady(
                  "Les personnes de sandbox.people ne sont pas comprises :\n- "
                      + String.join(
                          "\n- ", refused.problems().stream().map(String::valueOf).toList()));
            });
  }

  /** The fictitious people of the sandbox, as of today. */
  static Roster cast(InstantSource clock) {
    try {
      return new RosterCsv(clock)
          .importFiles(CsvFile.inResources("/fr/relais/sandbox/people"), Roster.EMPTY, true)
          .fold(
              imported -> imported.roster(),
              refused -> {
                throw new IllegalStateException(refused.problems().toString());
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
