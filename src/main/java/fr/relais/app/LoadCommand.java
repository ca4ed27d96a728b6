// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Roster;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Store;
import fr.relais.sandbox.MailOperator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Loads a whole Relais: results in by MLLP at a fixed rate, out by every way; counts what was
 * received, acknowledged and handed over, and how long it took. Simulators and generator share the
 * machine.
 */
@Command(
    name = "load",
    description = "Met un Relais entier en charge, compte tout, dit les délais.")
final class LoadCommand implements Callable<Integer> {
  private static final double WARM_RATE = 40;
  private static final Duration DRAIN = Duration.ofSeconds(60);
  private static final Duration LAG_MAX = Duration.ofSeconds(1);

  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(
      names = "--rate",
      defaultValue = "100",
      description = "résultats par seconde (${DEFAULT-VALUE})")
  private double rate;

  @Option(names = "--seconds", defaultValue = "120", description = "durée (${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--connections",
      defaultValue = "8",
      description = "connexions MLLP (${DEFAULT-VALUE})")
  private int connections;

  @Option(names = "--recipients", defaultValue = "20", description = "médecins (${DEFAULT-VALUE})")
  private int recipients;

  @Option(
      names = "--warm-up",
      defaultValue = "60",
      description = "secondes d'échauffement, à 40 par seconde au plus (${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--hanging",
      description =
          "la boîte d'un des médecins ne répond plus, ce nombre de résultats l'attend déjà")
  private int queued;

  @Spec private CommandSpec spec;

  private int warm;

