// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Parcel;
import fr.relais.flow.Exit;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/**
 * Tells a practice software that something waits for it, with identifiers only, signed (Standard
 * Webhooks 1.0: {@code webhook-id} is the delivery's, so that a software knows a repeat).
 */
public final class HookExit implements Exit {
  private static final int GONE = 410;

  private final ChannelSettings.Hooks settings;
  private final InstantSource clock;
  private final Webhook signer;
  private final WebPost web;

  /**
   * @param clock the real one: the receiver compares it with his
   */
  public HookExit(ChannelSettings.Hooks settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    try {
      this.signer = new Webhook(settings.secret());
    } catch (EmptyWebhookSecretException e) {
      throw new IllegalArgumentException("hooks.secret is empty", e);
    }
    this.web = new WebPost(settings.trust(), settings.connect(), settings.total());
  }

  @Override
  public Channel channel() {
    return Channel.HOOK;
  }

  @Override
  public Attempt send(Delivery delivery, Parcel parcel) {
    URI to = WebAddress.of(delivery.address(), settings.plain());
    if (to == null) {
      return new Attempt(AttemptOutcome.REFUSED, "ADDRESS_NOT_PLAIN", true);
    }
    long seconds = clock.instant().getEpochSecond();
    try {
      Map<String, String> headers =
          Map.of(
              "webhook-id", delivery.id(),
              "webhook-timestamp", Long.toString(seconds),
              "webhook-signature", signer.sign(delivery.id(), seconds, parcel.text()));
      return web.send(to, headers, parcel.text(), HookExit::judge);
    } catch (WebhookSigningException e) {
      return new Attempt(AttemptOutcome.REFUSED, "NOT_SIGNED");
    }
  }

  private static Attempt judge(int status) {
    return status >= 200 && status < 300
        ? new Attempt(AttemptOutcome.OK, WebPost.code(status))
        : new Attempt(AttemptOutcome.REFUSED, WebPost.code(status), status == GONE);
  }
}
