// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.annuaire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import fr.relais.adapters.trust.TrustMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The Annuaire Santé, FHIR v2, read only, on the loopback address: key, search by GET and POST,
 * pages, includes, skeletons of what is over. There is no such sandbox of the real one.
 */
public final class Annuaire implements AutoCloseable {
  private static final String BASE = "/fhir/v2";
  private static final Set<String> TYPES =
      Set.of("Practitioner", "PractitionerRole", "Organization", "HealthcareService", "Device");

  private final byte[] key;
  private final Content content;
  private final Pages pages;
  private final Faults faults = new Faults();
  private final Deque<Fault> script = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final HttpServer server;
  private final ExecutorService workers;
  private final String scheme;

  /**
   * @param clock dates what is entered, and the pages that are kept
   * @param tls null: plain HTTP
   * @throws IOException when no port is free
   */
  public Annuaire(String key, InstantSource clock, @Nullable TrustMaterial tls) throws IOException {
    this.key = key.getBytes(StandardCharsets.UTF_8);
    this.content = new Content(clock);
    this.pages = new Pages(clock);
    this.scheme = tls == null ? "http" : "https";
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    if (tls == null) {
      server = HttpServer.create(here, 0);
    } else {
      HttpsServer secure = HttpsServer.create(here, 0);
      secure.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
      server = secure;
    }
    workers =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "sandbox-annuaire");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(workers);
    server.createContext("/", this::open);
    server.start();
  }

  /** Where to ask, with its version. */
  public URI address() {
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + BASE);
  }

  /** Enters someone, or changes what is said of him. */
  public void enter(Professional person) {
    content.enter(person);
  }

  public void structure(String id, String finess, String name, Mailbox... mailboxes) {
    content.structure(id, finess, name, List.of(mailboxes));
  }

  /** He no longer practises: skeletons stay. */
  public void retire(String rpps) {
    content.retire(rpps);
  }

  /** As if he had never been there. */
  public void forget(String rpps) {
    content.forget(rpps);
  }

  /** Everyone gets a new technical number. */
  public void renumber() {
    content.renumber();
  }

  /** How the next requests fare, one each; after them, all is well. */
  public synchronized void faults(Fault... next) {
    script.clear();
    script.addAll(List.of(next));
  }

  /** What was asked so far: method, path, and the parameters as they came. */
  public synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  private synchronized Fault fault(String line) {
    asked.add(line);
    Fault next = script.poll();
    return next == null ? Fault.NONE : next;
  }

  private void open(HttpExchange exchange) throws IOException {
    try (exchange) {
      String form =
          exchange.getRequestMethod().equals("POST")
              ? new String(exchange.getRequestBody().readNBytes(64 * 1024), StandardCharsets.UTF_8)
              : query(exchange);
      Fault fault =
          fault(
              exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + "?" + form);
      if (faults.refused(exchange, fault)) {
        return;
      }
      try {
        String answer = answer(exchange, form, fault);
        if (fault == Fault.NEXT_EXPIRED) {
          pages.expire();
        }
        faults.answer(exchange, fault, answer);
      } catch (Refusal refusal) {
        Faults.send(exchange, refusal.status(), refusal.json());
      }
    }
  }

  private static String query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    return query == null ? "" : query;
  }

  private String answer(HttpExchange exchange, String form, Fault fault) throws Refusal {
    admitted(exchange);
    String path = exchange.getRequestURI().getPath();
    if (!path.startsWith(BASE)) {
      throw new Refusal(404, "this version is not served");
    }
    String rest = path.substring(BASE.length());
    boolean post = exchange.getRequestMethod().equals("POST");
    if (rest.isEmpty() && !post && form.matches("_getpages=[0-9a-f]{32}")) {
      return pages.next(form.substring(form.indexOf('=') + 1), address().toString());
    }
    String type = rest.replaceFirst("^/", "").replaceFirst("/_search$", "");
    if (!TYPES.contains(type) || post != rest.endsWith("/_search")) {
      throw new Refusal(404, "no such search");
    }
    String media = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    if (post && !media.startsWith("application/x-www-form-urlencoded")) {
      throw new Refusal(415, "a search is posted as a form");
    }
    Query query = Query.read(type, form);
    return fault == Fault.ONE_LEFT_OUT
        ? pages.firstWithoutOne(query, content.all(), address().toString())
        : pages.first(query, content.all(), address().toString());
  }

  private void admitted(HttpExchange exchange) throws Refusal {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("POST")) {
      throw new Refusal(405, "read only");
    }
    String given = exchange.getRequestHeaders().getFirst("ESANTE-API-KEY");
    if (given == null) {
      throw new Refusal(401, "no key");
    }
    if (!MessageDigest.isEqual(key, given.getBytes(StandardCharsets.UTF_8))) {
      throw new Refusal(403, "not this key");
    }
  }

  @Override
  public void close() {
    faults.close();
    server.stop(0);
    workers.shutdownNow();
  }
}
