// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import fr.relais.adapters.trust.TrustMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A stranger's HTTP server that remembers what it was asked and answers as the test says. */
final class WebPeer implements AutoCloseable {
  final List<Asked> asked = new CopyOnWriteArrayList<>();
  volatile int status = 202;
  volatile long waits;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  record Asked(String line, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.get(name).get(0);
    }
  }

  /**
   * @param trust what it shows and demands over TLS; null for plain HTTP
   */
  WebPeer(@Nullable TrustMaterial trust) throws IOException {
    InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    if (trust == null) {
      server = HttpServer.create(at, 0);
    } else {
      HttpsServer secure = HttpsServer.create(at, 0);
      secure.setHttpsConfigurator(
          new HttpsConfigurator(trust.context()) {
            @Override
            public void configure(HttpsParameters parameters) {
              parameters.setSSLParameters(TrustMaterial.server());
            }
          });
      server = secure;
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(
        new Asked(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            exchange.getRequestHeaders(),
            body));
    try {
      Thread.sleep(waits);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (status / 100 == 3) {
      exchange.getResponseHeaders().add("Location", "http://localhost:" + port() + "/elsewhere");
    }
    byte[] text = "secret of the server".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
