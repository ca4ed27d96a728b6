// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A laboratory that sends results over MLLP on a real socket. Like a laboratory's queue, it sends
 * again what got no answer, and never lets a message overtake another on the same connection.
 */
public final class Laboratory implements AutoCloseable {
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

  private final InetSocketAddress relais;
  private final Duration timeout;
  private final int triesMax;
  private @Nullable MllpLine line;

  /**
   * @param timeout how long a connection and an answer may take
   * @param triesMax how often a message is sent before the laboratory calls for help
   */
  public Laboratory(String host, int port, Duration timeout, int triesMax) {
    this.relais = new InetSocketAddress(host, port);
    this.timeout = timeout;
    this.triesMax = triesMax;
  }

  /**
   * What was answered to a message.
   *
   * @param answer the payload of the answer
   * @param tries how often the message was sent
   */
  public record Answered(byte[] answer, int tries) {}

  /**
   * Sends, and sends again until it is answered. The connection stays open for the next.
   *
   * @throws IOException when the last try failed too
   */
  public synchronized Answered send(byte[] message) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        MllpLine open = line;
        if (open == null) {
          open = new MllpLine(relais, timeout);
          line = open;
        }
        return new Answered(open.exchange(message), tries);
      } catch (IOException e) {
        close();
        if (tries >= triesMax) {
          throw e;
        }
        waitBeforeNextTry();
      }
    }
  }

  /**
   * Empties a queue over several connections of its own.
   *
   * @return the answers, in the order of the messages
   * @throws IOException when a message was not answered in the end
   */
  public List<Answered> sendAll(List<byte[]> messages, int connections) throws IOException {
    Queue<Integer> queue = new ArrayDeque<>();
    for (int i = 0; i < messages.size(); i++) {
      queue.add(i);
    }
    Answered[] answers = new Answered[messages.size()];
    List<Callable<Void>> clerks = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      clerks.add(() -> emptyQueue(messages, queue, answers));
    }
    ExecutorService clerksAtWork = Executors.newFixedThreadPool(connections);
    try {
      for (Future<Void> clerk : clerksAtWork.invokeAll(clerks)) {
        clerk.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException("a message was not answered", e.getCause());
    } finally {
      clerksAtWork.shutdownNow();
    }
    return List.of(answers);
  }

  private @Nullable Void emptyQueue(List<byte[]> messages, Queue<Integer> queue, Answered[] answers)
      throws IOException {
    try (Laboratory clerk =
        new Laboratory(relais.getHostString(), relais.getPort(), timeout, triesMax)) {
      for (Integer next = poll(queue); next != null; next = poll(queue)) {
        answers[next] = clerk.send(messages.get(next));
      }
    }
    return null;
  }

  private static @Nullable Integer poll(Queue<Integer> queue) {
    synchronized (queue) {
      return queue.poll();
    }
  }

  private static void waitBeforeNextTry() throws IOException {
    try {
      Thread.sleep(BETWEEN_TRIES.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (line != null) {
      line.close();
      line = null;
    }
  }
}
