// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.sandbox.dmp.Desk.Request;
import fr.relais.sandbox.dmp.Desk.Served;
import fr.relais.sandbox.dmp.Reply.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** HTTPS with mutual TLS on the loopback address. */
final class HttpEntrance implements AutoCloseable {
  private static final Pattern PATH =
      Pattern.compile("/si-dmp-server/v2/services/(repository|registry|patients|habilitations)");
  private static final Duration SILENCE = Duration.ofMinutes(10);
  private final HttpsServer server;
  private final Desk desk;
  private final DmpRules rules;
  private final ExecutorService workers;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * @throws IOException when no port is free
   */
  HttpEntrance(SSLContext tls, Desk desk, DmpRules rules) throws IOException {
    this.desk = desk;
    this.rules = rules;
    this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    this.workers =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "sandbox-dmp");
              thread.setDaemon(true);
              return thread;
            });
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            parameters.setSSLParameters(TrustMaterial.server());
          }
        });
    server.setExecutor(workers);
    server.createContext("/", this::open);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void open(HttpExchange exchange) throws IOException {
    try (exchange) {
      Matcher path = PATH.matcher(exchange.getRequestURI().toString());
      if (!path.matches()) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      if (!"POST".equals(exchange.getRequestMethod())) {
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      byte[] body;
      try (InputStream in = exchange.getRequestBody()) {
        body = in.readNBytes(rules.bodyBytesMax() + 1);
      }
      if (body.length > rules.bodyBytesMax()) {
        exchange.sendResponseHeaders(413, -1);
        return;
      }
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      deliver(
          exchange,
          desk.serve(new Request(path.group(1), type == null ? "" : type, body, client(exchange))));
    }
  }

  private static X509Certificate client(HttpExchange exchange) throws IOException {
    if (exchange instanceof HttpsExchange https
        && https.getSSLSession().getPeerCertificates()[0] instanceof X509Certificate end) {
      return end;
    }
    throw new IOException("TLS without a client certificate");
  }

  private void deliver(HttpExchange exchange, Served served) throws IOException {
    Reply reply = served.reply();
    if (served.injected() == Fault.LATENCY) {
      waitUntilClosed(rules.latency());
    }
    if (reply.delivery() == Delivery.SILENT) {
      waitUntilClosed(SILENCE);
    }
    if (reply.delivery() == Delivery.CUT || reply.delivery() == Delivery.SILENT) {
      return;
    }
    byte[] body = reply.body();
    if (!reply.contentType().isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    }
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    OutputStream out = exchange.getResponseBody();
    out.write(body, 0, reply.delivery() == Delivery.HALF ? body.length / 2 : body.length);
    out.flush();
  }

  private void waitUntilClosed(Duration atMost) {
    try {
      closed.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    workers.shutdownNow();
  }
}
