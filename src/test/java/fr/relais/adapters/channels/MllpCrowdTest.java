// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static fr.relais.adapters.channels.RawPeer.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.adapters.channels.ChannelSettings.Mllp;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MllpCrowdTest {
  private static final int MAX = ChannelSettings.MESSAGE_BYTES_MAX;

  @TempDir Path folder;
  private final FakeEntrance entrance = new FakeEntrance();
  private final List<RawPeer> peers = new ArrayList<>();
  private Channels channels;

  @AfterEach
  void close() throws IOException {
    for (RawPeer peer : peers) {
      peer.close();
    }
    channels.close();
  }

  private int open(Mllp limits) {
    channels = OpenDoor.mllp(folder, entrance, MAX, limits);
    return channels.mllpPort().orElseThrow();
  }

  private RawPeer peer(int port, String from) throws IOException {
    RawPeer peer = new RawPeer(port, from);
    peers.add(peer);
    return peer;
  }

  @Test
  void thousand_idle_connections_do_not_hold_up_a_message() throws IOException {
    int port = open(OpenDoor.limits(2_000, 2_000, 4));
    for (int i = 0; i < 1_000; i++) {
      peer(port, "127.0.0.1");
    }
    long start = System.nanoTime();
    assertThat(peer(port, "127.0.0.1").writes(frame("now")).answer()).isEqualTo("MSA|AA|now");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
  }

  @Test
  void thousand_connections_of_one_peer_leave_the_seats_of_the_others_alone() throws IOException {
    int port = open(OpenDoor.limits(50, 200, 4));
    RawPeer laboratory = peer(port, "127.0.0.2");
    laboratory.writes(frame("before")).answer();
    for (int i = 0; i < 1_000; i++) {
      peer(port, "127.0.0.1");
    }
    assertThat(laboratory.writes(frame("after")).answer()).isEqualTo("MSA|AA|after");
    assertThat(peer(port, "127.0.0.1").writes(frame("same peer")).answer())
        .isEqualTo("MSA|AA|same peer");
  }

  @Test
  void peer_over_its_cap_loses_the_connection_that_was_idle_longest() throws IOException {
    int port = open(OpenDoor.limits(3, 100, 4));
    RawPeer first = peer(port, "127.0.0.1");
    RawPeer second = peer(port, "127.0.0.1");
    RawPeer third = peer(port, "127.0.0.1");
    third.writes(frame("x")).answer();
    first.writes(frame("x")).answer();
    second.writes(frame("x")).answer(); // so third is now idle longest
    RawPeer fourth = peer(port, "127.0.0.1");
    assertThat(fourth.writes(frame("four")).answer()).isEqualTo("MSA|AA|four");
    assertThat(third.untilClosed()).isEmpty();
    assertThat(first.writes(frame("one")).answer()).isEqualTo("MSA|AA|one");
    assertThat(second.writes(frame("two")).answer()).isEqualTo("MSA|AA|two");
  }

  @Test
  void newcomer_is_closed_when_every_seat_of_the_peer_is_at_work() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    entrance.behaviour = incoming -> MllpTest.waitFor(release, incoming);
    int port = open(OpenDoor.limits(2, 100, 4));
    RawPeer working = peer(port, "127.0.0.1").writes(frame("in work"));
    RawPeer reading = peer(port, "127.0.0.1").writes("\u000bhalf a fra");
    await().until(() -> entrance.received.size() == 1);
    assertThat(reading.isLeftOpen(50)).isTrue();
    assertThat(peer(port, "127.0.0.1").untilClosed()).isEmpty();
    release.countDown();
    assertThat(working.answer()).isEqualTo("MSA|AA|in work");
    assertThat(reading.writes("me\u001c\r").answer()).isEqualTo("MSA|AA|half a frame");
  }

  @Test
  void over_the_cap_in_all_the_longest_idle_of_any_peer_gives_way() throws IOException {
    int port = open(OpenDoor.limits(50, 3, 4));
    RawPeer oldest = peer(port, "127.0.0.2");
    oldest.writes(frame("x")).answer();
    RawPeer other = peer(port, "127.0.0.3");
    other.writes(frame("x")).answer();
    RawPeer third = peer(port, "127.0.0.4");
    third.writes(frame("x")).answer();
    assertThat(peer(port, "127.0.0.5").writes(frame("new")).answer()).isEqualTo("MSA|AA|new");
    assertThat(oldest.untilClosed()).isEmpty();
    assertThat(other.writes(frame("y")).answer()).isEqualTo("MSA|AA|y");
  }

  @Test
  void same_message_on_eight_connections_at_once_is_answered_eight_times() throws Exception {
    int port = open(OpenDoor.limits(50, 100, 4));
    CyclicBarrier together = new CyclicBarrier(8);
    List<Callable<String>> senders = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      RawPeer peer = peer(port, "127.0.0.1");
      senders.add(
          () -> {
            together.await();
            return peer.writes(frame("same")).answer();
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    for (Future<String> answer : threads.invokeAll(senders)) {
      assertThat(answer.get()).isEqualTo("MSA|AA|same");
    }
    threads.shutdown();
    assertThat(entrance.received).hasSize(8);
  }

  @Test
  void twenty_megabytes_are_taken_and_one_byte_more_is_not() throws IOException {
    entrance.behaviour =
        incoming ->
            FakeEntrance.answer(Acknowledgement.Kind.STORED, Content.of(new byte[] {'o', 'k'}));
    int port = open(OpenDoor.limits(50, 100, 4));
    String most = "x".repeat(MAX);
    assertThat(peer(port, "127.0.0.1").writes(frame(most)).answer()).isEqualTo("ok");
    RawPeer tooMuch = peer(port, "127.0.0.1");
    tooMuch.writes("\u000b" + most + "x");
    assertThat(tooMuch.untilClosed()).isEmpty();
    assertThat(entrance.received).hasSize(1);
  }

  @Test
  void large_frames_that_together_hold_too_much_are_closed_and_small_ones_still_pass()
      throws IOException {
    int port = open(new Mllp("127.0.0.1", 0, Duration.ofSeconds(5), 50, 100, 4, 1_000_000));
    peer(port, "127.0.0.1").writes("\u000b" + "x".repeat(900_000)).isLeftOpen(100);
    RawPeer second = peer(port, "127.0.0.1");
    assertThat(second.writesWhatIsTaken("\u000b" + "x".repeat(200_000)).untilClosed()).isEmpty();
    assertThat(peer(port, "127.0.0.1").writes(frame("small")).answer()).isEqualTo("MSA|AA|small");
    peers.get(0).close();
    String afterwards = "x".repeat(300_000);
    await()
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(peer(port, "127.0.0.1").writes(frame(afterwards)).answer())
                    .endsWith(afterwards));
  }
}
