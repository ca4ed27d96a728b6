// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time that a whole conversation has, however it is spent: at its end the socket is closed
 * under it. A time-out of each reading alone lets a peer drip a byte at a time for ever.
 */
final class Deadline implements AutoCloseable {
  private final ScheduledFuture<?> cut;
  private @Nullable Socket socket;
  private boolean passed;

  Deadline(ScheduledExecutorService watch, Duration total) {
    cut = watch.schedule(this::passes, total.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** This is the socket that is closed; the one before it is left alone. */
  synchronized void watches(Socket next) {
    socket = next;
    if (passed) {
      shut(next);
    }
  }

  private synchronized void passes() {
    passed = true;
    if (socket != null) {
      shut(socket);
    }
  }

  synchronized boolean passed() {
    return passed;
  }

  static void shut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      new Quietly().handleException(e);
    }
  }

  @Override
  public void close() {
    cut.cancel(false);
  }
}
