// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.flow.SoftwareSheets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folders of stories of this project. */
final class StoryFolders {
  static final Path ROOT = Path.of("test-fixtures", "stories");
  static final SoftwareSheets SHEETS = Sheets.once(Path.of("routes", "software"));

  private StoryFolders() {}

  static List<Path> all() {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.filter(f -> Files.exists(f.resolve(StoryReader.FILE))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Story read(Path folder) {
    return StoryReader.read(folder, StoryPeople::read);
  }
}
