// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The messages published for editors, read from their folder. */
final class Samples {
  private static final Path FOLDER = Path.of("test-fixtures", "formats", "hl7v2");

  private Samples() {}

  static Content content(String name) {
    try {
      return Content.of(Files.readAllBytes(FOLDER.resolve(name + ".hl7")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Decoding decode(String name) {
    return new OruFormat().decode(content(name));
  }

  /** The report of a message that has one. */
  static Report report(String name) {
    return Objects.requireNonNull(decode("exemplary/" + name).parts().get(0).report());
  }

  static List<String> names(String folder) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".hl7"))
          .map(name -> folder + "/" + name.replace(".hl7", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
