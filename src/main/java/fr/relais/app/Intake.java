// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.directory.CsvFile;
import fr.relais.adapters.directory.ImportProblem;
import fr.relais.adapters.directory.RegisterSheet;
import fr.relais.adapters.directory.RosterCsv;
import fr.relais.adapters.directory.RosterImport;
import fr.relais.core.model.Content;
import fr.relais.core.model.Roster;
import fr.relais.flow.AgendaMessages;
import fr.relais.flow.StagedImports;
import fr.relais.flow.StagedImports.Staged;
import fr.relais.flow.StagedImports.State;
import fr.relais.flow.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How files of the directory come into force: at once, or after a person looked at them. */
final class Intake {
  private final Store store;
  private final InstantSource clock;
  private final StagedImports staged;

  Intake(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.staged = new StagedImports(store, clock);
  }

  /**
   * How it ended.
   *
   * @param waiting the import that waits for a person, or that one dropped before; null: none does
   */
  record Outcome(RosterImport result, @Nullable Staged waiting) {}

  /**
   * All or nothing; what is suspicious is kept aside.
   *
   * @param confirmed whoever brings it saw what it takes away, and wants it
   */
  Outcome take(List<CsvFile> files, boolean confirmed, String actor) {
    RosterImport result = change(files, confirmed, actor, clock);
    Staged waiting =
        result.fold(
            taken -> null, refused -> refused.suspicious() ? stage(files, refused, actor) : null);
    return new Outcome(result, waiting);
  }

  private Staged stage(List<CsvFile> files, RosterImport.NotImported refused, String actor) {
    return staged.stage(
        actor,
        files.stream().map(f -> new StagedImports.File(f.name(), f.content().bytes())).toList(),
        refused.problems().stream().map(ImportProblem::cause).toList(),
        refused.differences());
  }

  /** Takes what waited, as it was read on the day when it came. */
  RosterImport takeStaged(Staged one, String by) {
    RosterImport result = change(files(one), true, by, InstantSource.fixed(one.at()));
    result.fold(taken -> staged.end(one.id(), State.TAKEN, by), refused -> false);
    return result;
  }

  /** The directory as it would be with what waits; empty when it does not fit any more. */
  Optional<Roster> read(Staged one) {
    List<CsvFile> files = files(one);
    return reading(files, InstantSource.fixed(one.at()))
        .of(store.roster(), true)
        .fold(taken -> Optional.of(taken.roster()), refused -> Optional.empty());
  }

  private static List<CsvFile> files(Staged one) {
    return one.files().stream().map(f -> new CsvFile(f.name(), Content.of(f.content()))).toList();
  }

  Instant now() {
    return clock.instant();
  }

  StagedImports staged() {
    return staged;
  }

  private RosterImport change(
      List<CsvFile> files, boolean confirmed, String actor, InstantSource readAt) {
    AtomicReference<RosterImport> result = new AtomicReference<>();
    Reading reader = reading(files, readAt);
    store.changeRoster(
        existing -> {
          RosterImport read = reader.of(existing, confirmed);
          result.set(read);
          return read.fold(
              imported -> same(imported.roster(), existing) ? existing : imported.roster(),
              refused -> existing);
        },
        clock.instant(),
        actor);
    result.get().fold(taken -> free(files, taken), refused -> false);
    return result.get();
  }

  /** The directory as these files make it. */
  private interface Reading {
    RosterImport of(Roster existing, boolean confirmed);
  }

  private static Reading reading(List<CsvFile> files, InstantSource readAt) {
    if (RegisterSheet.is(files)) {
      return (existing, confirmed) ->
          RegisterSheet.importFile(files.get(0), existing, readAt.instant(), confirmed);
    }
    RosterCsv reader = new RosterCsv(readAt, new PeopleFile().ahead(files));
    return (existing, confirmed) -> reader.importFiles(files, existing, confirmed);
  }

  /** Free times are in force with the periods that came beside them. */
  private boolean free(List<CsvFile> files, RosterImport.Imported taken) {
    AgendaMessages messages = new AgendaMessages(store, clock);
    files.forEach(file -> AgendaIntake.agenda(file, taken.roster()).ifPresent(messages::inForce));
    taken.free().forEach(messages::inForce);
    return true;
  }

  /** The same files again make no new version. */
  private static boolean same(Roster one, Roster other) {
    return one.practitioners().equals(other.practitioners())
        && one.sites().equals(other.sites())
        && one.periods().equals(other.periods())
        && one.senders().equals(other.senders())
        && one.codes().equals(other.codes())
        && one.endpoints().equals(other.endpoints());
  }
}
