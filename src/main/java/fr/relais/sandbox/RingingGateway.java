// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import com.sun.net.httpserver.HttpExchange;
import fr.relais.sandbox.HttpDoor.Refusal;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An operator that rings telephones when asked by {@code POST /calls}, says a text, and tells the
 * caller's webhook how the call ended; by {@code POST /messages} it sends an SMS ({@link
 * SmsCounter}). Nothing rings here: each number has its scripted fate.
 */
public final class RingingGateway implements AutoCloseable {
  private static final Set<String> MEMBERS = Set.of("id", "to", "text", "callback");
  private static final int TEXT_CHARACTERS_MAX = 300;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");
  private static final Pattern NUMBER = Pattern.compile("(?:\\+33|0)([1-9][0-9]{8})");

  private final HttpDoor door;
  private final byte[] key;
  private final Duration ring;
  private final InstantSource clock;
  private final RingReports reports;
  private final SmsCounter messages = new SmsCounter();
  private final ScheduledExecutorService telephones =
      Executors.newScheduledThreadPool(4, work -> HttpDoor.daemon(work, "sandbox-telephone"));
  private final Map<String, Deque<Fate>> fates = new HashMap<>();
  private final List<Call> calls = new ArrayList<>();
  private final Map<String, Ringing> known = new LinkedHashMap<>();

  /** What becomes of a request. */
  public enum Fate {
    /** Somebody took the call and pressed the key. */
    KEY_PRESSED,
    /** The line was engaged. */
    BUSY,
    /** Nobody took the call. */
    NO_ANSWER,
    /** The request is taken and never answered; nothing rings. */
    HANG,
    /** The request is refused with 503; nothing rings. */
    REFUSE_503,
    /**
     * It rings, and the connection drops before the answer. The call itself ends as the next fate
     * of the number says.
     */
    ACK_LOST
  }

  /** Where a call stands. */
  public enum CallState {
    QUEUED,
    KEY_PRESSED,
    BUSY,
    NO_ANSWER
  }

  /**
   * One request that passed every check, in the order of their coming.
   *
   * @param id the caller's identifier
   * @param to the number, as it was given
   * @param text what is said
   * @param at when it was asked
   * @param fate what became of it
   */
  public record Call(String id, String to, String text, Instant at, Fate fate) {}

  private record Wish(String id, String to, String text, String callback) {}

  private static final class Ringing {
    private final Wish wish;
    private CallState state = CallState.QUEUED;

    Ringing(Wish wish) {
      this.wish = wish;
    }
  }

  /**
   * @param port 0 for a free one
   * @param key what callers send as {@code Authorization: Bearer}
   * @param webhookSecret {@code whsec_} and Base64: signs what the webhook is told
   * @param ring how long it rings
   * @param clock dates the calls and the signatures
   * @throws IOException when the port is taken
   */
  public RingingGateway(
      int port, String key, String webhookSecret, Duration ring, InstantSource clock)
      throws IOException {
    this.key = ("Bearer " + key).getBytes(StandardCharsets.UTF_8);
    this.ring = ring;
    this.clock = clock;
    reports = new RingReports(new WebhookSigner(webhookSecret), clock, telephones);
    door = new HttpDoor(port, Set.of("/calls", SmsCounter.PATH), this::serve);
  }

  /** A gateway on a free port that rings for 300 ms. */
  public RingingGateway(String key, String webhookSecret) throws IOException {
    this(0, key, webhookSecret, Duration.ofMillis(300), InstantSource.system());
  }

  /** Where to post. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + door.port() + "/calls");
  }

  /** The SMS that were taken, in the order of their coming. */
  public List<SmsCounter.Sms> messages() {
    return messages.taken();
  }

  /** Scripts the next calls to a number, one fate each; the last repeats. */
  public synchronized void fate(String number, Fate... next) {
    if (next.length == 0) {
      throw new IllegalArgumentException("a script has at least one fate");
    }
    fates.put(subscriber(number), new ArrayDeque<>(List.of(next)));
  }

  /** Every request that passed the checks, even those that a fault met. */
  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Where a call stands, null when no telephone rang under this identifier. */
  public synchronized @Nullable CallState state(String id) {
    Ringing ringing = known.get(id);
    return ringing == null ? null : ringing.state;
  }

  /** The calls whose webhook did not take the news, after the last try. */
  public List<String> untold() {
    return reports.untold();
  }

