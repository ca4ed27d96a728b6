// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.MissionAccount;
import fr.relais.core.model.MissionAccount.Standing;
import fr.relais.core.model.Roster;
import fr.relais.flow.Missions;
import fr.relais.flow.Store;
import fr.relais.formats.pdf.PdfWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the account of a mission: for a doctor who can no longer sign in, above all. */
@Command(
    name = "account",
    description =
        "Écrit l'attestation et le bilan de fin de mission d'un médecin dans un lieu, en PDF, sans"
            + " identité de patient. Code 0 : écrit ; 2 : il n'y a rien à écrire.")
final class AccountCommand implements Callable<Integer> {
  private static final String ACTOR = "account";

  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(
      names = "--practitioner",
      paramLabel = "ID",
      required = true,
      description = "le médecin, par son identifiant de people.csv")
  private String practitioner = "";

  @Option(
      names = "--site",
      paramLabel = "ID",
      required = true,
      description = "le lieu, par son identifiant de sites.csv")
  private String site = "";

  @Option(
      names = "--out",
      paramLabel = "FICHIER",
      required = true,
      description = "le fichier PDF à écrire ; un fichier qui existe n'est pas remplacé")
  private Path file = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Settings settings = options.read();
    InstantSource clock =
        settings.profile() == Profile.SANDBOX ? SandboxClock.of(settings) : InstantSource.system();
    Deque<AutoCloseable> open = new ArrayDeque<>();
    try (Store store = Stores.open(settings, ServeCommand.DATABASE, false, open)) {
      return write(store, clock);
    } finally {
      for (AutoCloseable closeable : open) {
        closeable.close();
      }
    }
  }

  int write(Store store, InstantSource clock) throws IOException {
    if (Files.exists(file)) {
      return refused("Ce fichier existe déjà : donnez-en un autre.");
    }
    Roster roster = store.roster();
    if (roster.practitioner(practitioner).filter(p -> p.role().doctor()).isEmpty()) {
      return refused("Aucun médecin ne porte cet identifiant.");
    }
    if (roster.site(site).isEmpty()) {
      return refused("Aucun lieu ne porte cet identifiant.");
    }
    MissionAccount account =
        new Missions(store, clock).made(practitioner, site, ACTOR).orElse(null);
    if (account == null) {
      return refused("Ce médecin n'a ni présence ni prescription dans ce lieu.");
    }
    Files.write(file, new PdfWriter().write(account).bytes());
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Écrit : %d suivis, dont %d ouverts et %d attendus.%n",
        account.ordered(), account.count(Standing.OPEN), account.count(Standing.EXPECTED));
    out.flush();
    return 0;
  }

  private int refused(String why) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(why);
    err.flush();
    return 2;
  }
}
