// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.core.model.Content;
import fr.relais.flow.RegisterFailure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One question to the register over HTTP/1.1, asked again while that makes sense. No redirect is
 * followed; the key never shows in a text or a log.
 */
final class RegisterHttp {
  private static final int TRIES = 4;
  private static final Duration BACKOFF = Duration.ofSeconds(2);
  private static final int BYTES_MAX = 2 * 1024 * 1024;

  private final RegisterSettings settings;
  private final InstantSource clock;
  private final Pause pause;
  private final HttpClient client;

  /** Waits; false when it may not go on. */
  @FunctionalInterface
  interface Pause {
    boolean rest(Duration time);
  }

  /**
   * @param clock the real one: the other side has no other
   */
  RegisterHttp(RegisterSettings settings, InstantSource clock, Pause pause) {
    this.settings = settings;
    this.clock = clock;
    this.pause = pause;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslParameters(TrustMaterial.client())
            .connectTimeout(settings.connect());
    TrustMaterial trust = settings.trust();
    client = trust == null ? builder.build() : builder.sslContext(trust.context()).build();
  }

  /**
   * How one question ended.
   *
   * @param content null when it failed
   * @param failure null when it did not
   * @param later how long the other side asks us to wait; null: it does not say
   */
  record Told(
      @Nullable Content content, @Nullable RegisterFailure failure, @Nullable Duration later) {
    static Told failed(RegisterFailure why) {
      return new Told(null, why, null);
    }
  }

  Told search(URI at, String form, Instant deadline) {
    return asked(
        HttpRequest.newBuilder(at)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)),
        deadline);
  }

  Told page(URI at, Instant deadline) {
    return asked(HttpRequest.newBuilder(at).GET(), deadline);
  }

  private Told asked(HttpRequest.Builder request, Instant deadline) {
    request.header("ESANTE-API-KEY", settings.key()).header("Accept", "application/fhir+json");
    Told told = Told.failed(RegisterFailure.OUT_OF_TIME);
    for (int turn = 0; turn < TRIES; turn++) {
      Duration left = Duration.between(clock.instant(), deadline);
      if (left.isNegative() || left.isZero()) {
        return told;
      }
      told = once(request, left.compareTo(settings.answer()) < 0 ? left : settings.answer());
      RegisterFailure failure = told.failure();
      if (failure == null || !again(failure) || turn == TRIES - 1) {
        return told;
      }
      Duration wait = told.later() == null ? BACKOFF.multipliedBy(1L << turn) : told.later();
      if (clock.instant().plus(wait).isAfter(deadline) || !pause.rest(wait)) {
        return told;
      }
    }
    return told;
  }

  /** Whether the same question may go better in a moment. */
  private static boolean again(RegisterFailure failure) {
    return switch (failure) {
      case TOO_MANY, UNAVAILABLE, UNREACHABLE, CUT, OUT_OF_TIME -> true;
      case KEY_REFUSED,
          REFUSED,
          REDIRECTED,
          FOREIGN_LINK,
          NOT_TRUSTED,
          NOT_UNDERSTOOD,
          TOO_LARGE,
          LINK_EXPIRED ->
          false;
    };
  }

  private Told once(HttpRequest.Builder request, Duration total) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request.copy().timeout(total).build(), info -> new LimitedBody(BYTES_MAX));
    try {
      return judged(answer.get(total.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return Told.failed(RegisterFailure.OUT_OF_TIME);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return Told.failed(RegisterFailure.OUT_OF_TIME);
    } catch (ExecutionException e) {
      return Told.failed(failed(e.getCause()));
    }
  }

  private Told judged(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == 200) {
      String type = response.headers().firstValue("Content-Type").orElse("");
      return type.matches("(?i)application/(fhir\\+)?json *(;.*)?")
          ? new Told(Content.of(response.body()), null, null)
          : Told.failed(RegisterFailure.NOT_UNDERSTOOD);
    }
    if (status == 429 || status == 503) {
      return new Told(
          null,
          status == 429 ? RegisterFailure.TOO_MANY : RegisterFailure.UNAVAILABLE,
          response.headers().firstValue("Retry-After").flatMap(this::later).orElse(null));
    }
    return Told.failed(refused(status));
  }

  private static RegisterFailure refused(int status) {
    if (status == 401 || status == 403) {
      return RegisterFailure.KEY_REFUSED;
    }
    if (status == 410) {
      return RegisterFailure.LINK_EXPIRED;
    }
    if (status >= 300 && status < 400) {
      return RegisterFailure.REDIRECTED;
    }
    return status >= 500 ? RegisterFailure.UNAVAILABLE : RegisterFailure.REFUSED;
  }

  /** Seconds, or a date (RFC 9110, 10.2.3); empty when it is neither. */
  private Optional<Duration> later(String retryAfter) {
    String text = retryAfter.strip();
    if (text.matches("\\d{1,6}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), at);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static RegisterFailure failed(@Nullable Throwable cause) {
    for (Throwable one = cause; one != null; one = one.getCause()) {
      if (one instanceof LimitedBody.TooLarge) {
        return RegisterFailure.TOO_LARGE;
      }
      if (one instanceof java.net.http.HttpConnectTimeoutException
          || one instanceof java.net.ConnectException) {
        return RegisterFailure.UNREACHABLE;
      }
      if (one instanceof java.net.http.HttpTimeoutException) {
        return RegisterFailure.OUT_OF_TIME;
      }
      // the handshake's own exception wraps what is wrong with the certificate
      if (one instanceof GeneralSecurityException) {
        return RegisterFailure.NOT_TRUSTED;
      }
    }
    return RegisterFailure.CUT;
  }
}
