// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.directory.CsvFile;
import fr.relais.adapters.directory.GeneralPractitionersCsv;
import fr.relais.adapters.directory.ImportProblem;
import fr.relais.adapters.directory.OrdersCsv;
import fr.relais.adapters.directory.OrdersImport;
import fr.relais.adapters.directory.RosterCsv;
import fr.relais.adapters.directory.RosterImport;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sha256;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.DeclaredLists;
import fr.relais.flow.ExpectOrder;
import fr.relais.flow.Receive;
import fr.relais.flow.Rules;
import fr.relais.flow.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
        "Importe people.csv, sites.csv, roster.csv, senders.csv, codes.csv, endpoints.csv, des"
            + " calendriers (.ics), des Bundles FHIR (.fhir.json), general-practitioners.csv et"
            + " orders.csv : tout ou rien.")
final class ImportCommand implements Callable<Integer> {
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Parameters(
      paramLabel = "CHEMIN",
      arity = "0..*",
      description =
          "dossiers, fichiers CSV, calendriers iCalendar (.ics) ou Bundles FHIR (.fhir.json)")
  private List<Path> paths = List.of();

  @Option(
      names = "--confirm",
      description = "accepter un import qui vide une liste ou en ôte plus de 5 %%")
  private boolean confirmed;

  @Option(names = "--dry-run", description = "tout vérifier sans rien changer")
  private boolean dryRun;

  @Option(names = "--staged", description = "montrer ce qui attend une décision")
  private boolean listStaged;

  @Option(
      names = "--take",
      paramLabel = "ID",
      description = "prendre un import qui attend ; avec --by")
  private @Nullable String take;

  @Option(
      names = "--drop",
      paramLabel = "ID",
      description = "écarter un import qui attend ; avec --by")
  private @Nullable String drop;

  @Option(
      names = "--by",
      paramLabel = "PERSONNE",
      description = "qui décide : un identifiant de people.csv")
  private @Nullable String by;

  @Option(
      names = "--annuaire",
      description =
          "comparer les personnes connues ici à l'Annuaire Santé ; avec --dry-run : sans rien"
              + " changer")
  private boolean register;

  @Option(
      names = "--history",
      description =
          "lire de vieux messages comme un historique : ils n'alertent personne et ne demandent"
              + " rien")
  private boolean history;

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
    if (listStaged || take != null || drop != null) {
      return new StagedDecision(new Intake(store, clock), store.roster(), spec.commandLine())
          .run(take, drop, by);
    }
    if (register) {
      return new RegisterImport(store, clock, spec.commandLine()).run(settings, dryRun);
    }
    if (paths.isEmpty()) {
      spec.commandLine().getErr().println("Donnez un fichier ou un dossier à importer.");
      return 2;
    }
    if (history) {
      return history(store, settings, clock);
    }
    List<Path> orders = named(OrdersCsv.FILE);
    List<Path> declared =
        paths.stream()
            .filter(p -> p.endsWith(GeneralPractitionersCsv.FILE) || CareTeamFile.is(p))
            .toList();
    paths = paths.stream().filter(p -> !orders.contains(p) && !declared.contains(p)).toList();
    int done = paths.isEmpty() ? 0 : people(store, clock);
    for (Path file : declared) {
      done = done > 0 ? done : declared(file, store, settings, clock);
    }
    for (Path file : orders) {
      done = done > 0 ? done : orders(file, store, settings, clock);
    }
    return done;
  }

  private List<Path> named(String file) {
    return paths.stream().filter(p -> p.endsWith(file)).toList();
  }

  /** Who is whose médecin traitant: the whole list is taken, or nothing of it. */
  private int declared(Path file, Store store, Settings settings, InstantSource clock) {
    GeneralPractitionersCsv lists =
        new GeneralPractitionersCsv(clock, RouteFiles.own(settings).insOidsRefused());
    GeneralPractitionersCsv.Reading read =
        CareTeamFile.is(file)
            ? CareTeamFile.read(file, lists, store.roster())
            : lists.readPath(file, store.roster());
    if (!read.problems().isEmpty()) {
      return refused(new RosterImport.NotImported(read.problems()));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (dryRun) {
      out.printf("Vérifié, rien n'est changé : %d déclarations.%n", read.said().size());
    } else {
      int changed =
          new DeclaredLists(store, clock, new RandomIds(clock))
              .take(read.said(), String.valueOf(file.getFileName()), "import");
      out.printf(
          "Importé : %d déclarations de médecin traitant, %d nouvelles.%n",
          read.said().size(), changed);
    }
    out.flush();
    return 0;
  }

  /** Old messages, each on its own: one that is refused stops no other. */
  private int history(Store store, Settings settings, InstantSource clock) {
    if (dryRun || confirmed) {
      throw new CommandFailure("--history ne va ni avec --dry-run ni avec --confirm.");
    }
    Receive receive =
        new Receive(
            store,
            Formats.ALL,
            signed(settings, store, clock),
            clock,
            new RandomIds(clock),
            Checkpoint.NONE);
    HistoryImport done =
        new HistoryImport(receive, settings.get(SettingKeys.MLLP_MESSAGE_BYTES_MAX)).read(paths);
    done.print(spec.commandLine().getOut());
    return done.whole() ? 0 : 2;
  }

  /** What differs here, with the rules that the sites signed. */
  private static Rules signed(Settings settings, Store store, InstantSource clock) {
    Path policies = RoutesFolder.find(settings).resolve(RoutesFolder.POLICY);
    return RouteFiles.own(settings).with(SignedPolicies.open(policies, store, clock));
  }

  /** Orders as a table: all of them are kept, or none; the same file again makes nothing new. */
  private int orders(Path file, Store store, Settings settings, InstantSource clock) {
    Rules rules = RouteFiles.own(settings);
    OrdersImport read = new OrdersCsv(clock, rules.insOidsRefused()).readPath(file, store.roster());
    if (!read.problems().isEmpty()) {
      return refused(new RosterImport.NotImported(read.problems()));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s : %d prescriptions.%n",
        dryRun ? "Vérifié, rien n'est changé" : "Importé", read.orders().size());
    if (!dryRun) {
      Sha256 all = Sha256.of(read.orders().toString().getBytes(StandardCharsets.UTF_8));
      ExpectOrder.Result result =
          new ExpectOrder(store, signed(settings, store, clock), clock, new RandomIds(clock))
              .expect("import", null, all, read.orders());
      if (result instanceof ExpectOrder.Result.Kept kept) {
        for (int i = 0; i < kept.orders().size(); i++) {
          out.printf("ligne %d : %s%n", read.lines().get(i), kept.orders().get(i).number());
        }
      }
    }
    out.flush();
    return 0;
  }

  private int people(Store store, InstantSource clock) {
    if (dryRun) {
      return new RosterCsv(clock, new PeopleFile())
          .importPaths(paths, store.roster(), confirmed)
          .fold(this::imported, this::refused);
    }
    List<CsvFile> files;
    try {
      files = CsvFile.readAll(paths);
    } catch (IOException e) {
      // told in the same words as any other problem
      return new RosterCsv(clock, new PeopleFile())
          .importPaths(paths, store.roster(), confirmed)
          .fold(this::imported, this::refused);
    }
    Intake.Outcome outcome = new Intake(store, clock).take(files, confirmed, "import");
    int code = outcome.result().fold(this::imported, this::refused);
    if (outcome.waiting() != null) {
      new StagedDecision(new Intake(store, clock), store.roster(), spec.commandLine())
          .told(outcome.waiting());
    }
    return code;
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
