// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Sha256;
import fr.relais.flow.Checkpoint;
import fr.relais.sandbox.Laboratory;
import fr.relais.sandbox.LaboratoryFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The demonstration: a laboratory sends a critical potassium by MLLP and normal results by file;
 * the timeline is printed, with its rungs, until a doctor acts and the loop is concluded; then a
 * correction reopens it. Everything is real but the people.
 */
@Command(
    name = "demo",
    description =
        "Démarre tout, joue un résultat critique jusqu'à sa conclusion, et reste en marche.")
final class DemoCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(names = "--exit", description = "s'arrêter à la fin de l'histoire")
  private boolean exit;

  @Spec private CommandSpec spec;

  private final List<String> steps = new CopyOnWriteArrayList<>();

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
    Relais relais = Relais.start(settings, "relais_demo", true, this::note);
    try {
      ServeCommand.outFolders(relais, settings);
      out.println(ServeCommand.ready(relais, settings));
      out.printf("  prêt en     %.1f s%n%n", (System.nanoTime() - started) / 1e9);
      out.flush();
      play(relais, settings, new DemoTimeline(relais, out));
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

  private void note(Checkpoint.Step step) {
    if (step == Checkpoint.Step.KEPT) {
      steps.add("reçu, octets gardés");
    } else if (step == Checkpoint.Step.COMMITTED) {
      steps.add("enregistré (validé par la base)");
    }
  }

  private void play(Relais relais, Settings settings, DemoTimeline timeline) throws IOException {
    Instant now = relais.clock().instant();
    try (Laboratory laboratory = new Laboratory("127.0.0.1", relais.mllpPort(), PATIENCE, 3)) {
      timeline.say("— Le laboratoire envoie par MLLP un ionogramme, potassium très élevé (HH),");
      timeline.say("  pour une patiente du Dr Anne BOYER, volontaire repartie hier de Noyers.");
      send(laboratory, DemoMessages.hl7("potassium.hl7", now, now), timeline);
      FollowUp critical = critical(relais, timeline);
      timeline.say("");
      timeline.say("— Il dépose aussi un fichier HPRIM : deux patients, des résultats normaux.");
      drop(settings, DemoMessages.hprim("normaux.hpr", now), timeline);
      String reference = critical.reference();
      advance(relais, timeline, critical, "15min", 1);
      advance(relais, timeline, critical, "15min", 2);
      timeline.say("");
      timeline.say("— Le Dr Claire MARTIN, de garde à Noyers, agit à la console.");
      console(relais, timeline, critical, "prends " + reference + " martin");
      console(relais, timeline, critical, "décide " + reference + " martin urgences SAMU appelé");
      console(relais, timeline, critical, "échec " + reference + " martin pas de réponse");
      console(relais, timeline, critical, "issue " + reference + " martin admis aux urgences");
      timeline.say("");
      timeline.say("— Le laboratoire corrige : le suivi se rouvre.");
      relais.sandboxClock().orElseThrow().advance(Duration.ofMinutes(40));
      send(
          laboratory,
          DemoMessages.hl7("potassium-corrige.hl7", now, relais.clock().instant()),
          timeline);
      timeline.until(critical.id(), row -> row.state() == FollowUpState.OPEN);
    }
  }

  private void send(Laboratory laboratory, byte[] message, DemoTimeline timeline)
      throws IOException {
    steps.clear();
    Laboratory.Answered answered = laboratory.send(message);
    String hash = Sha256.of(message).hex();
    int number = 0;
    for (String step : steps) {
      number++;
      timeline.say("    " + number + ". " + step + (number == 1 ? ", empreinte " + hash : ""));
    }
    timeline.say("    " + (number + 1) + ". acquitté : " + msa(answered.answer()));
  }

  private static String msa(byte[] answer) {
    return Arrays.stream(new String(answer, StandardCharsets.UTF_8).split("\r"))
        .filter(segment -> segment.startsWith("MSA"))
        .findFirst()
        .orElse("sans MSA");
  }

  private static FollowUp critical(Relais relais, DemoTimeline timeline) {
    FollowUp row =
        relais.store().openFollowUps(100).stream()
            .filter(f -> f.priority() == FollowUpPriority.CRITICAL)
            .findFirst()
            .orElseThrow(() -> new CommandFailure("Le résultat critique n'a pas été confié."));
    return timeline.until(row.id(), f -> true);
  }

  private static void drop(Settings settings, byte[] file, DemoTimeline timeline)
      throws IOException {
    Path folder = settings.get(SettingKeys.FOLDER_IN).toAbsolutePath().resolve("labo-serein");
    LaboratoryFolder.Receipt receipt =
        new LaboratoryFolder(folder, PATIENCE).drop("normaux.hpr", file);
    timeline.say("    résultat déposé à côté : " + receipt.verdict());
    timeline.print();
  }

  private static void advance(
      Relais relais, DemoTimeline timeline, FollowUp row, String by, int rung) {
    timeline.say("");
    timeline.say(
        "— Personne ne répond. L'horloge avance : "
            + relais.console().answer("avance " + by).strip());
    timeline.until(row.id(), f -> f.rung() >= rung);
  }

  private static void console(Relais relais, DemoTimeline timeline, FollowUp row, String line) {
    timeline.say("  > " + line);
    int before = timeline.row(row.id()).seq();
    String answer = relais.console().answer(line);
    if (timeline.row(row.id()).seq() == before) {
      throw new CommandFailure("L'acte est refusé : " + answer);
    }
    timeline.until(row.id(), f -> true);
  }

  private static String byHand(Relais relais, Settings settings) {
    return """

        Relais reste en marche : http://localhost:%d (Ctrl-C pour l'arrêter).
        Envoyez-lui un résultat à la main :
          HL7 v2      printf '\\013%%s\\034\\r' "$(tr '\\n' '\\r' < message.hl7)" | nc -q 2 localhost %d
          fichier     cp resultat.hpr %s/
                      puis lisez resultat.hpr.accuse.json à côté
        Et agissez ici, à la console : « liste », « prends REF martin », « avance 15min », « aide ».
        """
        .formatted(
            relais.httpPort(),
            relais.mllpPort(),
            settings.get(SettingKeys.FOLDER_IN).resolve("labo-serein"));
  }
}
