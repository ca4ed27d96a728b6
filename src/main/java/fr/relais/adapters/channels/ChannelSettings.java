// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the doors are bound to. Every limit is here, so that none is hidden in code.
 *
 * @param messageBytesMax largest message taken by any door (default 20 MB)
 */
public record ChannelSettings(int messageBytesMax, Mllp mllp, DropFolder folder) {

  /** Default of {@link #messageBytesMax()}: 20 MB. */
  public static final int MESSAGE_BYTES_MAX = 20 * 1024 * 1024;

  public ChannelSettings {
    positive(messageBytesMax, "messageBytesMax");
  }

  /**
   * The MLLP door.
   *
   * @param port 0 for any free one
   * @param idle how long a frame may take from its first byte to its last, and an answer to be
   *     taken by the peer (default 30 s)
   * @param connectionsPerPeerMax connections of one address (default 50)
   * @param connectionsMax connections in all (default 2,000)
   * @param workers messages treated at the same time (default 16)
   * @param bytesInWorkMax what all messages over 64 kB may hold together while they are read and
   *     treated (default 256 MB)
   */
  public record Mllp(
      String host,
      int port,
      Duration idle,
      int connectionsPerPeerMax,
      int connectionsMax,
      int workers,
      long bytesInWorkMax) {

    public Mllp {
      positive(idle.toMillis(), "mllp.idle");
      positive(connectionsPerPeerMax, "mllp.connectionsPerPeerMax");
      positive(connectionsMax, "mllp.connectionsMax");
      positive(workers, "mllp.workers");
      positive(bytesInWorkMax, "mllp.bytesInWorkMax");
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("mllp.port is not a port");
      }
    }

    /** The default limits at this address. */
    public static Mllp at(String host, int port) {
      return new Mllp(host, port, Duration.ofSeconds(30), 50, 2_000, 16, 256L * 1024 * 1024);
    }
  }

  /**
   * The drop folder.
   *
   * @param root absolute path; each sender has a folder in it
   * @param poll pause between two looks (default 250 ms)
   * @param quietFor how long a file that has its end mark must be left alone (default 500 ms)
   * @param stalledAfter how long a file without end mark must be left alone before it is taken as
   *     it is (default 10 s)
   */
  public record DropFolder(Path root, Duration poll, Duration quietFor, Duration stalledAfter) {

    public DropFolder {
      if (!root.isAbsolute()) {
        throw new IllegalArgumentException("folder.root must be an absolute path");
      }
      positive(poll.toMillis(), "folder.poll");
      positive(quietFor.toMillis(), "folder.quietFor");
      positive(stalledAfter.toMillis(), "folder.stalledAfter");
    }

    /** The default times in this folder. */
    public static DropFolder in(Path root) {
      return new DropFolder(
          root, Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(10));
    }
  }

  private static void positive(long value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be more than 0");
    }
  }
}
