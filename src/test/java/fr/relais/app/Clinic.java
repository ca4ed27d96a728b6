// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.store.MemoryStore;
import fr.relais.core.decide.Act;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.PatientChoices;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Phone;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.RequestPriority;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sex;
import fr.relais.core.model.Sha256;
import fr.relais.core.model.Site;
import fr.relais.flow.Cases;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Entrance;
import fr.relais.flow.Exit;
import fr.relais.flow.Exits;
import fr.relais.flow.ExpectOrder;
import fr.relais.flow.Receipts;
import fr.relais.flow.Rules;
import fr.relais.flow.SoftwareSheets;
import fr.relais.web.Desk;
import fr.relais.web.WebServer;
import fr.relais.web.patient.PatientPages;
import fr.relais.web.worklist.Worklist;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A walk in memory with the real writers: everything that leaves is kept. */
final class Clinic implements AutoCloseable {
  private final HandClock clock;
  private final MemoryStore store = new MemoryStore("clinic");
  private final List<Left> left = new ArrayList<>();
  private final Walk walk;
  private final WebServer web;
  private int orders;

  /** What left by a door. */
  record Left(Delivery delivery, Parcel parcel) {}

  Clinic(Instant start) {
    this(start, SoftwareSheets.NONE);
  }

  /**
   * @param sheets what each doctor's software takes
   */
  Clinic(Instant start, SoftwareSheets sheets) {
    Rules rules = Rules.sandbox("clinic").with(sheets, URI.create("http://localhost:8080"));
    clock = new HandClock(start);
    Roster plain = withMailbox(People.cast(clock));
    Roster cast = sheets == SoftwareSheets.NONE ? plain : withFolders(plain);
    store.changeRoster(old -> cast, start, "test");
    walk =
        Walk.of(
            new Walk.Parts(
                store,
                Formats.ALL,
                new Exits(
                    Arrays.stream(Channel.values()).<Exit>map(Door::new).toList(),
                    new Papers("Relais")),
                rules,
                clock,
                new CountedIds(),
                new Random(1),
                Checkpoint.NONE,
                Duration.ofMinutes(1),
                50,
                Runnable::run,
                () -> {}));
    Desk desk =
        new Desk(
            new Cases(store, rules, clock),
            walk.followUps(),
            walk.answers(),
            walk.orders(),
            new Receipts(store, clock, walk.followUps()),
            walk.visits(),
            clock);
    web =
        new WebServer(
            "127.0.0.1",
            0,
            List.of(
                new Worklist(() -> Optional.of(desk), true),
                new PatientPages(() -> Optional.of(desk))));
  }

  /** The site keeps copies in its own mailbox. */
  private static Roster withMailbox(Roster cast) {
    List<Site> sites =
        cast.sites().stream()
            .map(
                s ->
                    s.id().equals("noyers")
                        ? new Site(
                            s.id(),
                            "MSP du Serein",
                            s.finess(),
                            s.referent(),
                            true,
                            null,
                            null,
                            "accueil@sandbox.mssante.example")
                        : s)
            .toList();
    return Roster.of(
        cast.version(),
        cast.practitioners(),
        sites,
        cast.periods(),
        cast.senders(),
        cast.codes(),
        cast.endpoints());
  }

  /** Each doctor has a folder of his own. */
  private static Roster withFolders(Roster cast) {
    return Roster.of(
        cast.version(),
        cast.practitioners().stream().map(Clinic::withFolder).toList(),
        cast.sites(),
        cast.periods(),
        cast.senders(),
        cast.codes(),
        cast.endpoints());
  }

  private static Practitioner withFolder(Practitioner p) {
    return new Practitioner(
        p.id(),
        p.rpps(),
        p.family(),
        p.given(),
        p.opensAt(),
        p.closesAt(),
        p.missionEnds(),
        p.revokedOn(),
        p.id(),
        p.software(),
        p.mailbox(),
        p.phone(),
        p.secondPhone(),
        p.hook(),
        p.role(),
        p.supervisor(),
        p.site());
  }

  private final class Door implements Exit {
    private final Channel channel;

    Door(Channel channel) {
      this.channel = channel;
    }

    @Override
    public Channel channel() {
      return channel;
    }

    @Override
    public Attempt send(Delivery delivery, Parcel parcel) {
      left.add(new Left(delivery, parcel));
      return new Attempt(AttemptOutcome.OK, "TOLD");
    }
  }

  int port() {
    return web.port();
  }

  Walk walk() {
    return walk;
  }

  MemoryStore store() {
    return store;
  }

  Instant now() {
    return clock.instant();
  }

  void at(Instant later) {
    clock.set(later);
    settle();
  }

  void settle() {
    while (walk.timers().runOnce() > 0) {
      continue;
    }
    while (walk.deliver().runOnce() > 0) {
      continue;
    }
  }

  /** All of this kind that left, the earliest first. */
  List<Left> left(Delivery.Kind kind) {
    settle();
    return left.stream().filter(l -> l.delivery().kind() == kind).toList();
  }

  /** A result of Jeanne Durand that Dr Boyer ordered, took charge of, and decided upon. */
  FollowUp decided(ClinicalDecision decision, boolean acceptsSms) {
    String placer = "P" + ++orders;
    walk.orders()
        .expect(
            "test",
            null,
            Sha256.of(placer.getBytes(StandardCharsets.UTF_8)),
            List.of(asked(placer, acceptsSms)));
    LabMessage message =
        new LabMessage(LabMessage.DURAND, "50" + orders)
            .placer(placer)
            .value("X^HbA1c^L", "9." + orders, "%", "4-6", "H");
    walk.receive().receive(new Entrance.Incoming("mllp", null, message.content()));
    settle();
    FollowUp row =
        store.openFollowUps(100).stream()
            .filter(open -> open.state() == FollowUpState.OPEN)
            .findFirst()
            .orElseThrow();
    walk.followUps().act(row.id(), Act.of(Act.Kind.TAKE, "boyer", now()));
    walk.followUps().act(row.id(), Act.decide("boyer", now(), decision, null));
    settle();
    return row(row.id());
  }

  FollowUp row(String id) {
    return store.inTransaction(tx -> tx.followUp(id)).orElseThrow();
  }

  private ExpectOrder.Asked asked(String placer, boolean acceptsSms) {
    return new ExpectOrder.Asked(
        placer,
        "urn:logiciel:test",
        null,
        ReportKind.BIOLOGY,
        null,
        "HbA1c",
        RequestPriority.ROUTINE,
        "boyer",
        "noyers",
        now().minus(Duration.ofDays(2)),
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
        List.of(new Phone("06 39 98 11 22", "elle-même")),
        null,
        "lefevre",
        "Fatigue",
        null,
        new PatientChoices(true, false, null, false, acceptsSms),
        null);
  }

  @Override
  public void close() {
    web.close();
    store.close();
  }
}
