// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.channels.Channels;
import fr.relais.adapters.directory.RegisterClient;
import fr.relais.adapters.store.Postgres;
import fr.relais.flow.Cases;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Receipts;
import fr.relais.flow.Rules;
import fr.relais.flow.Store;
import fr.relais.formats.fhir.FhirModel;
import fr.relais.web.Desk;
import fr.relais.web.WebServer;
import fr.relais.web.ops.OpsServer;
import fr.relais.web.receipts.CallReceipts;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A running copy of Relais: database, store, doors, engine, pages, wired by the settings. Closing
 * it closes everything in the reverse order.
 */
final class Relais implements AutoCloseable {
  /** Steps after which something may be ready to leave. */
  private static final Set<Checkpoint.Step> WAKING =
      EnumSet.of(
          Checkpoint.Step.COMMITTED,
          Checkpoint.Step.ACT_COMMITTED,
          Checkpoint.Step.TIMER_COMMITTED);

  private final FhirModel fhir = Formats.FHIR;
  private final Bell bell = new Bell();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Settings settings;
  private final InstantSource clock;
  private final @Nullable SandboxClock sandboxClock;
  private @Nullable Store store;
  private @Nullable Walk walk;
  private @Nullable OpsServer ops;
  private @Nullable WebServer web;
  private @Nullable SandboxWorld world;
  private @Nullable RouteFiles files;
  private @Nullable DmpDoor dmp;
  private volatile @Nullable Desk desk;
  private @Nullable Channels channels;

  private final Around around;
  private volatile List<ConsoleWords> words = List.of();

  private Relais(Settings settings, Around around) {
    this.around = around;
    this.settings = settings;
    this.sandboxClock = settings.profile() == Profile.SANDBOX ? SandboxClock.of(settings) : null;
    this.clock = sandboxClock == null ? InstantSource.system() : sandboxClock;
  }

  /**
   * Starts everything and returns when Relais is ready.
   *
   * @param database name of the embedded database; ignored when the settings give an address
   * @param fresh whether that database starts empty
   * @param watch told of each step of the walk, beside the faults that the settings ask for
   * @throws NotReady with what to do about it
   */
  static Relais start(Settings settings, String database, boolean fresh, Checkpoint watch) {
    return start(settings, database, fresh, watch, Around.USUAL);
  }

  static Relais start(
      Settings settings, String database, boolean fresh, Checkpoint watch, Around around) {
    Relais relais = new Relais(settings, around);
    try {
      relais.start(database, fresh, watch);
      return relais;
    } catch (RuntimeException | Error e) {
      // half started it would neither serve nor end
      relais.close();
      throw e;
    }
  }

