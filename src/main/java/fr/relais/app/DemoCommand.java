// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.flow.Checkpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The demonstration: everything embedded is started, the story for which Relais exists is played
 * and printed, and Relais stays up. Everything is real but the people.
 */
@Command(
    name = "demo",
    description =
        "Démarre tout, joue un résultat critique jusqu'à sa conclusion, et reste en marche.")
final class DemoCommand implements Callable<Integer> {
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(names = "--exit", description = "s'arrêter à la fin de l'histoire")
  private boolean exit;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    long started = System.nanoTime();
    Settings settings =
        options.sandbox(
            "profile=sandbox",
            "data.dir=data/demo",
            "keys.file=data/demo/sandbox.keys",
            "folder.in=data/demo/in",
            "folder.out=data/demo/out",
            "folder.quietFor=200ms",
            "folder.poll=100ms",
            "follow.poll=100ms",
            "deliver.poll=100ms");
    Files.deleteIfExists(settings.get(SettingKeys.DATA_DIR).resolve("horloge"));
    Relais relais = Relais.start(settings, "relais_demo", true, Checkpoint.NONE);
    try {
      ServeCommand.outFolders(relais, settings);
      out.println(ServeCommand.ready(relais, settings));
      out.printf("  prêt en     %.1f s%n%n", (System.nanoTime() - started) / 1e9);
      out.flush();
      new DemoStory(relais, settings, new DemoTimeline(relais, out)).play();
    } catch (IOException | RuntimeException e) {
      relais.close();
      throw e;
    }
    if (exit) {
      relais.close();
      return 0;
    }
    out.println(byHand(relais, settings));
    out.flush();
    ServeCommand.stay(relais, out);
    return 0;
  }

  private static String byHand(Relais relais, Settings settings) {
    return """

    Relais reste en marche : http://localhost:%d (Ctrl-C pour l'arrêter).
    Envoyez-lui un résultat à la main :
      HL7 v2      printf '\\013%%s\\034\\r' "$(tr '\\n' '\\r' < message.hl7)" | nc -q 2 localhost %d
      fichier     cp resultat.hpr %s/
                  puis lisez resultat.hpr.accuse.json à côté
    Les pages des médecins : http://localhost:%d/suivi (choisissez une personne).
    Et agissez ici, à la console : « liste », « prends REF martin », « avance 15min », « aide ».
    """
        .formatted(
            relais.httpPort(),
            relais.mllpPort(),
            settings.get(SettingKeys.FOLDER_IN).resolve("labo-serein"),
            relais.httpPort());
  }
}
