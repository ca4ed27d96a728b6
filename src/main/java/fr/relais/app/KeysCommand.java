// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.store.InstallationKeys;
import fr.relais.adapters.store.KeyFile;
import fr.relais.adapters.store.PostgresStore;
import fr.relais.flow.Store;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Makes the keys of an installation, adds a period and wraps everything under it, or makes
 * certificates for trials.
 */
@Command(
    name = "keys",
    description =
        "Montre les périodes des clés ; --create les crée, --rotate en change ; --test-pki fait des"
            + " certificats d'essai.")
final class KeysCommand implements Callable<Integer> {
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(names = "--create", paramLabel = "PÉRIODE", description = "créer le fichier de clés")
  private @Nullable String create;

  @Option(
      names = "--rotate",
      paramLabel = "PÉRIODE",
      description = "ouvrir une période et y transporter les données")
  private @Nullable String rotate;

  @Option(
      names = "--test-pki",
      paramLabel = "DOSSIER",
      description = "écrire des certificats d'essai dans ce dossier, neuf ou vide")
  private @Nullable Path testPki;

  @Option(
      names = "--structure",
      paramLabel = "IDENTIFIANT",
      defaultValue = "1750000000",
      description =
          "avec --test-pki : structure qui reçoit deux certificats, par exemple 1 puis le FINESS ;"
              + " répétable")
  private List<String> structures = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Path certificates = testPki;
    if (certificates != null) {
      PrintWriter out = spec.commandLine().getOut();
      new TestCertificates(certificates, structures).write(InstantSource.system(), out);
      out.flush();
      return 0;
    }
    return periods(options.read());
  }

  private int periods(Settings settings) throws Exception {
    Path path = settings.get(SettingKeys.KEYS_FILE).toAbsolutePath();
    KeyFile file = new KeyFile(path);
    PrintWriter out = spec.commandLine().getOut();
    if (create != null) {
      if (Files.exists(path)) {
        throw new CommandFailure(
            "Le fichier de clés existe déjà ; il n'est pas remplacé. Pour changer : --rotate.");
      }
      file.save(InstallationKeys.create(create));
      out.println("Clés créées : " + path);
      out.println("Gardez-en une copie hors de la base : sans elles, tout est illisible.");
    } else if (rotate != null) {
      if (file.load().periods().contains(rotate)) {
        throw new CommandFailure("Cette période existe déjà. Donnez un nom nouveau à --rotate.");
      }
      file.rotate(rotate);
      out.println("Période ouverte : " + rotate + ".");
      out.println("Clés transportées : " + rewrap(settings) + ".");
    }
    if (!Files.exists(path)) {
      throw new CommandFailure(
          "Il n'y a pas de fichier de clés ici. Créez-le : relais keys --create PÉRIODE.");
    }
    InstallationKeys keys = file.load();
    out.println("Périodes : " + keys.periods() + ", en cours : " + keys.currentPeriod() + ".");
    out.flush();
    return 0;
  }

  private static int rewrap(Settings settings) throws Exception {
    Deque<AutoCloseable> open = new ArrayDeque<>();
    try (Store store = Stores.open(settings, ServeCommand.DATABASE, false, open)) {
      return store instanceof PostgresStore postgres ? postgres.rewrapDataKeys() : 0;
    } finally {
      for (AutoCloseable closeable : open) {
        closeable.close();
      }
    }
  }
}
