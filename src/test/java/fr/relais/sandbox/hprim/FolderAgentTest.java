// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.hprim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderAgentTest {
  @TempDir private Path folder;

  private FolderAgent agent() {
    return new FolderAgent(folder, new FreeMedFormsReader());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void lay(String name, Sheet sheet) throws IOException {
    Files.write(folder.resolve(name), sheet.bytes());
  }

  @Test
  void file_is_filed_and_renamed_as_read() throws IOException {
    lay("d-1.hpr", Sheet.right());
    FolderAgent agent = agent();
    assertThat(agent.poll()).isEqualTo(1);
    assertThat(names()).containsExactly("d-1.hpr.lu");
    assertThat(agent.documents())
        .extracting(FolderAgent.Document::fileName)
        .containsOnly("d-1.hpr");
    assertThat(agent.poll()).isZero();
  }

  @Test
  void same_bytes_under_another_or_the_same_name_are_acknowledged_and_filed_once()
      throws IOException {
    FolderAgent agent = agent();
    for (String name : List.of("a.hpr", "a.hpr", "b.hpr")) {
      lay(name, Sheet.right());
      assertThat(agent.poll()).isEqualTo(1);
    }
    assertThat(names()).containsExactly("a.hpr.lu", "b.hpr.lu");
    assertThat(agent.documents()).hasSize(1);
    assertThat(agent.repeats()).isEqualTo(2);
  }

  @Test
  void other_bytes_are_another_document() throws IOException {
    lay("a.hpr", Sheet.right());
    lay("b.hpr", Sheet.right().with(9, "260415-0124"));
    FolderAgent agent = agent();
    assertThat(agent.poll()).isEqualTo(2);
    assertThat(agent.documents()).hasSize(2);
  }

  @Test
  void file_that_the_reader_refuses_says_why() throws IOException {
    lay("a.hpr", Sheet.right().with(7, ""));
    FolderAgent agent = agent();
    agent.poll();
    assertThat(names()).containsExactly("a.hpr.motif.txt", "a.hpr.refus");
    assertThat(folder.resolve("a.hpr.motif.txt")).hasContent("the birth date is missing\n");
    assertThat(agent.documents()).isEmpty();
    assertThat(agent.poll()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b.hpr", "é.hpr", "a;b.HPR", ".hpr"})
  void name_with_a_blank_an_accent_or_a_sign_is_refused(String name) throws IOException {
    lay(name, Sheet.right());
    FolderAgent agent = agent();
    assertThat(agent.poll()).isEqualTo(1);
    assertThat(names()).containsExactlyInAnyOrder(name + ".motif.txt", name + ".refus");
    assertThat(agent.documents()).isEmpty();
  }

  @Test
  void file_of_more_than_five_megabytes_is_refused_unread() throws IOException {
    Files.write(folder.resolve("a.hpr"), new byte[5 * 1024 * 1024 + 1]);
    assertThat(agent().poll()).isEqualTo(1);
    assertThat(names()).containsExactly("a.hpr.motif.txt", "a.hpr.refus");
  }

  @Test
  void what_is_not_ready_or_not_for_it_is_left_alone() throws IOException {
    lay("a.hpr.tmp", Sheet.right());
    lay("b.hpr", Sheet.right().without(20, 21));
    lay("c.pdf", Sheet.right());
    Files.createDirectory(folder.resolve("d.hpr"));
    Files.createSymbolicLink(folder.resolve("e.hpr"), folder.resolve("a.hpr.tmp"));
    assertThat(agent().poll()).isZero();
    assertThat(names()).containsExactly("a.hpr.tmp", "b.hpr", "c.pdf", "d.hpr", "e.hpr");
  }

  @Test
  void folder_that_is_away_is_an_error_of_a_look_and_the_thread_goes_on() throws IOException {
    Path away = folder.resolve("away");
    try (FolderAgent agent = new FolderAgent(away, new DoctolibReader())) {
      assertThatThrownBy(agent::poll).isInstanceOf(IOException.class);
      agent.start(Duration.ofMillis(10));
      await().until(() -> agent.missed() > 0);
      Files.createDirectory(away);
      Files.write(away.resolve("a.hpr"), Sheet.right().bytes());
      await().until(() -> Files.exists(away.resolve("a.hpr.lu")));
    }
  }
}
