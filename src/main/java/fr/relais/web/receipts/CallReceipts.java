// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.receipts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import fr.relais.flow.Receipts.Receipt;
import fr.relais.web.Body;
import fr.relais.web.Desk;
import fr.relais.web.WebServer;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * {@code POST /passerelle/appels}: how a call ended, signed by the gateway (Standard Webhooks). A
 * key press says that a person heard it: "opened", never "taken charge of".
 */
public final class CallReceipts implements WebServer.Part {
  public static final String PATH = "/passerelle/appels";
  private static final int BODY_MAX = 4_096;
  private static final List<String> SIGNED =
      List.of("webhook-id", "webhook-timestamp", "webhook-signature");

  private final Supplier<Optional<Desk>> desk;
  private final Webhook signature;
  private final JsonMapper json = JsonMapper.builder().build();

  /**
   * @param secret shared with the gateway, {@code whsec_...}
   */
  public CallReceipts(Supplier<Optional<Desk>> desk, String secret) {
    this.desk = desk;
    try {
      this.signature = new Webhook(secret);
    } catch (EmptyWebhookSecretException e) {
      throw new IllegalArgumentException("the gateway's secret is empty", e);
    }
  }

  @Override
  public void addTo(JavalinConfig config) {
    config.routes.post(PATH, this::receive);
  }

  private void receive(Context ctx) throws IOException {
    Optional<Desk> ready = desk.get();
    if (ready.isEmpty()) {
      ctx.status(HttpStatus.SERVICE_UNAVAILABLE);
      return;
    }
    Optional<String> read =
        Body.read(ctx.req(), BODY_MAX).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    if (read.isEmpty() || !genuine(ctx, read.get())) {
      ctx.status(HttpStatus.UNAUTHORIZED);
      return;
    }
    try {
      JsonNode told = json.readTree(read.get());
      Optional<Receipt> receipt = receipt(told.path("state").asText());
      boolean known =
          receipt.isPresent()
              && ready.get().receipts().note(told.path("id").asText(), receipt.get());
      ctx.status(known ? HttpStatus.NO_CONTENT : HttpStatus.NOT_FOUND);
    } catch (JsonProcessingException e) {
      ctx.status(HttpStatus.BAD_REQUEST);
    }
  }

  private boolean genuine(Context ctx, String body) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : SIGNED) {
      String value = ctx.header(name);
      if (value == null) {
        return false;
      }
      headers.put(name, List.of(value));
    }
    try {
      signature.verify(body, headers);
      return true;
    } catch (WebhookVerificationException | RuntimeException e) {
      return false;
    }
  }

  private static Optional<Receipt> receipt(String state) {
    return switch (state.toUpperCase(Locale.ROOT)) {
      case "KEY_PRESSED" -> Optional.of(Receipt.SEEN);
      case "BUSY", "NO_ANSWER" -> Optional.of(Receipt.NO_ANSWER);
      default -> Optional.empty();
    };
  }
}
