// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Content;
import fr.relais.core.model.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads files and says what Relais makes of them; sends nothing, keeps nothing. */
@Command(
    name = "check",
    description =
        "Lit des fichiers et dit ce que Relais en comprend. Code 0 : acceptés ; 2 : non ; 1 : illisible.")
final class CheckCommand implements Callable<Integer> {
  private static final long BYTES_MAX = 20L * 1024 * 1024;

  @Parameters(paramLabel = "FICHIER", arity = "1..*", description = "fichiers à lire")
  private List<Path> files = List.of();

  @Option(names = "--json", description = "un objet JSON par fichier, une ligne chacun")
  private boolean json;

  @Spec private CommandSpec spec;

  private final FileCheck check = new FileCheck();

  /** A file that cannot be read is said on the error output, and the others are read. */
  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    boolean accepted = true;
    boolean read = true;
    for (Path file : files) {
      try {
        CheckReport report = check.of(file.getFileName().toString(), read(file));
        out.println(json ? report.json() : CheckText.of(report));
        accepted &= report.outcome() == Outcome.ACCEPTED;
      } catch (CommandFailure failure) {
        err.println(failure.getMessage());
        read = false;
      }
    }
    out.flush();
    err.flush();
    return !read ? 1 : accepted ? 0 : 2;
  }

  private static Content read(Path file) {
    if (!Files.exists(file)) {
      throw new CommandFailure("Ce fichier n'existe pas : " + file);
    }
    if (Files.isDirectory(file)) {
      throw new CommandFailure("Ceci est un dossier, pas un fichier : " + file);
    }
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new CommandFailure(
            "Le fichier dépasse 20 Mo, la taille que Relais accepte : " + file);
      }
      return Content.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new CommandFailure("Le fichier ne peut pas être lu : " + file);
    }
  }
}
