// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.Sha256;
import fr.relais.flow.Entrance;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a story that is played: for people, and as fields for machines.
 *
 * @param kind {@code answer}, {@code event}, {@code sent}, {@code refused}; {@code door}, {@code
 *     order}, {@code call}, {@code bounced}, {@code reply}, {@code question} for what strangers do
 */
record StoryLine(Instant at, String kind, String text, Map<String, @Nullable Object> fields) {

  static StoryLine answer(Instant at, Entrance.Answer answer, Content content) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("answer", answer.kind().name());
    fields.put("repeat", answer.repeat());
    fields.put("sha256", content.hash().hex());
    fields.put("problems", answer.problems().stream().map(p -> p.code().name()).toList());
    String text =
        switch (answer.kind()) {
          case STORED ->
              answer.repeat() ? "répondu : déjà reçu" : "répondu : reçu, enregistré, confié";
          case NOT_UNDERSTOOD -> "répondu : gardé en quarantaine";
          case REFUSED -> "répondu : refusé";
          case TRY_LATER -> "répondu : renvoyez plus tard";
        };
    StringBuilder problems = new StringBuilder();
    answer
        .problems()
        .forEach(
            p -> problems.append("\n      ").append(p.place()).append(" : ").append(p.cause()));
    return new StoryLine(
        at, "answer", text + " (empreinte " + content.hash().brief() + ")" + problems, fields);
  }

  static StoryLine event(int number, FollowUp row, FollowUpEvent event) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("followUp", number);
    fields.put("reference", row.reference());
    fields.put("event", event.kind().name());
    fields.put("actor", event.actor());
    fields.put("person", event.person());
    fields.put("priority", event.priority().name());
    fields.put("deadline", text(event.deadline()));
    fields.put("nextDue", text(event.nextDue()));
    fields.put("rung", event.rung());
    fields.put("reason", event.reason());
    StringBuilder text = new StringBuilder();
    text.append('#').append(number).append(' ').append(row.reference()).append("  ");
    text.append(event.kind().french());
    if (event.person() != null) {
      text.append(" → ").append(event.person());
    }
    if (!event.actor().equals("relais")) {
      text.append(" (par ").append(event.actor()).append(')');
    }
    text.append(" · ").append(event.priority().french());
    if (event.deadline() != null) {
      text.append(" · avant ").append(StoryTime.show(event.deadline()));
    }
    if (event.nextDue() != null) {
      text.append(" · suite ").append(StoryTime.show(event.nextDue()));
    }
    if (!event.reason().isEmpty()) {
      text.append(" · ").append(event.reason());
    }
    return new StoryLine(event.at(), "event", text.toString(), fields);
  }

  static StoryLine sent(Instant at, int number, Delivery delivery, Parcel parcel) {
    Sha256 digest =
        parcel.enclosures().isEmpty()
            ? parcel.digest()
            : parcel.enclosures().get(0).content().hash();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("followUp", number);
    fields.put("recipient", delivery.recipient());
    fields.put("delivery", delivery.kind().name());
    fields.put("channel", delivery.channel());
    fields.put("sha256", digest.hex());
    return new StoryLine(
        at,
        "sent",
        "#"
            + number
            + "  "
            + delivery.recipient()
            + " reçoit "
            + delivery.kind()
            + (delivery.kind() == Delivery.Kind.ACKNOWLEDGEMENT ? " (" + parcel.text() + ")" : "")
            + (delivery.channel().equals("folder") ? "" : " par " + delivery.channel())
            + " (empreinte "
            + digest.brief()
            + ")",
        fields);
  }

  /**
   * @param act in French: what the person wanted to do
   */
  static StoryLine refused(Instant at, String actor, String act, String reason) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("actor", actor);
    fields.put("act", act);
    fields.put("reason", reason);
    return new StoryLine(at, "refused", actor + " ne peut pas " + act + " : " + reason, fields);
  }

  /** Something that happened outside of Relais. */
  static StoryLine of(Instant at, String kind, String text) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("text", text);
    return new StoryLine(at, kind, text, fields);
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  @Override
  public String toString() {
    return StoryTime.show(at) + "  " + text;
  }
}
