// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.directory.CsvFile;
import fr.relais.adapters.directory.ImportProblem;
import fr.relais.adapters.store.MemoryStore;
import fr.relais.core.model.Content;
import fr.relais.core.model.Period;
import fr.relais.core.model.Slot;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Rules;
import fr.relais.flow.Store;
import fr.relais.flow.Visits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The example Bundle over the sandbox's people; today is 19 November 2026. */
final class PeopleExample {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-19T10:00:00Z"));
  static final Path FILE = Path.of("test-fixtures", "fhir", "people-over-time.fhir.json");
  static final String SOURCE = "fhir:people-over-time";

  final Store store = new MemoryStore("node");
  final Intake intake = new Intake(store, CLOCK);

  PeopleExample() {
    intake.take(cast(), true, "import");
  }

  static List<CsvFile> cast() {
    try {
      return CsvFile.inResources("/fr/relais/sandbox/people");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The example, with pairs of words changed. */
  private static CsvFile example(String... changes) {
    try {
      String text = Files.readString(FILE);
      for (int i = 0; i < changes.length; i += 2) {
        assertThat(text).contains(changes[i]);
        text = text.replace(changes[i], changes[i + 1]);
      }
      return new CsvFile("people-over-time.fhir.json", Content.of(text, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Intake.Outcome take(boolean confirmed, String... changes) {
    return intake.take(List.of(example(changes)), confirmed, "import");
  }

  List<ImportProblem> warnings(String... changes) {
    return take(true, changes)
        .result()
        .fold(
            taken -> taken.warnings(),
            refused -> {
              throw new AssertionError(refused.problems().toString());
            });
  }

  List<Period> given() {
    return store.roster().periods().stream().filter(p -> SOURCE.equals(p.source())).toList();
  }

  List<Instant> free(String practitioner) {
    return new Visits(store, Rules.sandbox("n1"), CLOCK, new CountedIds(), Checkpoint.NONE)
        .free(practitioner).slots().stream().map(Slot::start).toList();
  }

  List<ImportProblem> refused(String... changes) {
    return take(true, changes).result().fold(taken -> List.of(), refused -> refused.problems());
  }
}
