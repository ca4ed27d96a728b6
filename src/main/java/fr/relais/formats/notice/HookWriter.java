// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.notice;

import fr.relais.core.model.Delivery;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.ParcelWriter;
import java.util.List;
import java.util.Map;

/**
 * A notification that holds identifiers alone (Standard Webhooks): the software fetches the content
 * once it has proved who it is.
 */
public final class HookWriter implements ParcelWriter {

  @Override
  public Parcel write(Letter letter) {
    String type = type(letter);
    String json =
        "{\"type\":"
            + quoted(type)
            + ",\"id\":"
            + quoted(letter.delivery().id())
            + ",\"timestamp\":"
            + quoted(letter.at().toString())
            + ",\"data\":{\"task\":"
            + quoted(letter.followUp().id())
            + ",\"reference\":"
            + quoted(letter.followUp().reference())
            + "}}";
    return new Parcel(type, Map.of("Content-Type", "application/json"), json, List.of(), List.of());
  }

  private static String type(Letter letter) {
    Delivery.Kind kind = letter.delivery().kind();
    return switch (kind) {
      case RESULT -> letter.corrects() ? "result.corrected" : "result.assigned";
      case NOTICE_ACT -> "result.assigned";
      case NOTICE_RUNG -> "rung.reached";
      case NOTICE_OFFER -> "offer.made";
      case NOTICE_STAND_DOWN -> "stand-down";
      case NOTICE_CORRECTED -> "result.corrected";
      case NOTICE_APPOINTMENT, NOTICE_PATIENT -> "appointment.changed";
      case VISIT_REPORT -> "visit.reported";
      case NOTICE_DIGEST -> "digest.ready";
      case DMP_PUBLISH, DMP_DELETE, ACKNOWLEDGEMENT ->
          throw new IllegalArgumentException("neither the DMP nor a producer is notified");
    };
  }

  /** RFC 8259 section 7. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
