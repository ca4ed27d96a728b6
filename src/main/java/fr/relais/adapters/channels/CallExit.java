// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Parcel;
import fr.relais.flow.Exit;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Asks a gateway to ring a telephone: {@code POST <gateway>/calls} with {@code id} (of the
 * delivery: the gateway rings once for the same), {@code to}, {@code text} (the neutral sentence)
 * and {@code callback}. That it was queued says nothing about anybody having picked up. What is for
 * a patient is an SMS: {@code POST <gateway>/messages} with {@code id}, {@code to} and {@code
 * text}; nothing is told of it afterwards.
 */
public final class CallExit implements Exit {
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,15}");
  private static final JsonMapper JSON = new JsonMapper();

  private final ChannelSettings.Calls settings;
  private final URI calls;
  private final URI messages;
  private final WebPost web;

  public CallExit(ChannelSettings.Calls settings) {
    this.settings = settings;
    String gateway = settings.gateway().toString().replaceAll("/+$", "");
    this.calls = URI.create(gateway + "/calls");
    this.messages = URI.create(gateway + "/messages");
    this.web = new WebPost(settings.trust(), settings.connect(), settings.total());
  }

  @Override
  public Channel channel() {
    return Channel.CALL;
  }

  @Override
  public Attempt send(Delivery delivery, Parcel parcel) {
    String number = delivery.address().replaceAll("[ .]", "");
    if (!NUMBER.matcher(number).matches()) {
      return new Attempt(AttemptOutcome.REFUSED, "ADDRESS_NOT_PLAIN", true);
    }
    boolean written = delivery.kind() == Delivery.Kind.NOTICE_PATIENT;
    ObjectNode json =
        JSON.createObjectNode()
            .put("id", delivery.id())
            .put("to", number)
            .put("text", parcel.text());
    if (!written) {
      json.put("callback", settings.callback().toString());
    }
    return web.send(
        written ? messages : calls,
        Map.of("Authorization", "Bearer " + settings.key()),
        json.toString(),
        CallExit::judge);
  }

  private static Attempt judge(int status) {
    if (status == 200 || status == 202) {
      return new Attempt(AttemptOutcome.OK, "QUEUED");
    }
    boolean forever = status >= 400 && status < 500 && status != 429;
    return new Attempt(AttemptOutcome.REFUSED, WebPost.code(status), forever);
  }
}
