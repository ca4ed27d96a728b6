// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Observation;
import fr.relais.core.model.Problem;
import fr.relais.core.model.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of {@code test-fixtures/formats/hprim}, read as the reader under test sees them. */
final class Fixtures {
  static final Path EXEMPLARY = Path.of("test-fixtures", "formats", "hprim", "exemplary");
  static final Path REFUSED = Path.of("test-fixtures", "formats", "hprim", "refused");

  private Fixtures() {}

  static Content content(Path folder, String name) {
    try {
      return Content.of(Files.readAllBytes(folder.resolve(name + ".hpr")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".hpr"))
          .map(f -> f.replace(".hpr", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Decoding decode(String exemplary) {
    return new HprimMedecinFormat().decode(content(EXEMPLARY, exemplary));
  }

  /** The report of part {@code index}, which must be accepted. */
  static Report report(String exemplary, int index) {
    Decoding.Part part = decode(exemplary).parts().get(index);
    assertThat(part.accepted()).isTrue();
    Report report = part.report();
    if (report == null) {
      throw new AssertionError("no report");
    }
    return report;
  }

  static Report report(String exemplary) {
    return report(exemplary, 0);
  }

  static Observation observation(Report report, String label) {
    return report.observations().stream()
        .filter(o -> label.equals(o.label()))
        .findFirst()
        .orElseThrow();
  }

  /** {@code CODE place}, for each problem. */
  static List<String> codes(List<Problem> problems) {
    return problems.stream().map(p -> p.code() + " " + p.place()).toList();
  }
}
