// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import com.sun.net.httpserver.HttpExchange;
import fr.relais.sandbox.HttpDoor.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an operator takes SMS: {@code POST /messages} with {@code id}, {@code to} and {@code text}.
 * A mobile number only, a text of two SMS at most; the same request again is the same SMS. It never
 * tells what became of one.
 */
public final class SmsCounter {
  static final String PATH = "/messages";
  private static final Set<String> MEMBERS = Set.of("id", "to", "text");
  private static final int TEXT_CHARACTERS_MAX = 306;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");
  private static final Pattern MOBILE = Pattern.compile("(?:\\+33|0)[67][0-9]{8}");

  private final Map<String, Sms> taken = new LinkedHashMap<>();

  /**
   * An SMS that was taken.
   *
   * @param id the caller's identifier
   */
  public record Sms(String id, String to, String text) {}

  synchronized List<Sms> taken() {
    return new ArrayList<>(taken.values());
  }

  void serve(HttpExchange exchange, byte[] body) throws IOException, Refusal {
    Sms sms = checked(read(body));
    int status = take(sms);
    HttpDoor.answer(exchange, status, "{\"id\":\"" + sms.id() + "\",\"state\":\"QUEUED\"}");
  }

  private synchronized int take(Sms sms) throws Refusal {
    Sms before = taken.putIfAbsent(sms.id(), sms);
    if (before != null && !before.equals(sms)) {
      throw new Refusal(409, "id_of_another_message");
    }
    return before == null ? 202 : 200;
  }

  private static Sms read(byte[] body) throws Refusal {
    try {
      Map<String, @Nullable Object> json = StrictJson.read(body);
      if (!json.keySet().equals(MEMBERS)) {
        throw new Refusal(400, "other_members");
      }
      return new Sms(text(json, "id"), text(json, "to"), text(json, "text"));
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

  private static Sms checked(Sms sms) throws Refusal {
    if (!ID.matcher(sms.id()).matches()) {
      throw new Refusal(422, "id_not_valid");
    }
    if (!MOBILE.matcher(sms.to()).matches()) {
      throw new Refusal(422, "number_not_mobile");
    }
    if (sms.text().isBlank() || sms.text().chars().anyMatch(Character::isISOControl)) {
      throw new Refusal(422, "text_not_plain");
    }
    if (sms.text().length() > TEXT_CHARACTERS_MAX) {
      throw new Refusal(422, "text_too_long");
    }
    return sms;
  }
}
