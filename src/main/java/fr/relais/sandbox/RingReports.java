// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells a caller's webhook how its call ended: a signed POST (Standard Webhooks 1.0), tried again
 * three times under the same {@code webhook-id} while the answer is not 2xx.
 */
final class RingReports {
  private static final int TRIES_MAX = 4;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final WebhookSigner signer;
  private final InstantSource clock;
  private final ScheduledExecutorService later;
  private final List<String> untold = new CopyOnWriteArrayList<>();

  RingReports(WebhookSigner signer, InstantSource clock, ScheduledExecutorService later) {
    this.signer = signer;
    this.clock = clock;
    this.later = later;
  }

  /**
   * @param call the call's identifier
   * @param json what is told
   */
  void tell(String call, URI callback, String json) {
    tell(call, callback, json.getBytes(StandardCharsets.UTF_8), 1);
  }

  List<String> untold() {
    return List.copyOf(untold);
  }

  private void tell(String call, URI callback, byte[] body, int tries) {
    if (isTaken(call, callback, body)) {
      return;
    }
    if (tries == TRIES_MAX) {
      untold.add(call);
      return;
    }
    try {
      later.schedule(
          () -> tell(call, callback, body, tries + 1),
          BETWEEN_TRIES.toMillis(),
          TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      untold.add(call); // the gateway closes
    }
  }

  private boolean isTaken(String call, URI callback, byte[] body) {
    String id = "call_" + call;
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    HttpRequest request =
        HttpRequest.newBuilder(callback)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signer.sign(id, timestamp, body))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
