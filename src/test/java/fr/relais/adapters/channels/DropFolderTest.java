// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.relais.adapters.channels.ChannelSettings.DropFolder;
import fr.relais.core.model.Acknowledgement.Kind;
import fr.relais.core.model.Content;
import fr.relais.core.model.Sha256;
import fr.relais.flow.Entrance.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DropFolderTest {
  private static final Duration QUIET = Duration.ofMillis(100);
  private static final Duration STALLED = Duration.ofMillis(700);
  private static final int MAX = 1_000;
  private static final Content ACK = Content.of(new byte[] {'M', 'S', 'A', '|', 'A', 'A', '\r'});

  @TempDir Path folder;
  private final FakeEntrance entrance = new FakeEntrance();
  private final AtomicBoolean leads = new AtomicBoolean(true);
  private Path root;
  private Path laboratory;
  private Channels channels;

  @BeforeEach
  void open() throws IOException {
    root = folder.toAbsolutePath().resolve("drop");
    laboratory = Files.createDirectories(root.resolve("labo-a"));
    entrance.behaviour = incoming -> FakeEntrance.answer(Kind.STORED, ACK);
    OpenDoor.copyRoute("in-folder.camel.yaml", folder);
    channels =
        Channels.open(
            folder.toAbsolutePath(),
            entrance,
            new ChannelSettings(
                MAX,
                OpenDoor.limits(9, 9, 2),
                new DropFolder(root, Duration.ofMillis(25), QUIET, STALLED)),
            leads::get);
  }

  @AfterEach
  void close() {
    channels.close();
  }

  @Test
  void whole_file_is_kept_answered_beside_and_removed() throws IOException {
    Path file = Files.writeString(laboratory.resolve("a.hpr"), "DUPONT FIN");
    JsonNode result = resultOf(file);
    await().until(() -> Files.notExists(file));
    assertThat(entrance.received.get(0).channel()).isEqualTo("folder");
    assertThat(entrance.received.get(0).folder()).isEqualTo("labo-a");
    assertThat(entrance.texts()).containsExactly("DUPONT FIN");
    assertThat(result.get("verdict").asText()).isEqualTo("RECU");
    assertThat(result.get("deja_recu").asBoolean()).isFalse();
    assertThat(result.get("original").asText()).isEqualTo("original-1");
    assertThat(result.get("empreinte_sha256").asText())
        .isEqualTo(Sha256.of("DUPONT FIN".getBytes(StandardCharsets.UTF_8)).hex());
    assertThat(Base64.getDecoder().decode(result.get("accuse_hl7").asText()))
        .isEqualTo(ACK.bytes());
    assertThat(result.get("problemes")).isEmpty();
    assertThat(names()).containsExactly("labo-a/a.hpr.accuse.json");
  }

  @Test
  void file_in_the_root_has_no_folder_name() throws IOException {
    resultOf(Files.writeString(root.resolve("a.hpr"), "x FIN"));
    assertThat(entrance.received.get(0).folder()).isEmpty();
  }

  @Test
  void folder_below_a_senders_folder_is_not_read() throws IOException {
    Path deep = Files.createDirectories(laboratory.resolve("archive"));
    Files.writeString(deep.resolve("old.hpr"), "old FIN");
    resultOf(Files.writeString(laboratory.resolve("new.hpr"), "new FIN"));
    assertThat(entrance.texts()).containsExactly("new FIN");
  }

  @Test
  void quarantined_file_is_answered_with_its_problems_and_no_byte_of_the_message()
      throws IOException {
    entrance.behaviour =
        incoming ->
            new Answer(
                Kind.NOT_UNDERSTOOD,
                true,
                null,
                "original-2",
                FakeEntrance.answer(Kind.NOT_UNDERSTOOD, ACK).problems());
    Path file = Files.writeString(laboratory.resolve("a.hpr"), "DUPONT FIN");
    JsonNode result = resultOf(file);
    await().until(() -> Files.notExists(file));
    assertThat(result.get("verdict").asText()).isEqualTo("EN_QUARANTAINE");
    assertThat(result.get("deja_recu").asBoolean()).isTrue();
    assertThat(result.get("accuse_hl7").isNull()).isTrue();
    JsonNode problem = result.get("problemes").get(0);
    assertThat(problem.get("code").asText()).isEqualTo("FORMAT_UNKNOWN");
    assertThat(problem.get("cause").asText()).isEqualTo("Le \"format\"\n");
    assertThat(problem.get("severity").asText()).isEqualTo("ERROR");
    assertThat(result.toString()).doesNotContain("DUPONT");
  }

  @Test
  void older_result_of_the_same_name_is_replaced() throws IOException {
    Path file = laboratory.resolve("a.hpr");
    Files.writeString(laboratory.resolve("a.hpr.accuse.json"), "{\"verdict\":\"OLD\"}");
    Files.writeString(file, "x FIN");
    await().until(() -> Files.notExists(file));
    assertThat(resultOf(file).get("verdict").asText()).isEqualTo("RECU");
  }

  @Test
  void refused_file_is_set_aside_and_not_read_again() throws IOException {
    entrance.behaviour = incoming -> FakeEntrance.answer(Kind.REFUSED, ACK);
    Path file = Files.writeString(laboratory.resolve("a.hpr"), "x FIN");
    await().until(() -> Files.exists(laboratory.resolve("a.hpr.refuse")));
    assertThat(resultOf(file).get("verdict").asText()).isEqualTo("REFUSE");
    severalLooks();
    assertThat(entrance.received).hasSize(1);
    assertThat(names()).containsExactly("labo-a/a.hpr.accuse.json", "labo-a/a.hpr.refuse");
  }

  @Test
  void file_that_could_not_be_kept_stays_and_is_taken_later() throws IOException {
    AtomicInteger tries = new AtomicInteger();
    entrance.behaviour =
        incoming ->
            FakeEntrance.answer(tries.incrementAndGet() < 4 ? Kind.TRY_LATER : Kind.STORED, ACK);
    Path file = Files.writeString(laboratory.resolve("a.hpr"), "x FIN");
    await().until(() -> tries.get() >= 1);
    assertThat(file).exists();
    assertThat(laboratory.resolve("a.hpr.accuse.json")).doesNotExist();
    long first = System.nanoTime();
    resultOf(file);
    await().until(() -> Files.notExists(file));
    assertThat(tries).hasValue(4);
    assertThat(Duration.ofNanos(System.nanoTime() - first))
        .as("pauses of 50, 100 and 200 ms")
        .isGreaterThan(Duration.ofMillis(300));
  }

  @Test
  void entrance_that_throws_leaves_the_file() throws IOException {
    AtomicInteger tries = new AtomicInteger();
    entrance.behaviour =
        incoming -> {
          if (tries.incrementAndGet() == 1) {
            throw new IllegalStateException("DUPONT");
          }
          return FakeEntrance.answer(Kind.STORED, ACK);
        };
    Path file = Files.writeString(laboratory.resolve("a.hpr"), "x FIN");
    resultOf(file);
    assertThat(tries).hasValue(2);
  }

  @Test
  void file_that_grows_slowly_is_read_once_and_whole() throws Exception {
    Path file = Files.writeString(laboratory.resolve("a.hpr"), "part ");
    for (int i = 0; i < 6; i++) {
      Thread.sleep(QUIET.toMillis() + 50); // longer than quiet: only the missing end mark holds it
      Files.writeString(file, "more ", StandardOpenOption.APPEND);
    }
    assertThat(entrance.received).isEmpty();
    Files.writeString(file, "FIN", StandardOpenOption.APPEND);
    await().until(() -> Files.notExists(file));
    assertThat(entrance.texts()).containsExactly("part " + "more ".repeat(6) + "FIN");
  }

  @Test
  void file_without_end_mark_is_taken_as_it_is_when_nothing_more_comes() throws IOException {
    long start = System.nanoTime();
    Path file = Files.writeString(laboratory.resolve("a.hpr"), "never ends");
    resultOf(file);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(STALLED);
    assertThat(entrance.texts()).containsExactly("never ends");
  }

  @Test
  void links_hidden_files_and_unfinished_names_are_ignored() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside.hpr"), "outside FIN");
    Files.createSymbolicLink(laboratory.resolve("link.hpr"), outside);
    Path outsideFolder = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(outsideFolder.resolve("b.hpr"), "outside FIN");
    Files.createSymbolicLink(root.resolve("labo-b"), outsideFolder);
    for (String name :
        List.of(".hidden", "a.tmp", "a.part", "a.filepart", "a.CRDOWNLOAD", "a.accuse.json")) {
      Files.writeString(laboratory.resolve(name), "x FIN");
    }
    resultOf(Files.writeString(laboratory.resolve("read.hpr"), "read FIN"));
    severalLooks();
    assertThat(entrance.texts()).containsExactly("read FIN");
    assertThat(outside).exists();
  }

  @Test
  void file_that_is_too_large_is_answered_unread_and_left_until_it_changes() throws IOException {
    Path file = Files.writeString(laboratory.resolve("a.hpr"), "x".repeat(MAX) + "FIN");
    JsonNode result = resultOf(file);
    assertThat(result.get("verdict").asText()).isEqualTo("REFUSE");
    assertThat(result.get("problemes").get(0).get("code").asText()).isEqualTo("TOO_LARGE");
    assertThat(result.get("empreinte_sha256").isNull()).isTrue();
    Path told = laboratory.resolve("a.hpr.accuse.json");
    Files.delete(told);
    severalLooks();
    assertThat(told).doesNotExist();
    assertThat(file).exists();
    assertThat(entrance.received).isEmpty();
    Files.writeString(file, "small FIN");
    await().until(() -> Files.notExists(file));
    assertThat(entrance.texts()).containsExactly("small FIN");
  }

  @Test
  void node_that_does_not_lead_leaves_the_folder_alone() throws IOException {
    leads.set(false);
    Path file = Files.writeString(laboratory.resolve("a.hpr"), "x FIN");
    severalLooks();
    assertThat(entrance.received).isEmpty();
    leads.set(true);
    resultOf(file);
    assertThat(entrance.received).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"STORED", "NOT_UNDERSTOOD", "REFUSED"})
  void file_replaced_while_it_is_in_work_is_not_removed_unread(Kind first) throws IOException {
    Path file = laboratory.resolve("a.hpr");
    AtomicInteger tries = new AtomicInteger();
    entrance.behaviour =
        incoming -> {
          if (tries.incrementAndGet() > 1) {
            return FakeEntrance.answer(Kind.STORED, ACK);
          }
          replace(file, "second message FIN");
          return FakeEntrance.answer(first, ACK);
        };
    Files.writeString(file, "first FIN");
    await().until(() -> Files.notExists(file));
    assertThat(entrance.texts()).containsExactly("first FIN", "second message FIN");
  }

  @Test
  void file_that_lies_there_again_after_a_crash_is_a_repeat() throws IOException {
    for (int i = 0; i < 2; i++) {
      Path file = Files.writeString(laboratory.resolve("a.hpr"), "x FIN");
      await().until(() -> Files.notExists(file));
    }
    assertThat(entrance.texts()).containsExactly("x FIN", "x FIN");
  }

  private static Path replace(Path file, String text) {
    try {
      return Files.move(
          Files.writeString(file.resolveSibling("o.tmp"), text), file, REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode resultOf(Path file) throws IOException {
    Path result = file.resolveSibling(file.getFileName() + ".accuse.json");
    await().until(() -> Files.exists(result));
    return new ObjectMapper().readTree(Files.readAllBytes(result));
  }

  /** Longer than any wrong file would have to lie there to be taken. */
  private void severalLooks() {
    await().pollDelay(STALLED.plus(QUIET)).until(() -> true);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
