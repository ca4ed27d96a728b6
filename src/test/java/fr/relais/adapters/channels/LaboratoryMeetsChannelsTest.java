// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.channels.ChannelSettings.DropFolder;
import fr.relais.core.model.Acknowledgement.Kind;
import fr.relais.core.model.Content;
import fr.relais.core.model.Sha256;
import fr.relais.flow.Entrance.Answer;
import fr.relais.sandbox.Laboratory;
import fr.relais.sandbox.Laboratory.Answered;
import fr.relais.sandbox.LaboratoryFolder;
import fr.relais.sandbox.LaboratoryFolder.Receipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulator and the doors, written apart, understand each other over sockets and files. */
class LaboratoryMeetsChannelsTest {
  @TempDir Path folder;
  private final FakeEntrance entrance = new FakeEntrance();
  private Path drop;
  private Channels channels;

  @BeforeEach
  void open() throws IOException {
    drop = folder.toAbsolutePath().resolve("drop");
    Files.createDirectories(drop.resolve("labo"));
    OpenDoor.copyRoute("in-mllp.camel.yaml", folder);
    OpenDoor.copyRoute("in-folder.camel.yaml", folder);
    channels =
        Channels.open(
            folder.toAbsolutePath(),
            entrance,
            new ChannelSettings(
                100_000,
                OpenDoor.limits(50, 100, 4),
                new DropFolder(
                    drop, Duration.ofMillis(25), Duration.ofMillis(60), Duration.ofMillis(500))),
            () -> true);
  }

  @AfterEach
  void close() {
    channels.close();
  }

  @Test
  void queue_over_mllp_is_answered_message_by_message() throws IOException {
    AtomicInteger count = new AtomicInteger();
    entrance.behaviour =
        incoming ->
            count.incrementAndGet() == 7
                ? new Answer(Kind.TRY_LATER, false, null, null, List.of())
                : FakeEntrance.stored(incoming);
    List<byte[]> messages = IntStream.range(0, 100).mapToObj(i -> bytes("MSH|" + i)).toList();
    try (Laboratory laboratory =
        new Laboratory("127.0.0.1", channels.mllpPort().orElseThrow(), Duration.ofSeconds(5), 3)) {
      List<Answered> answers = laboratory.sendAll(messages, 8);
      for (int i = 0; i < 100; i++) {
        assertThat(answers.get(i).answer()).isEqualTo(bytes("MSA|AA|MSH|" + i));
      }
      assertThat(answers).filteredOn(answered -> answered.tries() == 2).hasSize(1);
    }
    assertThat(entrance.received).hasSize(101);
  }

  @Test
  void dropped_file_gets_its_receipt() throws IOException {
    entrance.behaviour = incoming -> FakeEntrance.answer(Kind.STORED, Content.of(bytes("MSA|AA")));
    Receipt receipt =
        new LaboratoryFolder(drop.resolve("labo"), Duration.ofSeconds(5))
            .drop("a.hpr", bytes("x FIN"));
    assertThat(receipt.verdict()).isEqualTo("RECU");
    assertThat(receipt.sha256()).isEqualTo(Sha256.of(bytes("x FIN")).hex());
    assertThat(receipt.problems()).isEmpty();
    assertThat(receipt.hl7()).isEqualTo(bytes("MSA|AA"));
  }

  @Test
  void quarantined_file_gets_its_problems() throws IOException {
    entrance.behaviour =
        incoming -> FakeEntrance.answer(Kind.NOT_UNDERSTOOD, Content.of(bytes("MSA|AE")));
    Receipt receipt =
        new LaboratoryFolder(drop.resolve("labo"), Duration.ofSeconds(5))
            .drop("a.hpr", bytes("no end mark"));
    assertThat(receipt.verdict()).isEqualTo("EN_QUARANTAINE");
    assertThat(receipt.problems()).containsExactly("FORMAT_UNKNOWN");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
