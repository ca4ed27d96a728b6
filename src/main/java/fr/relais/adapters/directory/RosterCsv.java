// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Roster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the directory from CSV files: UTF-8, comma or semicolon, a header that names the columns.
 * Each file replaces its part of the directory; a calendar ({@code *.ics}) replaces its own
 * periods. The whole is checked before anything is taken.
 */
public final class RosterCsv {
  private final InstantSource clock;

  public RosterCsv(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The same as {@link #importFiles} with files, or every {@code *.csv} and {@code *.ics} of the
   * folders, that are read from disk.
   */
  public RosterImport importPaths(List<Path> filesOrFolders, Roster existing, boolean confirmed) {
    try {
      return importFiles(CsvFile.readAll(filesOrFolders), existing, confirmed);
    } catch (IOException e) {
      return new RosterImport.NotImported(
          List.of(
              new ImportProblem(
                  "",
                  0,
                  "",
                  "Un des fichiers ou dossiers donnés ne peut pas être lu.",
                  "Vérifiez le chemin et le droit de lecture.")));
    }
  }

  /**
   * All or nothing.
   *
   * @param existing gives the parts for which there is no file
   * @param confirmed a person saw that rows go away, and wants it
   */
  public RosterImport importFiles(List<CsvFile> files, Roster existing, boolean confirmed) {
    Instant now = clock.instant();
    Calendar calendar = Calendar.at(now);
    Problems problems = new Problems();
    Problems notes = new Problems();
    Map<Part, CsvFile> byPart = sorted(files, problems);
    Draft draft = Draft.of(existing);
    for (Map.Entry<Part, CsvFile> file : byPart.entrySet()) {
      Optional<List<Row>> rows =
          CsvTable.read(file.getKey().form(), file.getValue(), calendar, problems);
      draft = draft.with(file.getKey(), rows);
    }
    Map<String, String> calendars = new LinkedHashMap<>();
    for (CsvFile file : files.stream().filter(RosterCsv::sourced).toList()) {
      Optional<SourcedPeriods> given =
          IcsCalendar.named(file.name())
              ? IcsCalendar.read(file, draft, now, problems, notes)
              : AgendaJson.read(file, draft, problems);
      if (given.isPresent()) {
        draft = draft.with(given.get().source(), given.get().periods());
        if (calendars.put(given.get().source(), file.name()) != null) {
          twice(file.name(), problems);
        }
      }
    }
    RosterCheck.check(draft, calendar.today(), problems);
    Roster roster = draft.roster(existing.version() + 1);
    Problems doubts = new Problems();
    if (!confirmed) {
      guard(byPart.keySet(), draft.unreadable(), calendars, existing, roster, now, doubts);
      ChangeGuard.check(existing, roster, now, doubts);
    }
    if (!problems.none()) {
      List<ImportProblem> all = new ArrayList<>(problems.list());
      all.addAll(doubts.list());
      return new RosterImport.NotImported(all);
    }
    if (!doubts.none()) {
      return new RosterImport.NotImported(doubts.list(), RosterDifferences.of(existing, roster));
    }
    List<ImportProblem> warnings = new ArrayList<>(notes.list());
    warnings.addAll(RosterWarnings.of(roster, now));
    return new RosterImport.Imported(roster, warnings);
  }

  private static void guard(
      Set<Part> parts,
      Set<Part> unreadable,
      Map<String, String> calendars,
      Roster existing,
      Roster roster,
      Instant now,
      Problems problems) {
    for (Part part : parts) {
      if (!unreadable.contains(part)) {
        RemovalGuard.check(part, existing, roster, now, problems);
      }
    }
    calendars.forEach(
        (source, file) -> RemovalGuard.check(file, source, existing, roster, now, problems));
  }

  /** A file whose name is not known is an error: left aside in silence, it would be missed. */
  private static Map<Part, CsvFile> sorted(List<CsvFile> files, Problems problems) {
    Map<Part, CsvFile> byPart = new EnumMap<>(Part.class);
    for (CsvFile file : files) {
      Optional<Part> part = Part.ofFile(file.name());
      if (sourced(file)) {
        continue;
      }
      if (part.isEmpty()) {
        problems.add(
            file.name(),
            0,
            "",
            "Le nom de ce fichier ne dit pas ce qu'il contient.",
            "Noms attendus : people.csv, sites.csv, roster.csv, senders.csv, codes.csv,"
                + " endpoints.csv, ou un calendrier en .ics.");
      } else if (byPart.put(part.get(), file) != null) {
        twice(file.name(), problems);
      }
    }
    if (files.isEmpty()) {
      problems.add(
          "", 0, "", "Aucun fichier CSV n'a été trouvé.", "Donnez un dossier qui en contient.");
    }
    return byPart;
  }

  /** Whether it gives periods of its own, beside those of {@code roster.csv}. */
  private static boolean sourced(CsvFile file) {
    return IcsCalendar.named(file.name()) || AgendaJson.named(file.name());
  }

  private static void twice(String file, Problems problems) {
    problems.add(file, 0, "", "Ce fichier est donné deux fois.", "Donnez-en un seul.");
  }
}
