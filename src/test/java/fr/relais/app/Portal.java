// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.store.MemoryStore;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Order;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.PatientChoices;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Period;
import fr.relais.core.model.Phone;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.RequestPriority;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sex;
import fr.relais.core.model.Sha256;
import fr.relais.flow.Cases;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Entrance;
import fr.relais.flow.Exit;
import fr.relais.flow.Exits;
import fr.relais.flow.ExpectOrder;
import fr.relais.flow.Receipts;
import fr.relais.flow.Rules;
import fr.relais.web.Desk;
import fr.relais.web.WebServer;
import fr.relais.web.worklist.SharedDesk;
import fr.relais.web.worklist.Worklist;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The people's pages over the real walk and a store in memory, with a clock moved by hand: Thursday
 * 19 November 2026, 10:00 in Paris, and the people of the sandbox.
 */
final class Portal implements AutoCloseable {
  private static final PatientChoices CHOICES = new PatientChoices(true, false, null, false, true);
  static final Instant START = Instant.parse("2026-11-19T09:00:00Z");

  private final HandClock clock = new HandClock(START);
  private final MemoryStore store = new MemoryStore("portal");
  private final Walk walk;
  private final WebServer web;
  private final Cases cases;
  private final List<AuditLine> audited = new ArrayList<>();

  Portal() {
    this(true);
  }

  Portal(boolean sandbox) {
    this(sandbox, null);
  }

  /**
   * @param shared how the DMP is read; null where it is not
   */
  Portal(boolean sandbox, @Nullable SharedDesk shared) {
    Roster cast = People.cast(clock);
    store.changeRoster(old -> cast, START, "test");
    CountedIds ids = new CountedIds();
    walk =
        Walk.of(
            new Walk.Parts(
                store,
                Formats.ALL,
                new Exits(
                    Arrays.stream(Channel.values()).<Exit>map(Taken::new).toList(),
                    (channel, form) -> letter -> Parcel.ofText("remis")),
                Rules.sandbox("portal"),
                clock,
                ids,
                new Random(1),
                Checkpoint.NONE,
                Duration.ofMinutes(1),
                50,
                Runnable::run,
                () -> {}));
    Cases cases =
        new Cases(AuditTrail.watched(store, audited), fr.relais.flow.Rules.sandbox("test"), clock);
    Desk desk =
        new Desk(
            cases,
            walk.followUps(),
            walk.answers(),
            walk.orders(),
            new Receipts(store, clock, walk.followUps()),
            walk.visits(),
            clock);
    web =
        new WebServer(
            "127.0.0.1", 0, List.of(new Worklist(() -> Optional.of(desk), sandbox, shared)));
    this.cases = cases;
  }

  int port() {
    return web.port();
  }

  Cases cases() {
    return cases;
  }

  /** What readings left in the trail. */
  List<AuditLine> audited() {
    return audited;
  }

  HandClock clock() {
    return clock;
  }

  MemoryStore store() {
    return store;
  }

  Walk walk() {
    return walk;
  }

  void later(Duration by) {
    clock.set(clock.instant().plus(by));
    settle();
  }

  /** Does all that is due. */
  void settle() {
    while (walk.timers().runOnce() > 0) {
      continue;
    }
    while (walk.deliver().runOnce() > 0) {
      continue;
    }
  }

  /** The reference of the follow-up that this message opened or joined, the latest received. */
  String receive(LabMessage message) {
    return receive(message.content());
  }

  String receive(Content content) {
    walk.receive().receive(new Entrance.Incoming("mllp", null, content));
    settle();
    return store.openFollowUps(1_000).stream()
        .max(Comparator.comparing(FollowUp::receivedAt).thenComparing(FollowUp::id))
        .orElseThrow()
        .reference();
  }

  FollowUp row(String reference) {
    return store.inTransaction(tx -> tx.byReference(reference)).orElseThrow();
  }

  /** This doctor holds a clinic at this site on the first day, or holds none any more. */
  void present(String doctor, String site, boolean there) {
    Roster old = store.roster();
    List<Period> periods = new ArrayList<>(old.periods());
    periods.removeIf(
        p -> p.kind() == Period.Kind.PRESENCE && doctor.equals(p.practitioner()) && !there);
    if (there) {
      periods.add(
          new Period(
              Period.Kind.PRESENCE,
              doctor,
              site,
              null,
              START.minus(Duration.ofHours(1)),
              START.plus(Duration.ofHours(8))));
    }
    Roster changed =
        Roster.of(
            old.version() + 1,
            old.practitioners(),
            old.sites(),
            periods,
            old.senders(),
            old.codes(),
            old.endpoints());
    store.changeRoster(before -> changed, clock.instant(), "test");
  }

  /** An order of Dr Boyer for Jeanne Durand, with all that a doctor in her place must know. */
  Order order(String placer, String generalPractitioner) {
    ExpectOrder.Result result =
        walk.orders()
            .expect(
                "test",
                null,
                Sha256.of(placer.getBytes(StandardCharsets.UTF_8)),
                List.of(asked(placer, "boyer", generalPractitioner, CHOICES)));
    return ((ExpectOrder.Result.Kept) result).orders().get(0);
  }

  /** The same of this doctor, with what the patient chose. */
  Order order(String placer, String requester, PatientChoices choices) {
    ExpectOrder.Result result =
        walk.orders()
            .expect(
                "test",
                null,
                Sha256.of(placer.getBytes(StandardCharsets.UTF_8)),
                List.of(asked(placer, requester, null, choices)));
    return ((ExpectOrder.Result.Kept) result).orders().get(0);
  }

  private static ExpectOrder.Asked asked(
      String placer,
      String requester,
      @Nullable String generalPractitioner,
      PatientChoices choices) {
    return new ExpectOrder.Asked(
        placer,
        "urn:logiciel:test",
        null,
        ReportKind.BIOLOGY,
        null,
        "Ionogramme sanguin",
        RequestPriority.ROUTINE,
        requester,
        "noyers",
        START.minus(Duration.ofDays(2)),
        new PatientIdentity(
            "248028999900129",
            "1.2.250.1.213.1.4.10",
            IdentityStatus.QUALIFIED,
            "DURAND",
            "DURAND",
            List.of("Jeanne"),
            LocalDate.of(1948, 2, 3),
            Sex.F,
            "89999",
            List.of(),
            List.of(),
            null),
        List.of(new Phone("0399990011", "elle-même"), new Phone("0399990012", "sa fille")),
        "4 rue du Puits, 89310 Noyers",
        generalPractitioner,
        "Fatigue depuis deux semaines",
        "si K > 5,5 : contrôle le jour même et ECG",
        choices,
        null);
  }

  /** A door that takes everything. */
  private record Taken(Channel channel) implements Exit {

    @Override
    public Attempt send(Delivery delivery, Parcel parcel) {
      return new Attempt(AttemptOutcome.OK, "TOLD");
    }
  }

  @Override
  public void close() {
    web.close();
    store.close();
  }
}
