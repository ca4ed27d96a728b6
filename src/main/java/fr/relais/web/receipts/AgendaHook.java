// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.receipts;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import fr.relais.web.Body;
import fr.relais.web.WebServer;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * {@code POST /agenda/<service>}: one person's agenda as an appointment service tells it. Signed by
 * HMAC-SHA-256 over id, time and body (Standard Webhooks 1.0), five minutes old at most; the same
 * message again changes nothing.
 */
public final class AgendaHook implements WebServer.Part {
  public static final String PATH = "/agenda/{service}";
  private static final int BODY_MAX = 256 * 1024;
  private static final String ID = "webhook-id";
  private static final List<String> SIGNED = List.of(ID, "webhook-timestamp", "webhook-signature");
  private static final int ID_MAX = 128;

  private final Supplier<Optional<Agendas>> agendas;
  private final Map<String, Webhook> signatures = new HashMap<>();

  /** Where agendas go. */
  public interface Agendas {
    /**
     * @param service who sends it; its signature was right
     * @param id of the message
     */
    Answer take(String service, String id, byte[] body);
  }

  /** What came of an agenda. */
  public enum Outcome {
    /** It is in force. */
    TAKEN(HttpStatus.NO_CONTENT),
    /** It looks wrong: a person will decide. */
    WAITING(HttpStatus.ACCEPTED),
    /** This message, or a newer one about the same person, came before. */
    REPEATED(HttpStatus.CONFLICT),
    /** It does not follow the contract, or names who is not known. */
    REFUSED(HttpStatus.UNPROCESSABLE_CONTENT);

    private final HttpStatus status;

    Outcome(HttpStatus status) {
      this.status = status;
    }
  }

  /**
   * @param problems place, cause and cure, in French and without a value of the message
   */
  public record Answer(Outcome outcome, List<String> problems) {}

  /**
   * @param secrets one for each service, {@code whsec_...}
   * @param agendas empty until Relais is ready
   */
  public AgendaHook(Map<String, String> secrets, Supplier<Optional<Agendas>> agendas) {
    this.agendas = agendas;
    secrets.forEach(
        (service, secret) -> {
          try {
            signatures.put(service, new Webhook(secret));
          } catch (EmptyWebhookSecretException e) {
            throw new IllegalArgumentException("the secret of a service is empty", e);
          }
        });
  }

  @Override
  public void addTo(JavalinConfig config) {
    config.routes.post(PATH, this::receive);
  }

  private void receive(Context ctx) throws IOException {
    Optional<byte[]> read = Body.read(ctx.req(), BODY_MAX);
    if (read.isEmpty()) {
      ctx.status(HttpStatus.CONTENT_TOO_LARGE);
      return;
    }
    byte[] body = read.get();
    String service = ctx.pathParam("service");
    if (!genuine(ctx, service, body)) {
      ctx.status(HttpStatus.UNAUTHORIZED);
      return;
    }
    Optional<Agendas> ready = agendas.get();
    if (ready.isEmpty()) {
      ctx.status(HttpStatus.SERVICE_UNAVAILABLE);
      return;
    }
    Answer answer = ready.get().take(service, String.valueOf(ctx.header(ID)), body);
    ctx.status(answer.outcome().status);
    if (!answer.problems().isEmpty()) {
      ctx.json(Map.of("problems", answer.problems()));
    }
  }

  /** A service that is not known is answered like a wrong signature. */
  private boolean genuine(Context ctx, String service, byte[] body) {
    Webhook signature = signatures.get(service);
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : SIGNED) {
      String value = ctx.header(name);
      if (value == null || (name.equals(ID) && (value.isEmpty() || value.length() > ID_MAX))) {
        return false;
      }
      headers.put(name, List.of(value));
    }
    if (signature == null) {
      return false;
    }
    try {
      signature.verify(new String(body, StandardCharsets.UTF_8), headers);
      return true;
    } catch (WebhookVerificationException | RuntimeException e) {
      return false;
    }
  }
}
