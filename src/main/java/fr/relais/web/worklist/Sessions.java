// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in. By real time, whatever the clock of the sandbox says: thirty minutes without a
 * gesture or eight hours in all end it.
 */
final class Sessions {
  static final Duration IDLE = Duration.ofMinutes(30);
  static final Duration WHOLE = Duration.ofHours(8);
  private static final int KEPT_MAX = 1_000;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> open = new ConcurrentHashMap<>();

  Sessions(InstantSource clock) {
    this.clock = clock;
  }

  /** Signs in; empty when too many people are. The name is for the browser's cookie. */
  Optional<String> begin(String practitioner) {
    Instant now = clock.instant();
    open.values().removeIf(session -> !session.ends().isAfter(now));
    if (open.size() >= KEPT_MAX) {
      return Optional.empty();
    }
    String name = secret();
    open.put(name, new Session(practitioner, secret(), now));
    return Optional.of(name);
  }

  /**
   * The session of this name.
   *
   * @param gesture whether the person did something: a page that refreshes itself did not
   */
  Optional<Session> find(@Nullable String name, boolean gesture) {
    Session session = name == null ? null : open.get(name);
    if (session == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (!session.ends().isAfter(now)) {
      open.remove(name);
      return Optional.empty();
    }
    if (gesture) {
      session.touched(now);
    }
    return Optional.of(session);
  }

  void end(@Nullable String name) {
    if (name != null) {
      open.remove(name);
    }
  }

  Duration left(Session session) {
    return Duration.between(clock.instant(), session.ends());
  }

  private String secret() {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
