// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.directory.ImportProblem;
import fr.relais.adapters.directory.OrdersCsv;
import fr.relais.adapters.directory.OrdersImport;
import fr.relais.adapters.directory.RosterCsv;
import fr.relais.adapters.directory.RosterImport;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sha256;
import fr.relais.flow.ExpectOrder;
import fr.relais.flow.Rules;
import fr.relais.flow.Store;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports people, sites, calendars, senders and their codes: all or nothing. */
@Command(
    name = "import",
    description =
        "Importe people.csv, sites.csv, roster.csv, senders.csv, codes.csv : tout ou rien.")
final class ImportCommand implements Callable<Integer> {
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Parameters(paramLabel = "CHEMIN", arity = "1..*", description = "dossiers ou fichiers CSV")
  private List<Path> paths = List.of();

  @Option(
      names = "--confirm",
      description = "accepter un import qui vide une liste ou en ôte plus de 5 %%")
  private boolean confirmed;

  @Option(names = "--dry-run", description = "tout vérifier sans rien changer")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Settings settings = options.read();
    Deque<AutoCloseable> open = new ArrayDeque<>();
    try (Store store = Stores.open(settings, ServeCommand.DATABASE, false, open)) {
      return change(store, settings);
    } finally {
      for (AutoCloseable closeable : open) {
        closeable.close();
      }
    }
  }

  private int change(Store store, Settings settings) {
    InstantSource clock = InstantSource.system();
    List<Path> orders = paths.stream().filter(p -> p.endsWith(OrdersCsv.FILE)).toList();
    paths = paths.stream().filter(p -> !p.endsWith(OrdersCsv.FILE)).toList();
    int done = paths.isEmpty() ? 0 : people(store, clock);
    for (Path file : orders) {
      done = Math.max(done, done > 0 ? done : orders(file, store, settings, clock));
    }
    return done;
  }

  /** Orders as a table: all of them are kept, or none; the same file again makes nothing new. */
  private int orders(Path file, Store store, Settings settings, InstantSource clock) {
    Rules rules =
        settings.profile() == Profile.SANDBOX
            ? Rules.sandbox(settings.get(SettingKeys.NODE))
            : Rules.live(settings.get(SettingKeys.NODE));
    Path policies = RoutesFolder.find(settings).resolve(RoutesFolder.POLICY);
    OrdersImport read = new OrdersCsv(clock, rules.insOidsRefused()).readPath(file, store.roster());
    if (!read.problems().isEmpty()) {
      return refused(new RosterImport.NotImported(read.problems()));
    }
    if (!dryRun) {
      String all = read.orders().toString();
      new ExpectOrder(
              store,
              rules.with(SignedPolicies.open(policies, store, clock)),
              clock,
              new RandomIds(clock))
          .expect(
              "import",
              null,
              Sha256.of(all.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
              read.orders());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s : %d prescriptions.%n",
        dryRun ? "Vérifié, rien n'est changé" : "Importé", read.orders().size());
    out.flush();
    return 0;
  }

  private int people(Store store, InstantSource clock) {
    RosterImport[] read = new RosterImport[1];
    if (dryRun) {
      read[0] = new RosterCsv(clock).importPaths(paths, store.roster(), confirmed);
    } else {
      store.changeRoster(existing -> taken(read, existing, clock), Instant.now(), "import");
    }
    return read[0].fold(this::imported, this::refused);
  }

  private Roster taken(RosterImport[] read, Roster existing, InstantSource clock) {
    read[0] = new RosterCsv(clock).importPaths(paths, existing, confirmed);
    return read[0].fold(imported -> imported.roster(), refused -> existing);
  }

  private int imported(RosterImport.Imported imported) {
    PrintWriter out = spec.commandLine().getOut();
    Roster roster = imported.roster();
    out.printf(
        "%s : %d personnes, %d lieux, %d périodes, %d expéditeurs, %d codes.%n",
        dryRun ? "Vérifié, rien n'est changé" : "Importé",
        roster.practitioners().size(),
        roster.sites().size(),
        roster.periods().size(),
        roster.senders().size(),
        roster.codes().size());
    imported.warnings().forEach(w -> out.println("Attention : " + w));
    out.flush();
    return 0;
  }

  private int refused(RosterImport.NotImported refused) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("Rien n'est importé :");
    for (ImportProblem problem : refused.problems()) {
      err.println("- " + problem);
    }
    err.flush();
    return 2;
  }
}
