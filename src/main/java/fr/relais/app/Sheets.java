// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Practitioner;
import fr.relais.core.model.SoftwareSheet;
import fr.relais.flow.SoftwareSheets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sheets in force. They are read again whole when a file changes; when the new ones hold a
 * fault, the old ones stay and the fault is told.
 */
final class Sheets implements SoftwareSheets {
  private static final Logger LOG = LoggerFactory.getLogger(Sheets.class);

  private final Path folder;
  private volatile Map<String, SoftwareSheet> known;
  private volatile long stamp;

  /**
   * @throws StoryProblem when they cannot be read at the start
   */
  Sheets(Path folder) {
    this.folder = folder;
    this.stamp = stamp();
    this.known = SheetReader.read(folder);
  }

  Map<String, SoftwareSheet> all() {
    return known;
  }

  @Override
  public SoftwareSheet of(Practitioner practitioner) {
    return named(known, practitioner);
  }

  /** Those of a folder as they stand now, or those that the jar holds when there is no folder. */
  static SoftwareSheets once(Path folder) {
    Map<String, SoftwareSheet> sheets =
        Files.isDirectory(folder)
            ? SheetReader.read(folder)
            : SheetReader.read(RoutesFolder.shippedSheets());
    return practitioner -> named(sheets, practitioner);
  }

  private static SoftwareSheet named(Map<String, SoftwareSheet> sheets, Practitioner practitioner) {
    String named = practitioner.software();
    SoftwareSheet sheet = named == null ? null : sheets.get(named);
    return sheet == null ? SoftwareSheet.AS_RECEIVED : sheet;
  }

  /** Reads them again if a file changed; called now and then. */
  void refresh() {
    long now = stamp();
    if (now != stamp) {
      stamp = now;
      try {
        known = SheetReader.read(folder);
        LOG.info("software sheets read again: {}", known.size());
      } catch (StoryProblem e) {
        LOG.error("software sheets kept as they were: {}", e.getMessage());
      }
    }
  }

  /** Changes when a file is added, removed or written. */
  private long stamp() {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.sorted().mapToLong(Sheets::stamp).reduce(7, (a, b) -> 31 * a + b);
    } catch (IOException e) {
      return 0;
    }
  }

  private static long stamp(Path file) {
    try {
      return 31L * file.getFileName().hashCode()
          + Files.getLastModifiedTime(file).toMillis()
          + Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
