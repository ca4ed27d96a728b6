// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  @TempDir Path folder;

  @Test
  void keys_are_made_once_and_read_again() {
    KeyFile file = new KeyFile(folder.resolve("secret/keys.properties"));
    InstallationKeys made = file.loadOrCreate("2026-10");

    assertThat(file.loadOrCreate("2026-99").toProperties()).isEqualTo(made.toProperties());
    assertThat(made.currentPeriod()).isEqualTo("2026-10");
  }

  @Test
  void a_new_period_keeps_the_older_keys_and_the_blind_index() {
    KeyFile file = new KeyFile(folder.resolve("keys.properties"));
    InstallationKeys before = file.loadOrCreate("2026-10");
    file.rotate("2026-11");
    InstallationKeys after = file.load();

    assertThat(after.currentPeriod()).isEqualTo("2026-11");
    assertThat(after.periods()).containsExactlyInAnyOrder("2026-10", "2026-11");
    assertThat(after.of("2026-10")).isEqualTo(before.of("2026-10"));
    assertThat(after.of("2026-11")).isNotEqualTo(before.of("2026-10"));
    assertThat(after.blind()).isEqualTo(before.blind());
    assertThatThrownBy(() -> file.rotate("2026-10")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void only_its_owner_may_read_the_file_and_nothing_is_left_beside_it() throws IOException {
    Path path = folder.resolve("keys.properties");
    KeyFile file = new KeyFile(path);
    file.loadOrCreate("2026-10");
    file.rotate("2026-11");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(path);
    }
  }

  @Test
  void a_file_that_is_missing_or_damaged_is_refused_without_showing_a_key() throws IOException {
    Path path = folder.resolve("keys.properties");
    KeyFile file = new KeyFile(path);
    assertThatThrownBy(file::load).isInstanceOf(UncheckedIOException.class);

    InstallationKeys keys = file.loadOrCreate("2026-10");
    String secret = keys.toProperties().getProperty("blind");
    Files.writeString(path, Files.readString(path).replace("blind=", "blind=!"));
    assertThatThrownBy(file::load).hasMessage("KEY_FILE_NOT_BASE64").hasNoCause();
    assertThat(keys.toString()).doesNotContain(secret);
  }
}
