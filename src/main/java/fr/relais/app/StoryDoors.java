// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Enclosure;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.ProducerAcknowledgement;
import fr.relais.flow.Exit;
import fr.relais.flow.Exits;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The ways in of everyone in a story: what came through them, and those that are shut. */
final class StoryDoors {
  private final InstantSource clock;
  private final ToIntFunction<String> number;
  private final List<StoryLine> lines;
  private final Map<At, StoryEvent.Door.State> states = new HashMap<>();
  private final Map<At, String> latest = new HashMap<>();
  private final List<Story.Told> sent = new ArrayList<>();

  private record At(String who, Channel channel) {}

  /**
   * @param number of a follow-up in the story, by its id
   * @param lines where what goes out is noted
   */
  StoryDoors(InstantSource clock, ToIntFunction<String> number, List<StoryLine> lines) {
    this.clock = clock;
    this.number = number;
    this.lines = lines;
  }

  Exits exits() {
    return new Exits(
        Arrays.stream(Channel.values()).<Exit>map(Way::new).toList(),
        (channel, form) -> StoryDoors::parcel);
  }

  private static Parcel parcel(Letter letter) {
    ProducerAcknowledgement told = letter.acknowledgement();
    if (told != null) {
      return Parcel.ofText(told.said().name());
    }
    Content original = letter.original();
    return original == null
        ? Parcel.ofText(letter.delivery().kind().name())
        : new Parcel("", Map.of(), "", List.of(new Enclosure("result", "", original)), List.of());
  }

  /** As the DMP's own exit names what it took. */
  private static String taken(Delivery.Kind kind) {
    return kind.toDmp() ? kind == Delivery.Kind.DMP_DELETE ? "DMP_DELETED" : "DMP_FILED" : "TOLD";
  }

  void turn(StoryEvent.Door door) {
    states.put(new At(door.who(), door.channel()), door.state());
  }

  /** What came through since the last time that it was forgotten. */
  List<Story.Told> sent() {
    return sent;
  }

  /** The last delivery that came to someone this way; empty when none did. */
  Optional<String> latest(String who, Channel channel) {
    return Optional.ofNullable(latest.get(new At(who, channel)));
  }

  private final class Way implements Exit {
    private final Channel channel;

    Way(Channel channel) {
      this.channel = channel;
    }

    @Override
    public Channel channel() {
      return channel;
    }

    @Override
    public Attempt send(Delivery delivery, Parcel parcel) {
      At at = new At(delivery.recipient(), channel);
      return switch (states.getOrDefault(at, StoryEvent.Door.State.UP)) {
        case UP -> {
          latest.put(at, delivery.id());
          sent.add(
              new Story.Told(
                  delivery.recipient(),
                  delivery.kind(),
                  channel,
                  delivery.address(),
                  delivery.kind() == Delivery.Kind.ACKNOWLEDGEMENT
                      ? ProducerAcknowledgement.Said.valueOf(parcel.text())
                      : null));
          int followUp = number.applyAsInt(delivery.followUp());
          lines.add(StoryLine.sent(clock.instant(), followUp, delivery, parcel));
          yield new Attempt(AttemptOutcome.OK, taken(delivery.kind()));
        }
        case DOWN -> new Attempt(AttemptOutcome.UNKNOWN, "DOOR_DOWN");
        case REFUSES -> new Attempt(AttemptOutcome.REFUSED, "DOOR_REFUSES", true);
      };
    }
  }
}
