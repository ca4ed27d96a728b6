// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.app.ConformanceResult.Difference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds what {@code check} says of a folder of samples against what a person wrote of each. */
@Command(
    name = "conformance",
    description =
        "Compare un dossier d'exemples à la table de ce qu'ils disent, écrite à la main."
            + " Code 0 : tout est juste ; 2 : non ; 1 : illisible.")
final class ConformanceCommand implements Callable<Integer> {
  private static final int FILES_MAX = 10_000;

  @Parameters(paramLabel = "DOSSIER", description = "dossier des exemples, sous-dossiers compris")
  private Path folder = Path.of(".");

  @Option(
      names = "--expected",
      paramLabel = "TABLE",
      description = "la table (DOSSIER/expected.tsv)")
  private @Nullable Path expected;

  @Option(names = "--json", description = "un seul objet JSON")
  private boolean json;

  @Spec private CommandSpec spec;

  private final FileCheck check = new FileCheck();

  @Override
  public Integer call() {
    Path file = expected == null ? folder.resolve(ConformanceTable.FILE_NAME) : expected;
    ConformanceTable table = ConformanceTable.read(file);
    ConformanceResult result = compare(table, messages(table, file));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(result.json());
    } else {
      result.text().forEach(out::println);
    }
    out.flush();
    return result.conforms() ? 0 : 2;
  }

  /**
   * The messages of the folder, by path: no hidden file, no table; a link in it is not followed.
   */
  private List<String> messages(ConformanceTable table, Path tableFile) {
    if (!Files.isDirectory(folder)) {
      throw new CommandFailure("Ce dossier n'existe pas : " + folder);
    }
    try (Stream<Path> all = Files.walk(folder.toRealPath())) {
      Path root = folder.toRealPath();
      List<String> files =
          all.filter(Files::isRegularFile)
              .filter(file -> !file.equals(real(tableFile)))
              .filter(file -> !file.equals(root.resolve(ConformanceTable.FILE_NAME)))
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .map(root::relativize)
              .filter(file -> !table.leavesOut(file))
              .map(file -> file.toString().replace('\\', '/'))
              .sorted()
              .limit(FILES_MAX + 1L)
              .toList();
      if (files.size() > FILES_MAX) {
        throw new CommandFailure("Plus de " + FILES_MAX + " fichiers dans ce dossier : " + folder);
      }
      return files;
    } catch (IOException e) {
      throw new CommandFailure("Le dossier ne peut pas être lu : " + folder);
    }
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath();
    }
  }

  private ConformanceResult compare(ConformanceTable table, List<String> files) {
    List<Difference> differences = new ArrayList<>();
    List<String> unlisted = new ArrayList<>();
    int right = 0;
    for (String file : files) {
      Map<ConformanceColumn, String> row = table.rows().get(file);
      if (row == null) {
        unlisted.add(file);
      } else {
        List<Difference> own = differences(row, check.of(file, folder.resolve(file)));
        differences.addAll(own);
        right += own.isEmpty() ? 1 : 0;
      }
    }
    List<String> missing =
        table.rows().keySet().stream().filter(file -> !files.contains(file)).toList();
    int wrong = files.size() - right - unlisted.size();
    return new ConformanceResult(files.size(), right, wrong, unlisted, missing, differences);
  }

  private static List<Difference> differences(
      Map<ConformanceColumn, String> row, CheckReport report) {
    return Arrays.stream(ConformanceColumn.values())
        .filter(column -> !column.agrees(row.getOrDefault(column, ""), report))
        .map(
            column ->
                new Difference(
                    report.file(),
                    column.header(),
                    row.getOrDefault(column, ""),
                    column.found(report)))
        .toList();
  }
}
