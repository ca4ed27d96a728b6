// SPDX-License-Identifier: Apache-2.0
package fr.relais.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The embedded database of a data directory, seen as an operating system sees it. */
record LeftDatabase(Path directory) {

  static LeftDatabase of(Path data) {
    return new LeftDatabase(data.resolve("postgres"));
  }

  private Optional<ProcessHandle> process() {
    Path file = directory.resolve("data").resolve("postmaster.pid");
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      return lines.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(lines.get(0).trim()))
              .filter(p -> p.info().command().orElse("").contains("postgres"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL to the server: what it confirmed is on the disk, the rest is lost. */
  void kill() {
    process()
        .ifPresent(
            server -> {
              server.destroyForcibly();
              gone(server);
            });
  }

  /** SIGINT, a fast shutdown; nothing when none runs. */
  void stop() {
    process()
        .ifPresent(
            server -> {
              try {
                new ProcessBuilder("kill", "-INT", Long.toString(server.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              gone(server);
            });
  }

  private static void gone(ProcessHandle server) {
    for (int looks = 0; server.isAlive() && running(server); looks++) {
      if (looks > 600) {
        throw new IllegalStateException("the database does not end");
      }
      Pause.millis(50);
    }
  }

  /** A dead process that nobody buried has no command any more. */
  private static boolean running(ProcessHandle server) {
    return server.info().command().isPresent();
  }
}
