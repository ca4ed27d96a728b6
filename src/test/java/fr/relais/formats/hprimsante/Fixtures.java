// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Problem;
import fr.relais.core.model.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of {@code test-fixtures/formats/hprim-sante}, as the reader under test sees them. */
final class Fixtures {
  static final Path EXEMPLARY = Path.of("test-fixtures", "formats", "hprim-sante", "exemplary");
  static final Path REFUSED = Path.of("test-fixtures", "formats", "hprim-sante", "refused");
  static final Charset WINDOWS = Charset.forName("windows-1252");
  static final HprimSanteFormat FORMAT = new HprimSanteFormat();

  private Fixtures() {}

  static Content content(Path folder, String name) {
    try {
      return Content.of(Files.readAllBytes(folder.resolve(name + ".hpr")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Content> all() {
    return Stream.of(EXEMPLARY, REFUSED)
        .flatMap(folder -> names(folder).stream().map(name -> content(folder, name)))
        .toList();
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

  static Decoding decode(String text) {
    return FORMAT.decode(Content.of(text, WINDOWS));
  }

  /** The report of a part, which must be accepted. */
  static Report report(Decoding.Part part) {
    assertThat(part.accepted()).as("%s", part.problems()).isTrue();
    Report report = part.report();
    if (report == null) {
      throw new AssertionError("no report");
    }
    return report;
  }

  static Report only(Decoding decoding) {
    assertThat(decoding.problems()).filteredOn(Problem::isError).isEmpty();
    assertThat(decoding.parts()).hasSize(1);
    return report(decoding.parts().get(0));
  }
}
