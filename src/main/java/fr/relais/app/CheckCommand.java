// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Outcome;
import fr.relais.core.model.SenderCharset;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads files and says what Relais makes of them; sends nothing, keeps nothing. */
@Command(
    name = "check",
    description =
        "Lit des fichiers et dit ce que Relais en comprend. Code 0 : acceptés ; 2 : non ; 1 :"
            + " illisible.")
final class CheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FICHIER", arity = "1..*", description = "fichiers à lire")
  private List<Path> files = List.of();

  @Option(names = "--json", description = "un objet JSON par fichier, une ligne chacun")
  private boolean json;

  @Option(
      names = "--charset",
      paramLabel = "NOM",
      description =
          "jeu de caractères que l'expéditeur déclare, pour les fichiers qui ne disent pas le leur"
              + " : UTF-8, windows-1252, ISO-8859-15, CP850, MacRoman")
  private String charset = "";

  @Spec private CommandSpec spec;

  private final FileCheck check = new FileCheck();

  /** A file that cannot be read is said on the error output, and the others are read. */
  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    SenderCharset declared = declared();
    boolean accepted = true;
    boolean read = true;
    for (Path file : files) {
      try {
        CheckReport report = check.of(file.getFileName().toString(), file, declared);
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

  private @Nullable SenderCharset declared() {
    return charset.isEmpty()
        ? null
        : SenderCharset.named(charset)
            .orElseThrow(
                () -> new ParameterException(spec.commandLine(), "jeu de caractères inconnu"));
  }
}
