// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.store.MemoryStore;
import fr.relais.core.decide.Act;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Parcel;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Entrance;
import fr.relais.flow.Exit;
import fr.relais.flow.Exits;
import fr.relais.flow.Rules;
import fr.relais.flow.SoftwareSheets;
import fr.relais.flow.Transaction;
import fr.relais.sandbox.dmp.DmpPlatform;
import fr.relais.sandbox.dmp.Filed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A walk in memory whose way to the DMP is the real one, over sockets, to the sandbox's DMP. */
final class DmpHouse implements AutoCloseable {
  static final String INS = "248028999900129";

  /** Keys of RSA take a while: made once for all tests. */
  static final SandboxCertificates CERTIFICATES = new SandboxCertificates();

  private static final Path STORIES = Path.of("test-fixtures", "stories");

  /** Over when it is taken: whoever died need not be waited for. */
  private static final Duration LEASE = Duration.ofSeconds(-1);

  private final HandClock clock;
  private final MemoryStore store = new MemoryStore("house");
  private final SandboxDmp sandbox;
  private final DmpDoor door;
  private final Rules rules;
  private final Checkpoint checkpoint;
  private final CountedIds ids = new CountedIds();
  private Walk walk;

  /**
   * @param story whose people these are
   * @param sandbox the DMP, which other houses may share
   */
  DmpHouse(String story, SandboxDmp sandbox, Checkpoint checkpoint) {
    Story read = StoryReader.read(STORIES.resolve(story), StoryPeople::read);
    this.clock = new HandClock(read.start());
    this.sandbox = sandbox;
    this.door = sandbox.door();
    this.checkpoint = checkpoint;
    store.changeRoster(old -> read.roster(), read.start(), "test");
    rules =
        Rules.sandbox("house")
            .with(SoftwareSheets.NONE, URI.create("http://localhost:8080"))
            .with(site -> read.policies(read.start()).of(site))
            .with(door.filing());
    walk = start();
  }

  /** A DMP for the people of this story. */
  static SandboxDmp dmp(String story, Map<String, String> records) {
    Story read = StoryReader.read(STORIES.resolve(story), StoryPeople::read);
    return new SandboxDmp(read::roster, records, CERTIFICATES);
  }

  private Walk start() {
    List<Exit> exits = new ArrayList<>();
    for (Channel channel : Channel.values()) {
      exits.add(channel == Channel.DMP ? door.exit() : new Taken(channel));
    }
    return Walk.of(
        new Walk.Parts(
            store,
            Formats.ALL,
            new Exits(exits, new Papers("Relais")),
            rules,
            clock,
            ids,
            new Random(1),
            checkpoint,
            LEASE,
            20,
            Runnable::run,
            () -> {}));
  }

  /** What was begun is left as it is; another process goes on with the same store. */
  void diedAndStartedAgain() {
    walk = start();
  }

  private record Taken(Channel channel) implements Exit {
    @Override
    public Attempt send(Delivery delivery, Parcel parcel) {
      return new Attempt(AttemptOutcome.OK, "TAKEN");
    }
  }

  static Content message(String story, String file) {
    try {
      return Content.of(Files.readAllBytes(STORIES.resolve(story).resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From the laboratory, through its folder when one is named, else by MLLP. */
  void receives(@org.jspecify.annotations.Nullable String folder, Content message) {
    walk.receive()
        .receive(new Entrance.Incoming(folder == null ? "mllp" : "folder", folder, message));
  }

  void takes(String doctor) {
    FollowUp row = store.openFollowUps(10).get(0);
    walk.followUps().act(row.id(), Act.of(Act.Kind.TAKE, doctor, clock.instant()));
  }

  /** Everything that is due now leaves; later tries too, until this much time has passed. */
  void delivers(Duration until) {
    Instant end = clock.instant().plus(until);
    while (true) {
      while (walk.deliver().runOnce() > 0) {
        continue;
      }
      if (!clock.instant().isBefore(end)) {
        return;
      }
      clock.set(clock.instant().plus(Duration.ofMinutes(1)));
    }
  }

  /** How each attempt at the DMP ended, the earliest first. */
  List<String> attempts() {
    return store.openFollowUps(2_000).stream()
        .flatMap(row -> store.inTransaction(tx -> tx.attemptsOf(row.id())).stream())
        .filter(attempt -> attempt.delivery().channel().equals(Channel.DMP.code()))
        .map(Transaction.Attempt::detail)
        .map(String::valueOf)
        .toList();
  }

  List<FollowUp> open() {
    return store.openFollowUps(2_000);
  }

  Walk walk() {
    return walk;
  }

  DmpDoor door() {
    return door;
  }

  MemoryStore store() {
    return store;
  }

  HandClock clock() {
    return clock;
  }

  DmpPlatform platform() {
    return sandbox.platform();
  }

  List<Filed> filed() {
    return platform().documents(INS);
  }

  @Override
  public void close() {
    door.close();
  }
}
