// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Problem;
import fr.relais.core.model.Roster;
import fr.relais.flow.AgendaMessages.FreeTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The directory as the files of one import make it, one after the other. */
final class Gathered {
  private final Instant now;
  private final Problems problems;
  private final Problems notes;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final List<FreeTimes> free = new ArrayList<>();
  private Draft draft;

  Gathered(Roster existing, Instant now, Problems problems, Problems notes) {
    this.draft = Draft.of(existing);
    this.now = now;
    this.problems = problems;
    this.notes = notes;
  }

  Draft draft() {
    return draft;
  }

  /** Each source that gave periods, and its file. */
  Map<String, String> sources() {
    return sources;
  }

  /** What each extract said of free times. */
  List<FreeTimes> free() {
    return free;
  }

  void part(Part part, CsvFile file) {
    draft = draft.with(part, CsvTable.read(part.form(), file, Calendar.at(now), problems));
  }

  /** Whether a file gives periods of its own, beside those of {@code roster.csv}. */
  static boolean sourced(CsvFile file) {
    return IcsCalendar.named(file.name()) || AgendaJson.named(file.name()) || extract(file);
  }

  private static boolean extract(CsvFile file) {
    return file.name().endsWith(ExtractReader.ENDING);
  }

  void source(CsvFile file, ExtractReader reader) {
    if (extract(file)) {
      extract(file, reader);
      return;
    }
    Optional<SourcedPeriods> given =
        IcsCalendar.named(file.name())
            ? IcsCalendar.read(file, draft, now, problems, notes)
            : AgendaJson.read(file, draft, problems);
    given.ifPresent(g -> periods(g, file.name()));
  }

  private void periods(SourcedPeriods given, String file) {
    draft = draft.with(given.source(), given.periods());
    if (sources.put(given.source(), file) != null) {
      RosterCsv.twice(file, problems);
    }
  }

  private void extract(CsvFile file, ExtractReader reader) {
    String name = file.name();
    String own =
        name.substring(0, name.length() - ExtractReader.ENDING.length()).toLowerCase(Locale.ROOT);
    if (!own.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
      problems.add(
          name,
          0,
          "",
          "Le nom de ce fichier n'a pas la bonne forme : il nomme la source.",
          "Employez des lettres sans accent, des chiffres, point ou tiret, 64 au plus.");
    }
    ExtractReader.Reading read = reader.read(file.content());
    for (Problem problem : read.problems()) {
      (problem.isError() ? problems : notes)
          .add(name, 0, problem.place(), problem.cause(), problem.cure());
    }
    if (read.problems().stream().anyMatch(Problem::isError)) {
      return;
    }
    String source = "fhir:" + own;
    Extracted extracted = new Extracted(name, source, draft, now, problems, notes);
    Draft changed =
        draft.with(extracted.people(read.extract()), extracted.endpoints(read.extract()));
    SourcedPeriods given = new SourcedPeriods(source, extracted.periods(read.extract()));
    draft = changed;
    periods(given, name);
    free.add(new FreeTimes(source, extracted.free(read.extract())));
  }
}