  private void serve(HttpExchange exchange, byte[] body) throws IOException, Refusal {
    String authorization = HttpDoor.header(exchange, "Authorization");
    if (authorization == null
        || !MessageDigest.isEqual(key, authorization.getBytes(StandardCharsets.UTF_8))) {
      throw new Refusal(401, "unknown_key");
    }
    if (exchange.getRequestURI().getPath().equals(SmsCounter.PATH)) {
      messages.serve(exchange, body);
      return;
    }
    Wish wish = checked(wish(body));
    CallState before = repeat(wish);
    if (before != null) {
      HttpDoor.answer(exchange, 200, state(wish, before));
      return;
    }
    switch (begin(wish)) {
      case HANG -> door.hang();
      case REFUSE_503 -> throw new Refusal(503, "try_later");
      case ACK_LOST -> exchange.close();
      case KEY_PRESSED, BUSY, NO_ANSWER ->
          HttpDoor.answer(exchange, 202, state(wish, CallState.QUEUED));
    }
  }

  private static String state(Wish wish, CallState state) {
    return "{\"id\":\"" + wish.id() + "\",\"state\":\"" + state + "\"}";
  }

  private synchronized @Nullable CallState repeat(Wish wish) throws Refusal {
    Ringing ringing = known.get(wish.id());
    if (ringing != null && !ringing.wish.equals(wish)) {
      throw new Refusal(409, "id_of_another_call");
    }
    return ringing == null ? null : ringing.state;
  }

  private synchronized Fate begin(Wish wish) {
    Fate fate = nextFate(wish.to());
    calls.add(new Call(wish.id(), wish.to(), wish.text(), clock.instant(), fate));
    if (fate == Fate.HANG || fate == Fate.REFUSE_503) {
      return fate;
    }
    CallState end = end(fate == Fate.ACK_LOST ? nextFate(wish.to()) : fate);
    known.put(wish.id(), new Ringing(wish));
    telephones.schedule(() -> hangUp(wish, end), ring.toMillis(), TimeUnit.MILLISECONDS);
    return fate;
  }

  private Fate nextFate(String number) {
    Deque<Fate> script = fates.get(subscriber(number));
    if (script == null) {
      return Fate.NO_ANSWER;
    }
    return script.size() > 1 ? script.remove() : script.element();
  }

  private static CallState end(Fate fate) {
    return switch (fate) {
      case KEY_PRESSED -> CallState.KEY_PRESSED;
      case BUSY -> CallState.BUSY;
      case NO_ANSWER, HANG, REFUSE_503, ACK_LOST -> CallState.NO_ANSWER;
    };
  }

  private void hangUp(Wish wish, CallState end) {
    synchronized (this) {
      Ringing ringing = known.get(wish.id());
      if (ringing != null) {
        ringing.state = end;
      }
    }
    reports.tell(wish.id(), URI.create(wish.callback()), state(wish, end));
  }

  private static Wish wish(byte[] body) throws Refusal {
    try {
      Map<String, @Nullable Object> json = StrictJson.read(body);
      if (!json.keySet().equals(MEMBERS)) {
        throw new Refusal(400, "other_members");
      }
      return new Wish(
          text(json, "id"), text(json, "to"), text(json, "text"), text(json, "callback"));
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "not_json");
    }
  }

  private static String text(Map<String, @Nullable Object> json, String name) throws Refusal {
    if (json.get(name) instanceof String text) {
      return text;
    }
    throw new Refusal(400, "not_a_text");
  }

  private static Wish checked(Wish wish) throws Refusal {
    if (!ID.matcher(wish.id()).matches()) {
      throw new Refusal(422, "id_not_valid");
    }
    if (!NUMBER.matcher(wish.to()).matches()) {
      throw new Refusal(422, "number_not_valid");
    }
    if (wish.text().isBlank() || wish.text().chars().anyMatch(Character::isISOControl)) {
      throw new Refusal(422, "text_not_speakable");
    }
    if (wish.text().codePointCount(0, wish.text().length()) > TEXT_CHARACTERS_MAX) {
      throw new Refusal(422, "text_too_long");
    }
    if (!isWebAddress(wish.callback())) {
      throw new Refusal(422, "callback_not_valid");
    }
    return wish;
  }

  private static boolean isWebAddress(String text) {
    try {
      URI uri = URI.create(text);
      String scheme = String.valueOf(uri.getScheme());
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && (scheme.equals("http") || scheme.equals("https"));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The nine digits that both ways of writing a number share. */
  private static String subscriber(String number) {
    var matcher = NUMBER.matcher(number);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a French telephone number");
    }
    return matcher.group(1);
  }

  @Override
  public void close() {
    door.close();
    telephones.shutdownNow();
  }
}
