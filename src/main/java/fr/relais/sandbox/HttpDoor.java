// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The paths of a small HTTP server on the loopback address, that takes JSON by POST, and the ways
 * in which such a server fails its clients.
 */
final class HttpDoor implements AutoCloseable {
  private static final int BODY_BYTES_MAX = 64 * 1024;
  private static final Duration BETWEEN_BYTES = Duration.ofSeconds(1);
  private final HttpServer server;
  private final Set<String> paths;
  private final ExecutorService workers;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** What stands behind the door. */
  interface Desk {
    /** Answers, or leaves the exchange unanswered: its connection is then closed. */
    void serve(HttpExchange exchange, byte[] body) throws IOException, Refusal;
  }

  /** Answered with its status and its reason. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refusal(int status, String reason) {
      super(reason);
      this.status = status;
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * @param port 0 for a free one
   * @throws IOException when the port is taken
   */
  HttpDoor(int port, String path, Desk desk) throws IOException {
    this(port, Set.of(path), desk);
  }

  /** The same, with several paths. */
  HttpDoor(int port, Set<String> paths, Desk desk) throws IOException {
    this.paths = paths;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    workers = Executors.newCachedThreadPool(work -> daemon(work, "sandbox-door"));
    server.setExecutor(workers);
    server.createContext("/", exchange -> open(exchange, desk));
    server.start();
  }

  static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void open(HttpExchange exchange, Desk desk) throws IOException {
    try (exchange) {
      try {
        desk.serve(exchange, body(exchange));
      } catch (Refusal refusal) {
        refuse(exchange, refusal);
      }
    }
  }

  private byte[] body(HttpExchange exchange) throws IOException, Refusal {
    if (!paths.contains(exchange.getRequestURI().toString())) {
      throw new Refusal(404, "unknown_path");
    }
    if (!"POST".equals(exchange.getRequestMethod())) {
      throw new Refusal(405, "only_post");
    }
    String type = header(exchange, "Content-Type");
    if (type == null || !type.matches("(?i)application/json(; *charset=\"?utf-8\"?)?")) {
      throw new Refusal(415, "only_json");
    }
    try (InputStream in = exchange.getRequestBody()) {
      byte[] body = in.readNBytes(BODY_BYTES_MAX + 1);
      if (body.length > BODY_BYTES_MAX) {
        throw new Refusal(413, "too_long");
      }
      return body;
    }
  }

  /** A header that stands once; null when it is missing or stands twice. */
  static @Nullable String header(HttpExchange exchange, String name) {
    var values = exchange.getRequestHeaders().get(name);
    return values == null || values.size() != 1 ? null : values.get(0);
  }

  private static void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
    answer(exchange, refusal.status, "{\"reason\":\"" + refusal.reason() + "\"}");
  }

  static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** The head at once, the body at one byte a second. */
  void answerSlowly(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    OutputStream out = exchange.getResponseBody();
    for (byte b : bytes) {
      out.write(b);
      out.flush();
      if (waitUntilClosed(BETWEEN_BYTES)) {
        return;
      }
    }
  }

  /** Never answers: keeps the connection until the door closes. */
  void hang() {
    waitUntilClosed(Duration.ofDays(1));
  }

  private boolean waitUntilClosed(Duration atMost) {
    try {
      return closed.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    workers.shutdownNow();
  }
}