  private final AtomicReference<LoadArrivals> arrivals = new AtomicReference<>();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path data = Files.createTempDirectory("relais-load");
    Settings settings =
        options.sandbox(
            "profile=sandbox",
            "http.port=0",
            "mllp.port=0",
            "data.dir=" + data,
            "keys.file=" + data.resolve("keys"),
            "folder.in=" + data.resolve("in"),
            "folder.out=" + data.resolve("out"));
    MailOperator.Limits mails =
        new MailOperator.Limits(10 * 1024 * 1024, 0, Duration.ofSeconds(30), Duration.ofSeconds(2));
    Relais relais =
        Relais.start(
            settings,
            "relais_load",
            true,
            Checkpoint.NONE,
            new Around(mails, this::notified, false));
    try {
      return run(relais, settings, out);
    } finally {
      relais.close();
      try (Stream<Path> files = Files.walk(data)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
      }
    }
  }

  private String notified(String task) {
    LoadArrivals into = arrivals.get();
    return into == null ? "" : into.notified(task);
  }

  private int run(Relais relais, Settings settings, PrintWriter out) throws Exception {
    Instant now = relais.clock().instant();
    Roster roster = LoadPeople.of(recipients, now);
    relais.store().changeRoster(old -> roster, now, "load");
    SandboxWorld world = relais.world().orElseThrow();
    world.enrol(roster);
    ServeCommand.outFolders(relais, settings);
    int total = (int) (rate * seconds);
    warm = (int) (warmUp * Math.min(rate, WARM_RATE));
    LoadLedger ledger = new LoadLedger(warm + queued + total);
    LoadArrivals into = new LoadArrivals(ledger);
    arrivals.set(into);
    world.mail().onArrival((mailbox, mail) -> into.mail(mail));
    LoadSenders everyone = new LoadSenders(relais.mllpPort(), connections, n -> doctor(n));
    out.printf("échauffement : %d résultats%n", warm);
    out.flush();
    everyone.send(ledger, 0, warm, Math.min(rate, WARM_RATE));
    settled(relais.store(), 0);
    if (queued > 0) {
      hang(relais, world, ledger, out);
    }
    long before = disk(settings);
    long began = System.nanoTime();
    LoadLedger measured = new LoadLedger(warm + queued + total);
    LoadArrivals arrived = new LoadArrivals(measured);
    arrivals.set(arrived);
    world.mail().onArrival((mailbox, mail) -> arrived.mail(mail));
    everyone.send(measured, warm + queued, total, rate);
    long ended = System.nanoTime();
    settled(relais.store(), queued);
    arrived.read(settings.get(SettingKeys.FOLDER_OUT).toAbsolutePath(), relais.store());
    return report(
        new Measured(measured, total, began, ended, disk(settings) - before), relais, out);
  }

  /** With one that hangs, nothing of the measured load is his. */
  private int doctor(int number) {
    return queued == 0 ? number % recipients : 1 + number % (recipients - 1);
  }

  private void hang(Relais relais, SandboxWorld world, LoadLedger ledger, PrintWriter out)
      throws IOException, InterruptedException {
    world.mail().fault(LoadPeople.mailbox(0), MailOperator.Fault.HANG);
    out.printf("une boîte ne répond plus ; %d résultats lui sont destinés%n", queued);
    out.flush();
    new LoadSenders(relais.mllpPort(), connections, n -> 0).send(ledger, warm, queued, 200);
  }

  /**
   * What a load gave.
   *
   * @param disk bytes that the data took
   */
  private record Measured(LoadLedger ledger, int total, long began, long ended, long disk) {}

  private int report(Measured m, Relais relais, PrintWriter out) {
    Store.Figures figures = relais.store().figures(relais.clock().instant());
    long received = figures.received() - warm - queued;
    int acknowledged = m.ledger().acknowledged();
    int delivered = m.ledger().delivered();
    double sending = (m.ended() - m.began()) / 1e9;
    double lag = Math.max(0, (m.ledger().last() - m.ended()) / 1e9);
    out.printf("envoyés      %d en %.1f s%n", m.total(), sending);
    out.printf("reçus        %d (%.1f/s)%n", received, received / sending);
    out.printf(
        "acquittés    %d (%.1f/s) · %s%n",
        acknowledged, acknowledged / sending, m.ledger().acknowledgements());
    out.printf(
        "remis        %d (%.1f/s) · %s%n",
        delivered, delivered / (sending + lag), m.ledger().deliveries(0, 1));
    if (queued == 0) {
      for (int door = 0; door < 4; door++) {
        out.printf("  %-12s %s%n", LoadPeople.software(door), m.ledger().deliveries(door, 4));
      }
    }
    out.printf("retard       %.2f s à la fin des envois%n", lag);
    out.printf("disque       %.1f ko par résultat%n", m.disk() / 1000.0 / m.total());
    out.printf("mémoire      %d Mo%n", memory());
    boolean equal = received == m.total() && acknowledged == m.total() && delivered == m.total();
    boolean clean = equal && lag <= LAG_MAX.toMillis() / 1000.0;
    out.println(clean ? "✓ tout est arrivé, sans retard" : "✗ les comptes diffèrent, ou du retard");
    out.flush();
    return clean ? 0 : 1;
  }

  /** Waits until no more than so many deliveries are ready, or for a minute. */
  private static void settled(Store store, int left) throws InterruptedException {
    long end = System.nanoTime() + DRAIN.toNanos();
    while (store.figures(Instant.now()).readyDeliveries() > left && System.nanoTime() < end) {
      Thread.sleep(50);
    }
  }

  private static long disk(Settings settings) throws IOException {
    long bytes = 0;
    Path out = settings.get(SettingKeys.FOLDER_OUT).toAbsolutePath();
    try (Stream<Path> files = Files.walk(settings.get(SettingKeys.DATA_DIR).toAbsolutePath())) {
      for (Path file : files.filter(f -> !f.startsWith(out)).toList()) {
        // write-ahead log and temporary files come and go
        if (!file.toString().contains("pg_wal") && Files.isRegularFile(file)) {
          bytes += size(file);
        }
      }
    }
    return bytes;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Heap in use, in megabytes. */
  private static long memory() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000;
  }
}
