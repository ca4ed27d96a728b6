// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUpState;
import fr.relais.flow.Checkpoint;
import fr.relais.sandbox.ListeningProducer;
import fr.relais.sandbox.MailAnswering;
import fr.relais.sandbox.MailOperator;
import fr.relais.sandbox.dmp.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a laboratory's message to what it is told of it, over real sockets and in real files. */
class ProducerToldTest {
  @TempDir Path folder;

  private static String event(String message) {
    return message.split("\r")[0].split("\\|", -1)[8].split("\\^")[1];
  }

  private static String line(String message, String begin) {
    return Stream.of(message.split("\r"))
        .filter(one -> one.startsWith(begin))
        .findFirst()
        .orElse("");
  }

  @Test
  void each_fact_is_told_once_on_the_producers_socket_and_its_answer_is_read() throws Exception {
    try (ListeningProducer producer = new ListeningProducer(ListeningProducer.saying("AA"));
        ProducerHouse house =
            new ProducerHouse(folder, "mllp://127.0.0.1:" + producer.port(), "ouvert")) {
      house.answering(MailAnswering.INTEGRATED);
      assertThat(house.sends()).contains("MSA|AA|SER-160");
      house.delivers();
      await().until(() -> house.acknowledgements().size() == 3);
      house.delivers();

      assertThat(producer.received())
          .extracting(ProducerToldTest::event)
          .containsExactlyInAnyOrder("Z01", "Z02", "Z03");
      assertThat(producer.received())
          .allSatisfy(
              message -> {
                assertThat(line(message, "MSH"))
                    .startsWith("MSH|^~\\&|RELAIS|NOYERS|SIL-SEREIN|LBM DU SEREIN^890009991^M|");
                assertThat(line(message, "OBX|1")).contains("|SER-160|Y^");
                assertThat(message).doesNotContain("DURAND", DmpHouse.INS, "ERR|");
              });
      assertThat(producer.received())
          .filteredOn(message -> event(message).equals("Z03"))
          .allSatisfy(
              message ->
                  assertThat(line(message, "OBX|2"))
                      .contains("LECTEUR_MSS", "|889970010222|", ProducerHouse.BOYER));
      assertThat(house.acknowledgements())
          .extracting(one -> one.state())
          .containsOnly(DeliveryState.SENT);
      assertThat(house.followUp().state()).isEqualTo(FollowUpState.OPEN);
      assertThat(house.followUp().owner()).isEqualTo("boyer");
    }
  }

  @Test
  void what_the_producer_could_not_take_goes_again_under_the_same_identifier() throws Exception {
    try (ListeningProducer producer = new ListeningProducer(ListeningProducer.saying("AR"));
        ProducerHouse house =
            new ProducerHouse(folder, "mllp://127.0.0.1:" + producer.port(), "ouvert")) {
      house.sends();
      house.delivers();
      producer.answers(message -> new byte[0]);
      house.delivers(Duration.ofMinutes(1));
      producer.answers(ListeningProducer.saying("AA"));
      house.delivers(Duration.ofMinutes(10));

      assertThat(producer.received()).hasSizeGreaterThanOrEqualTo(3);
      assertThat(producer.received().stream().distinct()).hasSize(1);
      assertThat(house.acknowledgements())
          .extracting(one -> one.state())
          .containsExactly(DeliveryState.SENT);
    }
  }

  @Test
  void what_waits_follows_the_producer_to_its_new_door_under_the_same_identifier()
      throws Exception {
    Files.createDirectories(folder.resolve("serein-accuses"));
    try (ListeningProducer producer = new ListeningProducer(ListeningProducer.saying("AR"));
        ProducerHouse house =
            new ProducerHouse(folder, "mllp://127.0.0.1:" + producer.port(), "ouvert")) {
      house.sends();
      house.delivers();
      house.moves("serein-accuses");
      house.delivers(Duration.ofMinutes(10));

      assertThat(files(folder.resolve("serein-accuses")))
          .singleElement()
          .satisfies(message -> assertThat(message).isEqualTo(producer.received().get(0)));
      assertThat(house.acknowledgements())
          .extracting(one -> one.state())
          .containsExactly(DeliveryState.EXPIRED, DeliveryState.SENT);
    }
  }

