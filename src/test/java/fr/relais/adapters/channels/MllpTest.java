// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static fr.relais.adapters.channels.RawPeer.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.adapters.channels.ChannelSettings.DropFolder;
import fr.relais.adapters.channels.ChannelSettings.Mllp;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.flow.Entrance.Answer;
import fr.relais.flow.Entrance.Incoming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MllpTest {
  private static final Duration IDLE = Duration.ofMillis(400);
  private static final int MAX = 200_000;

  @TempDir Path folder;
  private final FakeEntrance entrance = new FakeEntrance();
  private Channels channels;
  private int port;

  @BeforeEach
  void open() throws IOException {
    Files.copy(Path.of("routes/in-mllp.camel.yaml"), folder.resolve("in-mllp.camel.yaml"));
    channels =
        Channels.open(
            folder.toAbsolutePath(),
            entrance,
            new ChannelSettings(
                MAX,
                new Mllp("127.0.0.1", 0, IDLE, 10, 15, 4, 1_000_000),
                DropFolder.in(folder.toAbsolutePath())),
            () -> true);
    port = channels.mllpPort().orElseThrow();
  }

  @AfterEach
  void close() {
    channels.close();
  }

  @Test
  void message_is_handed_in_as_it_came_and_answered_in_a_frame() throws IOException {
    try (RawPeer peer = new RawPeer(port)) {
      assertThat(peer.writes(frame("MSH|é\r\nPID")).answer()).isEqualTo("MSA|AA|MSH|é\r\nPID");
      assertThat(peer.isLeftOpen(50)).isTrue();
    }
    assertThat(entrance.received.get(0).channel()).isEqualTo("mllp");
    assertThat(entrance.received.get(0).folder()).isNull();
  }

  @Test
  void line_ends_between_frames_are_borne() throws IOException {
    try (RawPeer peer = new RawPeer(port)) {
      peer.writes("\r\n" + frame("one") + "\r\n\n" + frame("two"));
      assertThat(List.of(peer.answer(), peer.answer())).containsExactly("MSA|AA|one", "MSA|AA|two");
    }
  }

  @Test
  void frame_that_comes_byte_by_byte_is_one_message() throws IOException {
    try (RawPeer peer = new RawPeer(port)) {
      for (char c : frame("slow").toCharArray()) {
        peer.writes(String.valueOf(c));
      }
      assertThat(peer.answer()).isEqualTo("MSA|AA|slow");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n",
        "MSH|no start\u001c\r",
        "\u000btorn\u000bwhole\u001c\r",
        "\u000bend without CR\u001c\u000bnext\u001c\r",
        "\u000bend inside\u001cX\r",
        "\u001c\r",
      })
  void what_is_no_frame_is_closed_without_answer_and_nothing_is_handed_in(String bytes)
      throws IOException {
    try (RawPeer peer = new RawPeer(port)) {
      assertThat(peer.writes(bytes).untilClosed()).isEmpty();
    }
    assertThat(entrance.received).isEmpty();
  }

  @Test
  void garbage_after_a_good_frame_does_not_take_its_answer_away() throws IOException {
    try (RawPeer peer = new RawPeer(port)) {
      peer.writes(frame("good") + "garbage");
      assertThat(peer.answer()).isEqualTo("MSA|AA|good");
      assertThat(peer.untilClosed()).isEmpty();
    }
    assertThat(entrance.texts()).containsExactly("good");
  }

  @Test
  void message_of_the_greatest_size_is_taken_and_one_byte_more_is_answered_unread()
      throws IOException {
    try (RawPeer peer = new RawPeer(port)) {
      String most = "x".repeat(MAX);
      assertThat(peer.writes(frame(most)).answer()).hasSize(MAX + 7);
      assertThat(peer.writes(frame(most + "x")).answer()).isEqualTo("MSA|AR|xxxxx");
      assertThat(peer.writes(frame(most + most + "\u001c" + most)).answer()).startsWith("MSA|AR");
      assertThat(peer.writes(frame("next")).answer()).isEqualTo("MSA|AA|next");
    }
    assertThat(entrance.received).hasSize(2);
  }

  @Test
  void half_a_frame_then_silence_is_discarded_after_the_idle_time() throws IOException {
    try (RawPeer peer = new RawPeer(port)) {
      long start = System.nanoTime();
      assertThat(peer.writes("\u000bMSH|half").untilClosed()).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(IDLE, IDLE.multipliedBy(3));
    }
    assertThat(entrance.received).isEmpty();
  }

  @Test
  void dripping_does_not_extend_the_idle_time() throws IOException {
    try (RawPeer peer = new RawPeer(port)) {
      long start = System.nanoTime();
      peer.writes("\u000b");
      while (peer.isLeftOpen(40) && System.nanoTime() - start < 5_000_000_000L) {
        peer.writes("x");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IDLE.multipliedBy(3));
    }
  }

  @Test
  void connection_between_two_messages_is_kept() throws IOException {
    try (RawPeer peer = new RawPeer(port)) {
      peer.writes(frame("one")).answer();
      assertThat(peer.isLeftOpen((int) IDLE.multipliedBy(2).toMillis())).isTrue();
      assertThat(peer.writes(frame("two")).answer()).isEqualTo("MSA|AA|two");
    }
  }

  @Test
  void two_hundred_messages_in_one_go_are_answered_in_order_one_at_a_time() throws IOException {
    AtomicInteger together = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    entrance.behaviour =
        incoming -> {
          most.accumulateAndGet(together.incrementAndGet(), Math::max);
          Answer answer = FakeEntrance.stored(incoming);
          together.decrementAndGet();
          return answer;
        };
    try (RawPeer peer = new RawPeer(port)) {
      StringBuilder all = new StringBuilder();
      IntStream.range(0, 200).forEach(i -> all.append(frame("message " + i)));
      peer.writes(all.toString()).finishesWriting();
      for (int i = 0; i < 200; i++) {
        assertThat(peer.answer()).isEqualTo("MSA|AA|message " + i);
      }
    }
    assertThat(entrance.received).hasSize(200);
    assertThat(most).hasValue(1);
  }

  @Test
  void connection_with_a_message_in_work_is_not_read_further() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    entrance.behaviour = incoming -> waitFor(release, incoming);
    try (RawPeer peer = new RawPeer(port)) {
      peer.writes(frame("first"));
      await().until(() -> entrance.received.size() == 1);
      Thread flood =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 400; i++) {
                    peer.writes(frame("x".repeat(100_000)));
                  }
                } catch (IOException e) {
                  Thread.currentThread().interrupt(); // closed at the end of the test
                }
              });
      flood.start();
      flood.join(300);
      assertThat(flood.isAlive()).as("40 MB do not fit: the sender is held back").isTrue();
      assertThat(entrance.received).hasSize(1);
    }
    release.countDown();
  }

  @Test
  void no_acknowledgement_means_no_answer_and_a_closed_connection() throws IOException {
    entrance.behaviour =
        incoming -> new Answer(Acknowledgement.Kind.TRY_LATER, false, null, null, List.of());
    try (RawPeer peer = new RawPeer(port)) {
      assertThat(peer.writes(frame("MSH|x")).untilClosed()).isEmpty();
    }
  }

  @Test
  void entrance_that_breaks_its_promise_and_throws_closes_without_a_word() throws IOException {
    entrance.behaviour =
        incoming -> {
          throw new IllegalStateException("DUPONT 1234");
        };
    try (RawPeer peer = new RawPeer(port)) {
      assertThat(peer.writes(frame("MSH|x")).untilClosed()).isEmpty();
    }
  }

  @Test
  void nothing_is_answered_before_the_house_has_answered() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    entrance.behaviour = incoming -> waitFor(release, incoming);
    try (RawPeer peer = new RawPeer(port)) {
      peer.writes(frame("MSH|x"));
      await().until(() -> entrance.received.size() == 1);
      assertThat(peer.isLeftOpen(100)).isTrue();
      release.countDown();
      assertThat(peer.answer()).isEqualTo("MSA|AA|MSH|x");
    }
  }

  @Test
  void slow_message_does_not_delay_another_connection() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    entrance.behaviour =
        incoming ->
            FakeEntrance.text(incoming.content()).equals("slow")
                ? waitFor(release, incoming)
                : FakeEntrance.stored(incoming);
    try (RawPeer slow = new RawPeer(port);
        RawPeer other = new RawPeer(port)) {
      slow.writes(frame("slow"));
      await().until(() -> entrance.received.size() == 1);
      for (int i = 0; i < 20; i++) {
        assertThat(other.writes(frame("quick")).answer()).isEqualTo("MSA|AA|quick");
      }
      release.countDown();
      assertThat(slow.answer()).isEqualTo("MSA|AA|slow");
    }
  }

  @Test
  void peer_that_left_before_the_answer_harms_nobody() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    entrance.behaviour = incoming -> waitFor(release, incoming);
    try (RawPeer gone = new RawPeer(port)) {
      gone.writes(frame("gone"));
      await().until(() -> entrance.received.size() == 1);
    }
    release.countDown();
    entrance.behaviour = FakeEntrance::stored;
    try (RawPeer next = new RawPeer(port)) {
      assertThat(next.writes(frame("next")).answer()).isEqualTo("MSA|AA|next");
    }
    assertThat(entrance.texts()).containsExactly("gone", "next");
  }

  @Test
  void peer_that_does_not_take_its_answer_loses_the_connection() throws Exception {
    int size = 30_000_000;
    entrance.behaviour =
        incoming -> FakeEntrance.answer(Acknowledgement.Kind.STORED, Content.of(new byte[size]));
    try (RawPeer peer = new RawPeer(port)) {
      peer.writes(frame("x"));
      await().until(() -> cutOff(peer));
    }
  }

  /** A connection that the other side closed with bytes on their way refuses to be written to. */
  private static boolean cutOff(RawPeer peer) {
    try {
      peer.writes(new byte[] {'\n'});
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  static Answer waitFor(CountDownLatch release, Incoming incoming) {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return FakeEntrance.stored(incoming);
  }
}
