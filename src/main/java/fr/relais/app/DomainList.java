// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.flow.TrustedDomains;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The domains of the trust space, as the setting {@code mail.domains} gives them. */
final class DomainList {
  private DomainList() {}

  /**
   * Of the setting itself, or of the file that it names: one domain in each line, what follows a
   * {@code #} is not read.
   */
  static TrustedDomains of(Settings settings) {
    return new TrustedDomains(read(settings.get(OutsideKeys.MAIL_DOMAINS)));
  }

  static List<String> read(String given) {
    Stream<String> lines = given.contains("/") ? file(Path.of(given)).stream() : Stream.of(given);
    return lines
        .map(line -> line.split("#", 2)[0])
        .flatMap(line -> Stream.of(line.split("[\\s,;]+")))
        .filter(domain -> !domain.isBlank())
        .toList();
  }

  private static List<String> file(Path path) {
    try {
      return Files.readAllLines(path);
    } catch (IOException e) {
      throw new UncheckedIOException("liste des domaines illisible (mail.domains)", e);
    }
  }
}
