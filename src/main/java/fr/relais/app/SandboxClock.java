// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The clock of the sandbox: real time and whatever it was advanced by. The advance is kept in a
 * file, so that time does not go back at the next start.
 */
final class SandboxClock implements InstantSource {
  private final Path file;
  private volatile Duration advance;

  SandboxClock(Path file) {
    this.file = file;
    this.advance = read(file);
  }

  /** The one that a sandbox of these settings runs by. */
  static SandboxClock of(Settings settings) {
    return new SandboxClock(settings.get(SettingKeys.DATA_DIR).resolve("horloge"));
  }

  private static Duration read(Path file) {
    try {
      return Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
    } catch (IOException e) {
      throw new UncheckedIOException("horloge du bac à sable illisible", e);
    }
  }

  /** Goes forward; never back. */
  synchronized Instant advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("time does not go back");
    }
    advance = advance.plus(by);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, advance.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("horloge du bac à sable non gardée", e);
    }
    return instant();
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(advance);
  }
}
