// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import com.sun.net.httpserver.HttpExchange;
import fr.relais.sandbox.HttpDoor.Refusal;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The webhook of a practice software ({@code POST /hook}): takes signed notices (Standard Webhooks
 * 1.0) that hold identifiers and nothing else, and files each once.
 */
public final class HookReceiver implements AutoCloseable {
  private static final Duration AGE_MAX = Duration.ofMinutes(5);
  private static final Set<String> MEMBERS = Set.of("type", "id", "timestamp", "data");
  private static final Set<String> DATA_MEMBERS = Set.of("task", "reference");
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_-]*(\\.[a-z0-9_-]+)*");
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}");

  /** A social security number with its key: the one number that must never be here. */
  private static final Pattern NIR =
      Pattern.compile("(?<![0-9A-Za-z])[1-478][0-9]{4}([0-9]{2}|2[AB])[0-9]{8}(?![0-9A-Za-z])");

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
  private static final String TAKEN = "{\"taken\":true}";

  private final HttpDoor door;
  private final WebhookSigner signer;
  private final InstantSource clock;
  private final @Nullable Function<String, String> fetch;
  private final ExecutorService fetcher =
      Executors.newSingleThreadExecutor(work -> HttpDoor.daemon(work, "sandbox-fetcher"));
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final Map<String, Notice> filed = new LinkedHashMap<>();
  private final Map<String, String> contents = new LinkedHashMap<>();
  private final List<String> refusals = new ArrayList<>();
  private int repeats;

  /** What goes wrong with one request. */
  public enum Fault {
    NONE,
    /** Taken from the socket, never filed, never answered. */
    HANG,
    /** Never filed, answered 500. */
    STATUS_500,
    /** Filed, and the body of the answer drips at one byte a second. */
    SLOW,
    /** Filed, and the connection drops before the answer. */
    ACK_LOST
  }

  /**
   * A notice that was filed.
   *
   * @param webhookId the sender's identifier of this notice
   * @param type such as {@code task.offered}
   * @param id of the event
   * @param timestamp of the event
   * @param task the task's identifier
   * @param reference what it is about
   */
  public record Notice(
      String webhookId, String type, String id, Instant timestamp, String task, String reference) {}

  /**
   * @param port 0 for a free one
   * @param secret {@code whsec_} and Base64
   * @param clock tells the age of a signature
   * @param fetch gets the content of a task by its identifier, or null to leave it there
   * @throws IOException when the port is taken
   */
  public HookReceiver(
      int port, String secret, InstantSource clock, @Nullable Function<String, String> fetch)
      throws IOException {
    signer = new WebhookSigner(secret);
    this.clock = clock;
    this.fetch = fetch;
    door = new HttpDoor(port, "/hook", this::serve);
  }

  /** A receiver on a free port that fetches nothing. */
  public HookReceiver(String secret) throws IOException {
    this(0, secret, InstantSource.system(), null);
  }

  /** Where to post. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + door.port() + "/hook");
  }

  /** Scripts the next requests, one fault each; after them, none. */
  public synchronized void faults(Fault... next) {
    faults.addAll(List.of(next));
  }

  /** What was filed, in the order of coming. */
  public synchronized List<Notice> filed() {
    return List.copyOf(filed.values());
  }

  /** How many notices came that were filed already. */
  public synchronized int repeats() {
    return repeats;
  }

  /** Why notices were refused, in the order of coming. */
  public synchronized List<String> refusals() {
    return List.copyOf(refusals);
  }

  /** The contents that were fetched, by task. */
  public synchronized Map<String, String> contents() {
    return Map.copyOf(contents);
  }

  private void serve(HttpExchange exchange, byte[] body) throws IOException, Refusal {
    Fault fault = nextFault();
    switch (fault) {
      case HANG -> door.hang();
      case STATUS_500 -> throw new Refusal(500, "broken");
      case NONE, SLOW, ACK_LOST -> take(exchange, body, fault);
    }
  }

  private synchronized Fault nextFault() {
    Fault next = faults.poll();
    return next == null ? Fault.NONE : next;
  }

  private void take(HttpExchange exchange, byte[] body, Fault fault) throws IOException, Refusal {
    try {
      file(notice(authentic(exchange, body), body));
    } catch (Refusal refusal) {
      synchronized (this) {
        refusals.add(refusal.reason());
      }
      throw refusal;
    }
    switch (fault) {
      case SLOW -> door.answerSlowly(exchange, TAKEN);
      case ACK_LOST -> exchange.close();
      case NONE, HANG, STATUS_500 -> HttpDoor.answer(exchange, 200, TAKEN);
    }
  }

  /** The identifier of a notice whose signature is right and young. */
  private String authentic(HttpExchange exchange, byte[] body) throws Refusal {
    String id = HttpDoor.header(exchange, "webhook-id");
    String timestamp = HttpDoor.header(exchange, "webhook-timestamp");
    String signatures = HttpDoor.header(exchange, "webhook-signature");
    if (id == null || timestamp == null || signatures == null) {
      throw new Refusal(401, "headers_missing");
    }
    if (!SECONDS.matcher(timestamp).matches()) {
      throw new Refusal(401, "timestamp_not_valid");
    }
    Instant signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
    if (Duration.between(signedAt, clock.instant()).abs().compareTo(AGE_MAX) > 0) {
      throw new Refusal(401, "too_old_or_too_new");
    }
    if (!signer.verifies(signatures, id, timestamp, body)) {
      throw new Refusal(401, "signature_wrong");
    }
    return id;
  }

  private static Notice notice(String webhookId, byte[] body) throws Refusal {
    Map<String, @Nullable Object> json;
    try {
      json = StrictJson.read(body);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "not_json");
    }
    if (!json.keySet().equals(MEMBERS)
        || !(json.get("data") instanceof Map<?, ?> data)
        || !data.keySet().equals(DATA_MEMBERS)) {
      throw new Refusal(400, "other_members");
    }
    return new Notice(
        identifier(webhookId),
        matching(json.get("type"), TYPE),
        identifier(json.get("id")),
        instant(json.get("timestamp")),
        identifier(data.get("task")),
        identifier(data.get("reference")));
  }

  private static String identifier(@Nullable Object value) throws Refusal {
    return matching(value, IDENTIFIER);
  }

  private static String matching(@Nullable Object value, Pattern pattern) throws Refusal {
    if (value instanceof String text
        && pattern.matcher(text).matches()
        && !NIR.matcher(text).find()) {
      return text;
    }
    throw new Refusal(400, "more_than_identifiers");
  }

  private static Instant instant(@Nullable Object value) throws Refusal {
    try {
      return OffsetDateTime.parse(String.valueOf(value)).toInstant();
    } catch (DateTimeException e) {
      throw new Refusal(400, "timestamp_not_valid");
    }
  }

  private synchronized void file(Notice notice) {
    if (filed.putIfAbsent(notice.webhookId(), notice) != null) {
      repeats++;
      return;
    }
    Function<String, String> wanted = fetch;
    if (wanted != null) {
      fetcher.execute(() -> keep(notice.task(), wanted.apply(notice.task())));
    }
  }

  private synchronized void keep(String task, String content) {
    contents.put(task, content);
  }

  @Override
  public void close() {
    door.close();
    fetcher.shutdownNow();
  }
}
