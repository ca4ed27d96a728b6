// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One file of the directory.
 *
 * @param name its name says what it holds: {@code people.csv}, {@code sites.csv}, {@code
 *     roster.csv}, {@code senders.csv}, {@code codes.csv}, {@code endpoints.csv}; a calendar ends
 *     in {@code .ics}
 */
public record CsvFile(String name, Content content) {

  /** More than any directory of a French department needs. */
  static final int BYTES_MAX = 10 * 1024 * 1024;

  /** One byte over the limit is enough to know that a file is too large. */
  static CsvFile read(String name, InputStream in) throws IOException {
    return new CsvFile(name, Content.of(in.readNBytes(BYTES_MAX + 1)));
  }

  static CsvFile read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(String.valueOf(file.getFileName()), in);
    }
  }

  /**
   * The files given, and those named {@code *.csv} or {@code *.ics} in the folders given, by name.
   */
  public static List<CsvFile> readAll(List<Path> filesOrFolders) throws IOException {
    List<CsvFile> files = new ArrayList<>();
    for (Path path : filesOrFolders) {
      if (Files.isDirectory(path)) {
        for (Path file : ofFolder(path)) {
          files.add(read(file));
        }
      } else {
        files.add(read(path));
      }
    }
    return files;
  }

  private static List<Path> ofFolder(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(Files::isRegularFile)
          .filter(f -> read(f.toString().toLowerCase(Locale.ROOT)))
          .sorted()
          .toList();
    }
  }

  private static boolean read(String name) {
    return name.endsWith(".csv") || IcsCalendar.named(name);
  }

  /**
   * The five files of a folder of the class path, such as {@code /fr/relais/sandbox/people}.
   *
   * @throws IOException when one of them is missing or cannot be read
   */
  public static List<CsvFile> inResources(String folder) throws IOException {
    List<CsvFile> files = new ArrayList<>();
    for (Part part : Part.values()) {
      try (InputStream in = CsvFile.class.getResourceAsStream(folder + "/" + part.file())) {
        if (in == null) {
          throw new IOException("missing from the class path: " + folder + "/" + part.file());
        }
        files.add(read(part.file(), in));
      }
    }
    return files;
  }
}
