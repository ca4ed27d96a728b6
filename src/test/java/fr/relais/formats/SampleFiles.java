// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Holds a folder of fixtures against the samples that make it; {@code -Dgolden.update} writes them.
 */
public final class SampleFiles {
  private static final boolean UPDATE = System.getProperty("golden.update") != null;

  private SampleFiles() {}

  /**
   * Checks that the folder has these files and no other.
   *
   * @param ending {@code .zip}
   */
  public static void hold(Path folder, String ending, Map<String, Content> samples)
      throws IOException {
    if (UPDATE) {
      Files.createDirectories(folder);
      for (Map.Entry<String, Content> one : samples.entrySet()) {
        Files.write(folder.resolve(one.getKey() + ending), one.getValue().bytes());
      }
    }
    Map<String, Content> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
        String name = file.getFileName().toString();
        found.put(
            name.substring(0, name.length() - ending.length()),
            Content.of(Files.readAllBytes(file)));
      }
    }
    assertThat(found).as("-Dgolden.update writes them").isEqualTo(samples);
  }
}
