// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Sender;
import fr.relais.flow.Checkpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves until it is stopped. In the sandbox, the console reads what is typed. */
@Command(name = "serve", description = "Sert avec les réglages donnés, jusqu'à l'arrêt.")
final class ServeCommand implements Callable<Integer> {
  /** Name of the embedded database. */
  static final String DATABASE = "relais";

  @Mixin private SettingsOptions options = new SettingsOptions();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return serve(options.read(), spec.commandLine().getOut());
  }

  static int serve(Settings settings, PrintWriter out) {
    Relais relais = Relais.start(settings, DATABASE, false, Checkpoint.NONE);
    outFolders(relais, settings);
    out.println(ready(relais, settings));
    out.flush();
    stay(relais, out);
    return 0;
  }

  static String ready(Relais relais, Settings settings) {
    return """
    Relais est prêt (%s).
      pages       http://localhost:%d
      MLLP        %s:%d
      dépôt       %s
      sorties     %s\
    """
        .formatted(
            settings.profile() == Profile.SANDBOX ? "bac à sable, données fictives" : "réel",
            relais.httpPort(),
            settings.get(SettingKeys.MLLP_HOST),
            relais.mllpPort(),
            settings.get(SettingKeys.FOLDER_IN).toAbsolutePath(),
            settings.get(SettingKeys.FOLDER_OUT).toAbsolutePath());
  }

  /** The sandbox makes the folders of its fictitious people; in live a missing one is a fault. */
  static void outFolders(Relais relais, Settings settings) {
    if (settings.profile() == Profile.SANDBOX) {
      Path out = settings.get(SettingKeys.FOLDER_OUT).toAbsolutePath();
      try {
        for (Practitioner doctor : relais.store().roster().practitioners()) {
          if (doctor.folder() != null) {
            Files.createDirectories(out.resolve(doctor.folder()));
          }
        }
        for (Sender sender : relais.store().roster().senders()) {
          String address = sender.acknowledgements();
          if (address != null && !address.startsWith(Sender.MLLP)) {
            Files.createDirectories(out.resolve(address));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("dossier de sortie inaccessible", e);
      }
    }
  }

  /** Stays up until the process is told to stop, answering the console meanwhile. */
  static void stay(Relais relais, PrintWriter out) {
    CountDownLatch stopped = new CountDownLatch(1);
    Thread stop =
        new Thread(
            () -> {
              stop(relais, out);
              stopped.countDown();
            });
    try {
      Runtime.getRuntime().addShutdownHook(stop);
    } catch (IllegalStateException e) {
      // it was told to stop while it started
      stop(relais, out);
      return;
    }
    if (relais.sandboxClock().isPresent()) {
      Thread console = new Thread(() -> console(relais, out), "relais-console");
      console.setDaemon(true);
      console.start();
    }
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void stop(Relais relais, PrintWriter out) {
    relais.close();
    out.println("Relais est arrêté.");
    out.flush();
  }

  private static void console(Relais relais, PrintWriter out) {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.print(relais.console().answer(line));
        out.flush();
      }
    } catch (IOException e) {
      out.println("La console ne lit plus ; Relais continue.");
      out.flush();
    }
  }
}
