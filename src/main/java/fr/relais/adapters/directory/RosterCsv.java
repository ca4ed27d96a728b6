// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Roster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the directory from CSV files: UTF-8, comma or semicolon, a header that names the columns.
 * Each file replaces its part of the directory; a calendar ({@code *.ics}) or an extract ({@code
 * *.fhir.json}) replaces its own periods. The whole is checked before anything is taken.
 */
public final class RosterCsv {
  private final InstantSource clock;
  private final ExtractReader reader;

  /** Where no extract in another standard is taken. */
  public RosterCsv(InstantSource clock) {
    this(clock, ExtractReader.NONE);
  }

  public RosterCsv(InstantSource clock, ExtractReader reader) {
    this.clock = clock;
    this.reader = reader;
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
    Problems problems = new Problems();
    Problems notes = new Problems();
    Map<Part, CsvFile> byPart = sorted(files, problems);
    Gathered all = new Gathered(existing, now, problems, notes);
    byPart.forEach(all::part);
    files.stream().filter(Gathered::sourced).forEach(file -> all.source(file, reader));
    RosterCheck.check(all.draft(), Calendar.at(now).today(), problems);
    Roster roster = all.draft().roster(existing.version() + 1);
    Problems doubts = new Problems();
    if (!confirmed) {
      guard(byPart.keySet(), all, existing, roster, now, doubts);
      ChangeGuard.check(existing, roster, now, doubts);
      if (!all.free().isEmpty()) {
        ChangeGuard.checkMissions(existing, roster, now, doubts);
      }
    }
    if (!problems.none()) {
      List<ImportProblem> both = new ArrayList<>(problems.list());
      both.addAll(doubts.list());
      return new RosterImport.NotImported(both);
    }
    if (!doubts.none()) {
      return new RosterImport.NotImported(doubts.list(), RosterDifferences.of(existing, roster));
    }
    List<ImportProblem> warnings = new ArrayList<>(notes.list());
    warnings.addAll(RosterWarnings.of(roster, now));
    return new RosterImport.Imported(roster, warnings, all.free());
  }

  private static void guard(
      Set<Part> parts,
      Gathered all,
      Roster existing,
      Roster roster,
      Instant now,
      Problems problems) {
    for (Part part : parts) {
      if (!all.draft().unreadable().contains(part)) {
        RemovalGuard.check(part, existing, roster, now, problems);
      }
    }
    all.sources()
        .forEach(
            (source, file) -> RemovalGuard.check(file, source, existing, roster, now, problems));
  }

  /** A file whose name is not known is an error: left aside in silence, it would be missed. */
  private static Map<Part, CsvFile> sorted(List<CsvFile> files, Problems problems) {
    Map<Part, CsvFile> byPart = new EnumMap<>(Part.class);
    for (CsvFile file : files) {
      Optional<Part> part = Part.ofFile(file.name());
      if (Gathered.sourced(file)) {
        continue;
      }
      if (part.isEmpty()) {
        problems.add(
            file.name(),
            0,
            "",
            "Le nom de ce fichier ne dit pas ce qu'il contient.",
            "Noms attendus : people.csv, sites.csv, roster.csv, senders.csv, codes.csv,"
                + " endpoints.csv, un calendrier en .ics, ou un Bundle en .fhir.json.");
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

  static void twice(String file, Problems problems) {
    problems.add(file, 0, "", "Ce fichier est donné deux fois.", "Donnez-en un seul.");
  }
}
