// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.ParisTime;
import fr.relais.flow.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be asked of the rules of sites before they are in force. */
final class PolicyOptions {
  @Option(
      names = "--policy-check",
      description = "lire les règles des lieux et parcourir toutes les combinaisons de faits")
  private boolean check;

  @Option(
      names = "--policy-hash",
      paramLabel = "FICHIER",
      description = "l'empreinte que signe le référent du lieu")
  private @Nullable Path hash;

  @Option(
      names = "--policy-dry-run",
      paramLabel = "FICHIER",
      description = "les suivis ouverts que ces règles changeraient, sans rien changer")
  private @Nullable Path dryRun;

  @Option(
      names = "--people",
      paramLabel = "DOSSIER",
      description = "avec --policy-check : l'annuaire en CSV plutôt que celui de la base")
  private @Nullable Path people;

  /** Whether one of them was given. */
  boolean given() {
    return check || hash != null || dryRun != null;
  }

  /** The exit code: 0 when all is well, 2 when the rules are refused. */
  int run(SettingsOptions options, PrintWriter out) throws Exception {
    if (hash != null) {
      out.println(PolicyFile.hash(text(hash)));
      return 0;
    }
    Settings settings = options.read();
    Path folder = RoutesFolder.find(settings).resolve(RoutesFolder.POLICY);
    InstantSource clock = InstantSource.system();
    if (dryRun != null) {
      PolicyFile change = draft(dryRun);
      return stored(settings, store -> dryRun(change, folder, store, clock.instant(), out));
    }
    PolicyReport report =
        new PolicyReport(out, LocalDate.ofInstant(clock.instant(), ParisTime.ZONE));
    if (people != null) {
      return report.check(folder, StoryPeople.read(people, clock.instant())) ? 0 : 2;
    }
    return stored(settings, store -> report.check(folder, store.roster()) ? 0 : 2);
  }

  private static int dryRun(
      PolicyFile change, Path folder, Store store, Instant now, PrintWriter out) {
    new PolicyDryRun(change, SignedPolicies.once(folder, store.roster(), now), store.roster())
        .print(store, now, out);
    return 0;
  }

  private static int stored(Settings settings, ToIntFunction<Store> work) throws Exception {
    Deque<AutoCloseable> open = new ArrayDeque<>();
    try (Store store = Stores.open(settings, ServeCommand.DATABASE, false, open)) {
      return work.applyAsInt(store);
    } finally {
      for (AutoCloseable closeable : open) {
        closeable.close();
      }
    }
  }

  /** The rules of a file without the signature that they do not have yet. */
  private static PolicyFile draft(Path file) {
    String name = file.toAbsolutePath().normalize().getFileName().toString();
    return PolicyReader.read(Map.of(name, PolicyFile.unsigned(text(file)))).get(0);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CommandFailure("Ce fichier de règles ne peut pas être lu (UTF-8 attendu).");
    }
  }
}
