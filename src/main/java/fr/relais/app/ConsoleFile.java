// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A file of this machine that the console was given.
 *
 * @param content null when it cannot be read
 * @param why why not, in French
 */
record ConsoleFile(@Nullable Content content, String why) {
  private static final long BYTES_MAX = 10L * 1024 * 1024;

  static ConsoleFile read(String name) {
    if (name.isEmpty()) {
      return refused("Quel fichier ?");
    }
    try {
      Path file = Path.of(name);
      if (!Files.isRegularFile(file)) {
        return refused("Ce fichier n'existe pas, vu du dossier où Relais a été lancé.");
      }
      return Files.size(file) > BYTES_MAX
          ? refused("Ce fichier dépasse 10 Mo.")
          : new ConsoleFile(Content.of(Files.readAllBytes(file)), "");
    } catch (InvalidPathException | IOException e) {
      return refused("Ce fichier ne peut pas être lu.");
    }
  }

  private static ConsoleFile refused(String why) {
    return new ConsoleFile(null, why + "\n");
  }

  <T> T fold(Function<Content, T> read, Function<String, T> refused) {
    return content == null ? refused.apply(why) : read.apply(content);
  }
}