  @Test
  void a_refusal_of_the_dmp_is_told_with_its_code_in_the_producers_folder() throws Exception {
    Files.createDirectories(folder.resolve("serein-accuses"));
    try (ProducerHouse house = new ProducerHouse(folder, "serein-accuses", "fermé")) {
      house.answering(MailAnswering.REFUSED_904);
      house.sends();
      house.delivers();
      await().until(() -> house.acknowledgements().size() == 3);
      house.delivers();

      List<String> told = files(folder.resolve("serein-accuses"));
      assertThat(told)
          .extracting(ProducerToldTest::event)
          .containsExactlyInAnyOrder("Z01", "Z02", "Z03");
      assertThat(told)
          .filteredOn(message -> event(message).equals("Z01"))
          .allSatisfy(
              message ->
                  assertThat(line(message, "ERR")).contains("|DMPClosed^DMP fermé^DMP_ERROR_CODE"));
      assertThat(told)
          .filteredOn(message -> event(message).equals("Z02"))
          .allSatisfy(message -> assertThat(line(message, "OBX|1")).contains("|Y^"));
      assertThat(told)
          .filteredOn(message -> event(message).equals("Z03"))
          .allSatisfy(
              message -> {
                assertThat(line(message, "OBX|1")).contains("|N^");
                assertThat(line(message, "ERR")).contains("|904^");
              });
    }
  }

  @Test
  void a_mailbox_that_refuses_is_told_with_the_reply_of_its_server() throws Exception {
    Files.createDirectories(folder.resolve("serein-accuses"));
    Files.createDirectories(folder.resolve("boyer"));
    try (ProducerHouse house = new ProducerHouse(folder, "serein-accuses", "ouvert")) {
      house.fault(MailOperator.Fault.REFUSE);
      house.sends();
      house.delivers();

      assertThat(files(folder.resolve("serein-accuses")))
          .filteredOn(message -> event(message).equals("Z02"))
          .singleElement()
          .satisfies(
              message -> {
                assertThat(line(message, "OBX|1")).contains("|N^");
                assertThat(line(message, "ERR")).contains("|550^");
              });
      assertThat(folder.resolve("boyer")).isNotEmptyDirectory();
    }
  }

  @Test
  void a_document_found_after_a_try_of_ours_without_an_answer_was_taken() throws Exception {
    Files.createDirectories(folder.resolve("serein-accuses"));
    try (ProducerHouse house = new ProducerHouse(folder, "serein-accuses", "ouvert")) {
      house.sends();
      house.dmp().platform().fault(Fault.CUT_AFTER_COMMIT, 1);
      house.delivers(Duration.ofMinutes(10));

      assertThat(files(folder.resolve("serein-accuses")))
          .extracting(ProducerToldTest::event)
          .containsExactly("Z01");
    }
  }

  @Test
  void a_document_that_someone_else_filed_first_is_not_told_as_taken() throws Exception {
    Files.createDirectories(folder.resolve("serein-accuses"));
    String story = "160-producer-is-told-what-became-of-its-document";
    try (ProducerHouse house = new ProducerHouse(folder, "serein-accuses", "ouvert");
        DmpHouse other = new DmpHouse(story, house.dmp(), Checkpoint.NONE)) {
      other.receives(null, DmpHouse.message(story, "potassium-cda.hl7"));
      other.delivers(Duration.ofMinutes(1));
      assertThat(other.attempts()).containsExactly("DMP_FILED");
      house.sends();
      house.delivers(Duration.ofMinutes(1));

      assertThat(files(folder.resolve("serein-accuses"))).isEmpty();
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(
              file -> {
                try {
                  return Files.readString(file);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .toList();
    }
  }
}
