// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.store.MemoryStore;
import fr.relais.core.decide.Act;
import fr.relais.core.decide.Acts;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Roster;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Entrance;
import fr.relais.flow.Exit;
import fr.relais.flow.Exits;
import fr.relais.flow.Rules;
import fr.relais.flow.Store;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Relais in memory with a clock that is moved by hand, the people of the stories that have doors,
 * the real writers, and exits that keep what came through them.
 */
final class Installation {
  final MemoryStore store = new MemoryStore("installation");
  final HandClock clock;
  final Rules rules =
      Rules.sandbox("installation")
          .with(StoryFolders.SHEETS, URI.create("https://relais.example.test"));
  final List<Sent> sent = new ArrayList<>();
  final CountedIds ids = new CountedIds();
  final Walk walk;

  /** Something that came through to someone. */
  record Sent(String who, Delivery.Kind kind, Channel channel, Parcel parcel) {}

  /**
   * @param start in Paris, {@code 2026-11-19T10:00}
   */
  Installation(String start) {
    clock = new HandClock(paris(start));
    roster(StoryPeople.read(StoryFolders.ROOT.resolve("people-doors"), clock.instant()));
    walk =
        Walk.of(
            new Walk.Parts(
                store,
                Formats.ALL,
                new Exits(
                    Arrays.stream(Channel.values()).<Exit>map(Way::new).toList(),
                    new Papers("Relais")),
                rules,
                clock,
                ids,
                new Random(1),
                Checkpoint.NONE,
                Duration.ofSeconds(-1),
                20,
                Runnable::run,
                () -> {}));
  }

  static Instant paris(String local) {
    return LocalDateTime.parse(local).atZone(ParisTime.ZONE).toInstant();
  }

  void roster(Roster people) {
    store.changeRoster(old -> people, clock.instant(), "test");
  }

  /** Moves the clock, and does what is due then. */
  void at(String local) {
    clock.set(paris(local));
    settle();
  }

  Entrance.Answer receives(Content message) {
    return receives("mllp", message);
  }

  Entrance.Answer receives(String channel, Content message) {
    Entrance.Answer answer = walk.receive().receive(new Entrance.Incoming(channel, null, message));
    settle();
    return answer;
  }

  /** Does all that is due, and sends all that is ready. */
  void settle() {
    while (walk.timers().runOnce() > 0 || walk.deliver().runOnce() > 0) {
      // until nothing is left
    }
  }

  /** What came through since the last time that this was asked. */
  List<Sent> sent() {
    List<Sent> all = List.copyOf(sent);
    sent.clear();
    return all;
  }

  Acts.Result acts(FollowUp row, Act.Kind kind, String who) {
    return walk.followUps().act(row.id(), Act.of(kind, who, clock.instant()));
  }

  List<FollowUp> open() {
    return store.openFollowUps(100);
  }

  Store store() {
    return store;
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
      sent.add(new Sent(delivery.recipient(), delivery.kind(), channel, parcel));
      return new Attempt(AttemptOutcome.OK, "KEPT");
    }
  }
}
