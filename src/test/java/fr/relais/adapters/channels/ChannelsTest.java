// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static fr.relais.adapters.channels.RawPeer.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import fr.relais.adapters.channels.ChannelSettings.DropFolder;
import fr.relais.adapters.channels.ChannelSettings.Mllp;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ChannelsTest {
  private static final int MAX = 100_000;

  @TempDir Path folder;
  private final FakeEntrance entrance = new FakeEntrance();

  @Test
  void door_without_route_file_stays_shut() {
    ChannelSettings settings =
        new ChannelSettings(
            MAX, OpenDoor.limits(9, 9, 2), DropFolder.in(folder.resolve("drop").toAbsolutePath()));
    try (Channels none = Channels.open(folder.toAbsolutePath(), entrance, settings, () -> true)) {
      assertThat(none.mllpPort()).isEmpty();
      assertThat(folder.resolve("drop")).doesNotExist();
    }
  }

  @Test
  void port_that_is_taken_is_said_at_once() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      Mllp same =
          new Mllp("127.0.0.1", taken.getLocalPort(), Duration.ofSeconds(1), 9, 9, 2, 1_000_000);
      assertThatThrownBy(() -> OpenDoor.mllp(folder, entrance, MAX, same))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void message_in_work_is_answered_before_the_door_closes() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    entrance.behaviour = incoming -> MllpTest.waitFor(release, incoming);
    Channels channels = OpenDoor.mllp(folder, entrance, MAX, OpenDoor.limits(9, 9, 2));
    try (RawPeer peer = new RawPeer(channels.mllpPort().orElseThrow());
        RawPeer idle = new RawPeer(channels.mllpPort().orElseThrow())) {
      peer.writes(frame("in work") + frame("behind it"));
      await().until(() -> entrance.received.size() == 1);
      Thread stop = new Thread(channels::close);
      stop.start();
      assertThat(idle.untilClosed()).isEmpty();
      release.countDown();
      assertThat(peer.answer()).isEqualTo("MSA|AA|in work");
      assertThat(peer.untilClosed()).isEmpty();
      stop.join();
    }
    assertThat(entrance.texts()).containsExactly("in work");
  }

  @Test
  void stop_with_stuck_messages_lasts_two_seconds_at_most_and_answers_nothing() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    entrance.behaviour = incoming -> MllpTest.waitFor(never, incoming);
    Channels channels = OpenDoor.mllp(folder, entrance, MAX, OpenDoor.limits(9, 9, 2));
    int port = channels.mllpPort().orElseThrow();
    try (RawPeer one = new RawPeer(port);
        RawPeer two = new RawPeer(port)) {
      one.writes(frame("one"));
      two.writes(frame("two"));
      await().until(() -> entrance.received.size() == 2);
      long start = System.nanoTime();
      channels.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      assertThat(one.untilClosed() + two.untilClosed()).isEmpty();
      assertThatThrownBy(() -> new RawPeer(port)).isInstanceOf(ConnectException.class);
    } finally {
      never.countDown();
    }
  }

  @Test
  void message_that_waited_for_a_worker_is_not_handed_in_after_the_stop() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    entrance.behaviour = incoming -> MllpTest.waitFor(release, incoming);
    Channels channels = OpenDoor.mllp(folder, entrance, MAX, OpenDoor.limits(9, 9, 1));
    int port = channels.mllpPort().orElseThrow();
    try (RawPeer one = new RawPeer(port);
        RawPeer two = new RawPeer(port)) {
      one.writes(frame("one"));
      await().until(() -> entrance.received.size() == 1);
      two.writes(frame("two"));
      assertThat(two.isLeftOpen(100)).isTrue();
      channels.close();
      release.countDown();
      assertThat(two.isLeftOpen(100)).isFalse();
    }
    await().during(Duration.ofMillis(200)).until(() -> entrance.texts().equals(List.of("one")));
  }

  @Test
  void stop_with_both_doors_stuck_lasts_two_seconds_at_most() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    entrance.behaviour = incoming -> MllpTest.waitFor(never, incoming);
    Path drop = Files.createDirectories(folder.toAbsolutePath().resolve("drop/labo"));
    OpenDoor.copyRoute("in-folder.camel.yaml", folder);
    OpenDoor.copyRoute("in-mllp.camel.yaml", folder);
    Duration quick = Duration.ofMillis(20);
    ChannelSettings settings =
        new ChannelSettings(
            MAX,
            OpenDoor.limits(9, 9, 1),
            new DropFolder(folder.toAbsolutePath().resolve("drop"), quick, quick, quick));
    Channels channels = Channels.open(folder.toAbsolutePath(), entrance, settings, () -> true);
    Files.writeString(drop.resolve("a.hpr"), "x FIN");
    try (RawPeer peer = new RawPeer(channels.mllpPort().orElseThrow())) {
      peer.writes(frame("one"));
      await().until(() -> entrance.received.size() == 2);
      long start = System.nanoTime();
      channels.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    } finally {
      never.countDown();
    }
  }

  @Test
  void route_files_are_named_after_their_route_and_hold_no_script() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      List<Path> routes =
          files.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().toList();
      assertThat(routes).hasSizeGreaterThanOrEqualTo(2);
      for (Path route : routes) {
        String name = route.getFileName().toString().replace(".camel.yaml", "");
        assertThat(Files.readString(route))
            .contains("id: " + name + "\n")
            .doesNotContainIgnoringCase("script", "choice", "simple:", "toD", "groovy", "${");
      }
    }
  }

  @Test
  void no_log_at_any_level_holds_a_byte_of_a_message() throws Exception {
    Logged logged = new Logged();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    logged.start();
    root.setLevel(Level.TRACE);
    root.addAppender(logged);
    root.detachAppender("console");
    try (Channels channels = OpenDoor.mllp(folder, entrance, MAX, OpenDoor.limits(9, 9, 2));
        RawPeer good = new RawPeer(channels.mllpPort().orElseThrow());
        RawPeer bad = new RawPeer(channels.mllpPort().orElseThrow())) {
      good.writes(frame("MSH|TESTPATIENT")).answer();
      bad.writes("\u000bMSH|TESTPATIENT\u000b").untilClosed();
      entrance.behaviour =
          incoming -> {
            throw new IllegalStateException("TESTPATIENT");
          };
      good.writes(frame("MSH|TESTPATIENT")).untilClosed();
    } finally {
      root.detachAppender(logged);
      root.setLevel(before);
    }
    assertThat(logged.lines).isNotEmpty().noneMatch(line -> line.contains("TESTPATIENT"));
    assertThat(logged.lines).anyMatch(line -> line.contains("code=TRUNCATED"));
  }

  private static final class Logged extends AppenderBase<ILoggingEvent> {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      String thrown =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      lines.add(event.getFormattedMessage() + thrown);
    }
  }
}
