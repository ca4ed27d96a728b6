// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.adapters.channels.ChannelSettings.Mllp;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The seats at the MLLP door: so many for one peer, so many in all. Whoever has been idle longest
 * gives way to a newcomer; whoever is at work never does. All threads share it.
 */
final class MllpConnections {

  /** Smaller messages are not counted: the number of seats bounds them. */
  static final int SMALL_BYTES = 64 * 1024;

  private enum Place {
    IDLE,
    READING,
    WORKING,
    GONE
  }

  /** One connection. Its fields belong to the lock of {@link MllpConnections}. */
  static final class Seat {
    private final Channel channel;
    private final String peer;
    private Place place = Place.IDLE;
    private long idleSince = System.nanoTime();
    private long bytes;

    private Seat(Channel channel) {
      this.channel = channel;
      this.peer = peerOf(channel);
    }

    String peer() {
      return peer;
    }
  }

  private final Mllp limits;
  private final Set<Seat> seats = new HashSet<>();
  private long bytesInWork;
  private boolean draining;

  MllpConnections(Mllp limits) {
    this.limits = limits;
  }

  /** A seat for the newcomer, if need be that of the longest idle; empty when all are at work. */
  synchronized Optional<Seat> admit(Channel channel) {
    if (draining) {
      return Optional.empty();
    }
    Seat seat = new Seat(channel);
    boolean room =
        makeRoom(limits.connectionsPerPeerMax(), other -> other.peer.equals(seat.peer))
            && makeRoom(limits.connectionsMax(), other -> true);
    if (!room) {
      return Optional.empty();
    }
    seats.add(seat);
    return Optional.of(seat);
  }

  private boolean makeRoom(int max, Predicate<Seat> among) {
    if (seats.size() < max || seats.stream().filter(among).count() < max) {
      return true;
    }
    Optional<Seat> longest =
        seats.stream()
            .filter(among)
            .filter(seat -> seat.place == Place.IDLE)
            .min(Comparator.comparingLong(seat -> seat.idleSince));
    longest.ifPresent(this::giveWay);
    return longest.isPresent();
  }

  private void giveWay(Seat seat) {
    free(seat);
    seat.channel.close();
  }

  /** A frame begins: from now on the seat gives way to nobody. False when it just gave way. */
  synchronized boolean reads(Seat seat) {
    return moves(seat, Place.READING);
  }

  /** A whole frame is there and goes to work. False when the door is closing. */
  synchronized boolean works(Seat seat) {
    return !draining && moves(seat, Place.WORKING);
  }

  /** The answer is written. False when the connection must close. */
  synchronized boolean rests(Seat seat) {
    bytesInWork -= seat.bytes;
    seat.bytes = 0;
    seat.idleSince = System.nanoTime();
    return !draining && moves(seat, Place.IDLE);
  }

  private boolean moves(Seat seat, Place place) {
    if (seat.place == Place.GONE) {
      return false;
    }
    seat.place = place;
    return true;
  }

  /** Counts what the message of this seat holds. False when all together would hold too much. */
  synchronized boolean holds(Seat seat, int bytes) {
    long counted = bytes <= SMALL_BYTES ? 0 : bytes;
    long more = counted - seat.bytes;
    if (seat.place == Place.GONE || (more > 0 && bytesInWork + more > limits.bytesInWorkMax())) {
      return false;
    }
    bytesInWork += more;
    seat.bytes = counted;
    return true;
  }

  /** The connection is closed. */
  synchronized void leaves(Seat seat) {
    free(seat);
  }

  private void free(Seat seat) {
    if (seats.remove(seat)) {
      bytesInWork -= seat.bytes;
      seat.bytes = 0;
      seat.place = Place.GONE;
      notifyAll();
    }
  }

  /** Closes every seat; those at work have this long to be answered. */
  synchronized void drain(Duration atMost) {
    draining = true;
    Set.copyOf(seats).stream().filter(seat -> seat.place != Place.WORKING).forEach(this::giveWay);
    long end = System.nanoTime() + atMost.toNanos();
    try {
      for (long left = atMost.toMillis(); left > 0 && !seats.isEmpty(); ) {
        wait(left);
        left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Set.copyOf(seats).forEach(this::giveWay);
  }

  /** The address that it comes from. */
  static String peerOf(Channel channel) {
    SocketAddress address = channel.remoteAddress();
    return address instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : "unknown";
  }
}
