// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.annuaire;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How an answer goes wrong on its way. */
final class Faults implements AutoCloseable {
  /** The service gives itself this time, and a little is lost on the way. */
  private static final long SLOW_SECONDS = 32;

  private static final String OTHER =
      "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"active\":true}}]}";
  private static final String EMPTY =
      "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0,\"link\":[]}";

  private final CountDownLatch closed = new CountDownLatch(1);

  /** Whether the request got no answer of its own. */
  boolean refused(HttpExchange exchange, Fault fault) throws IOException {
    switch (fault) {
      case TOO_MANY -> {
        exchange.getResponseHeaders().set("Retry-After", "7");
        send(exchange, 429, "{}");
      }
      case UNAVAILABLE -> send(exchange, 503, "{}");
      case REDIRECT -> {
        exchange.getResponseHeaders().set("Location", "http://169.254.169.254/fhir/v2");
        send(exchange, 302, "{}");
      }
      case SLOW -> slowly();
      case HTML -> {
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        bytes(exchange, 200, "<html>".getBytes(StandardCharsets.UTF_8));
      }
      case ENDLESS -> endless(exchange);
      case NONE,
          CUT,
          HALF_JSON,
          OTHER_TYPE,
          NO_BUNDLE,
          SUBSETTED,
          KEY_TWICE,
          NEXT_ELSEWHERE,
          NEXT_EXPIRED,
          EMPTY,
          ONE_LEFT_OUT -> {
        return false;
      }
    }
    return true;
  }

  private void slowly() {
    try {
      boolean over = closed.await(SLOW_SECONDS, TimeUnit.SECONDS);
      if (over) {
        Thread.currentThread().interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
    exchange.sendResponseHeaders(200, 0);
    byte[] blanks = " ".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
    OutputStream out = exchange.getResponseBody();
    for (int i = 0; i < 10_000; i++) {
      out.write(blanks);
    }
  }

  /** The answer, or what becomes of it. */
  void answer(HttpExchange exchange, Fault fault, String json) throws IOException {
    String subsetted =
        "\"meta\":{\"tag\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ObservationValue\",\"code\":\"SUBSETTED\"}],";
    switch (fault) {
      case CUT -> cut(exchange, json);
      case HALF_JSON -> send(exchange, 200, json.substring(0, json.length() / 2));
      case OTHER_TYPE -> send(exchange, 200, OTHER);
      case NO_BUNDLE -> send(exchange, 200, "{\"resourceType\":\"Practitioner\",\"active\":true}");
      case SUBSETTED -> send(exchange, 200, json.replace("\"meta\":{", subsetted));
      case KEY_TWICE ->
          send(exchange, 200, json.replace("\"active\":true", "\"active\":true,\"active\":true"));
      case NEXT_ELSEWHERE ->
          send(
              exchange,
              200,
              json.replace(
                  "\"link\":[",
                  "\"link\":[{\"relation\":\"next\",\"url\":\"https://annuaire.example.test/fhir/v2?p=2\"},"));
      case EMPTY -> send(exchange, 200, EMPTY);
      case NONE, TOO_MANY, UNAVAILABLE, SLOW, HTML, REDIRECT, ENDLESS, NEXT_EXPIRED, ONE_LEFT_OUT ->
          send(exchange, 200, json);
    }
  }

  private static void cut(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
    exchange.getResponseBody().flush();
    // the exchange is closed before its announced end
  }

  static void send(HttpExchange exchange, int status, String json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/fhir+json;charset=UTF-8");
    bytes(exchange, status, json.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
