// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomainListTest {
  @TempDir Path folder;

  @Test
  void domains_stand_in_the_setting_or_in_the_file_that_it_names() throws IOException {
    assertThat(DomainList.read("")).isEmpty();
    assertThat(DomainList.read("a.mssante.fr, b.mssante.fr;c.mssante.fr"))
        .containsExactly("a.mssante.fr", "b.mssante.fr", "c.mssante.fr");
    Path file = folder.resolve("domaines.txt");
    Files.writeString(file, "# liste du jour\na.mssante.fr\n\n b.mssante.fr # hopital\n");
    assertThat(DomainList.read(file.toString())).containsExactly("a.mssante.fr", "b.mssante.fr");
  }

  @Test
  void file_that_is_not_there_does_not_trust_everyone() {
    assertThatThrownBy(() -> DomainList.read(folder.resolve("none").toString()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("mail.domains");
  }
}