  /** Relais cannot serve; the message is for the operator, in French. */
  static final class NotReady extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotReady(String message) {
      super(message);
    }
  }

  private void start(String database, boolean fresh, Checkpoint watch) {
    CompletableFuture<Postgres> starting =
        CompletableFuture.supplyAsync(() -> Stores.postgres(settings, open));
    world = openWorld();
    dmp = DmpDoor.open(settings, world, () -> store().roster(), this::hold).orElse(null);
    ops =
        new OpsServer(
            clock,
            figures -> WelcomePage.html(settings, mllpPort(), figures),
            sandboxClock == null ? null : line -> console().answer(line));
    web =
        hold(
            new WebServer(
                settings.get(SettingKeys.HTTP_HOST),
                settings.get(SettingKeys.HTTP_PORT),
                Served.parts(
                    settings,
                    ops,
                    world,
                    dmp == null ? null : dmp.records(),
                    fhir,
                    this::desk,
                    () -> Optional.ofNullable(store).map(s -> new AgendaIntake(s, clock)))));
    // the port is ours by now: no other copy is serving from this database
    Store ready = Stores.open(settings, await(starting), database, fresh);
    store = hold(ready);
    People.check(ready, settings, clock);
    files = RouteFiles.open(RoutesFolder.find(settings), ready, clock);
    Outside outside = outside(URI.create(pages() + CallReceipts.PATH));
    Doors doors = new Doors(settings, outside);
    walk = walk(ready, doors, watch);
    Receipts receipts = new Receipts(ready, clock, walk.followUps());
    desk =
        new Desk(
            new Cases(ready, rules(), clock),
            walk.followUps(),
            walk.answers(),
            walk.orders(),
            receipts,
            walk.visits(),
            clock);
    RegisterRefresh register = register(ready);
    hold(
        new Engine(
            walk,
            ready,
            files,
            clock,
            new Engine.Pace(
                settings.get(SettingKeys.FOLLOW_POLL),
                settings.get(SettingKeys.DELIVER_POLL),
                settings.get(SettingKeys.AUDIT_SEAL),
                settings.get(SettingKeys.DELIVER_BATCH)),
            bell,
            Beside.of(settings, ready, rules(), clock, register)));
    Channels opened =
        hold(doors.channels(ready, walk.receive(), walk.mails().apply(DomainList.of(settings))));
    channels = opened;
    ops.serve(ready, OurCertificates.of(settings), opened::mailbox);
    // not before: it would take from what everyone waits for
    CompletableFuture.runAsync(fhir::warm);
  }

  private @Nullable SandboxWorld openWorld() {
    boolean wanted = settings.profile() == Profile.SANDBOX && settings.get(OutsideKeys.SIMULATORS);
    return wanted ? hold(new SandboxWorld(settings, around, () -> store().roster(), clock)) : null;
  }

  private @Nullable RegisterRefresh register(Store ready) {
    RegisterClient simulated = world == null ? null : world.registerClient();
    RegisterRefresh made = RegisterRefresh.of(settings, simulated, ready, clock).orElse(null);
    words = world == null ? List.of() : world.words(ready, made);
    return made;
  }

  private Outside outside(URI callback) {
    return world == null
        ? Outside.of(settings, callback)
        : world.outside(callback, store().roster());
  }

  /** The address of the people's pages, as it is written in messages. */
  private String pages() {
    return settings
        .get(OutsideKeys.PUBLIC_URL)
        .map(url -> url.toString().replaceAll("/$", ""))
        .orElse("http://localhost:" + httpPort());
  }

  private <T extends AutoCloseable> T hold(T closeable) {
    synchronized (open) {
      open.push(closeable);
    }
    return closeable;
  }

  private static Postgres await(CompletableFuture<Postgres> starting) {
    try {
      return starting.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private Walk walk(Store ready, Doors doors, Checkpoint watch) {
    FaultPoints faults =
        new FaultPoints(
            settings.get(SettingKeys.SANDBOX_CRASH_AT).orElse(null),
            settings.get(SettingKeys.SANDBOX_FAIL_AT).orElse(null));
    return Walk.of(
        new Walk.Parts(
            ready,
            Formats.ALL,
            doors.exits(world, dmp, clock, this::hold),
            rules(),
            clock,
            new RandomIds(clock),
            new SecureRandom(),
            step -> {
              watch.reached(step);
              faults.reached(step);
              if (WAKING.contains(step)) {
                bell.ring();
              }
            },
            settings.get(SettingKeys.DELIVER_LEASE),
            settings.get(SettingKeys.DELIVER_BATCH),
            hold(new Lanes()),
            bell::ring));
  }

  private Rules rules() {
    Rules rules = Objects.requireNonNull(files).in(RouteFiles.own(settings), URI.create(pages()));
    return dmp == null ? rules : rules.with(dmp.filing());
  }

  /** What the parts of the server ask of the walk; empty until Relais is ready. */
  private Optional<Desk> desk() {
    return Optional.ofNullable(desk);
  }

  Store store() {
    return Objects.requireNonNull(store);
  }

  Walk walk() {
    return Objects.requireNonNull(walk);
  }

  InstantSource clock() {
    return clock;
  }

  Optional<SandboxClock> sandboxClock() {
    return Optional.ofNullable(sandboxClock);
  }

  /** The simulators around this sandbox, when they were asked for. */
  Optional<SandboxWorld> world() {
    return Optional.ofNullable(world);
  }

  int mllpPort() {
    return channels == null ? -1 : channels.mllpPort().orElse(-1);
  }

  int httpPort() {
    return web == null ? -1 : web.port();
  }

  Console console() {
    return new Console(store(), walk().followUps(), clock, sandboxClock, words);
  }

  @Override
  public void close() {
    while (true) {
      AutoCloseable next;
      synchronized (open) {
        next = open.poll();
      }
      if (next == null) {
        return;
      }
      try {
        next.close();
      } catch (Exception e) {
        org.slf4j.LoggerFactory.getLogger(Relais.class)
            .warn("closing {} failed: {}", next.getClass().getSimpleName(), e.getClass().getName());
      }
    }
  }
}
