// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static fr.relais.adapters.channels.RawPeer.frame;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.channels.ChannelSettings.Mllp;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an MLLP peer may send to exhaust us (safety rules, section 5). */
class HostileMllpTest {
  private static final int PIECE_BYTES = 1 << 20;
  private static final int PIECES_OF_TWO_GIGABYTES = 2048;
  private static final int DRIPPING = 500;
  private static final Duration IDLE = Duration.ofMillis(500);

  @TempDir Path folder;

  @Test
  void two_gigabytes_without_end_are_let_pass_and_not_kept() {
    Mllp limits = new Mllp("127.0.0.1", 0, Duration.ofMinutes(10), 50, 100, 4, 100_000_000);
    MllpFrames frames =
        new MllpFrames(
            new MllpConnections(limits), ChannelSettings.MESSAGE_BYTES_MAX, limits.idle());
    EmbeddedChannel channel = new EmbeddedChannel(frames);
    byte[] piece = "x".repeat(PIECE_BYTES).getBytes(StandardCharsets.US_ASCII);
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {MllpFrames.START}));
    for (int i = 0; i < PIECES_OF_TWO_GIGABYTES; i++) {
      ByteBuf part = Unpooled.wrappedBuffer(piece);
      channel.writeInbound(part);
      boolean past = (long) i * PIECE_BYTES > ChannelSettings.MESSAGE_BYTES_MAX;
      assertThat(part.refCnt()).as("piece %d is kept", i).isLessThanOrEqualTo(past ? 0 : 1);
      assertThat(channel.inboundMessages()).isEmpty();
    }
    assertThat(channel.finish()).as("handed in").isFalse();
  }

  @Test
  void five_hundred_connections_that_drip_are_closed_and_hold_nobody_up() throws IOException {
    FakeEntrance entrance = new FakeEntrance();
    Channels channels =
        OpenDoor.mllp(
            folder,
            entrance,
            ChannelSettings.MESSAGE_BYTES_MAX,
            new Mllp("127.0.0.1", 0, IDLE, DRIPPING, 2 * DRIPPING, 4, 100_000_000));
    int port = channels.mllpPort().orElseThrow();
    List<RawPeer> peers = new ArrayList<>();
    try {
      for (int i = 0; i < DRIPPING; i++) {
        RawPeer peer = new RawPeer(port, "127.0.0.2");
        peers.add(peer);
        peer.writes("\u000b");
      }
      try (RawPeer laboratory = new RawPeer(port, "127.0.0.3")) {
        assertThat(laboratory.writes(frame("in time")).answer()).isEqualTo("MSA|AA|in time");
      }
      for (RawPeer peer : peers) {
        assertThat(peer.untilClosed()).isEmpty();
      }
    } finally {
      for (RawPeer peer : peers) {
        peer.close();
      }
      channels.close();
    }
    assertThat(entrance.texts()).containsExactly("in time");
  }
}
