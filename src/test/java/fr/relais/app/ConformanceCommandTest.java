// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** A folder of samples against the table that a person wrote. */
class ConformanceCommandTest {
  private static final Path FOLDER = Path.of("test-fixtures", "conformance");
  private static final String THREE = "hprim/trois-messages.hpr";

  @TempDir private Path own;

  private record Run(int code, String out, String err) {}

  @Test
  void a_folder_that_says_what_is_expected_gives_0() {
    Run run = conformance(FOLDER);

    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("✓ fichiers : 5 · justes : 5 · faux : 0");
  }

  @Test
  void a_folder_may_be_reached_by_a_link() throws IOException {
    Path link = Files.createSymbolicLink(own.resolve("samples"), FOLDER.toAbsolutePath());

    assertThat(conformance(link).out()).startsWith("✓ fichiers : 5 · justes : 5 · faux : 0");
  }

  @ParameterizedTest
  @EnumSource(ConformanceColumn.class)
  void each_column_made_wrong_once_is_found(ConformanceColumn column) throws IOException {
    Run run = conformance(FOLDER, "--expected", table(THREE, column, "autre").toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out().lines().toList())
        .hasSize(2)
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("✗ " + THREE + " · " + column.header() + " : attendu « autre »"),
            line -> assertThat(line).contains("justes : 4 · faux : 1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "RESULTS; 1 | 1 | 1",
        "FIRST; K = 41 mmol/L | - | TSH = 2.10 mUI/L",
        "FIRST; K = 4.1 mmol/L | - | TSH = 2.1 mUI/L",
        "FIRST; K = 4.1 mmol/L | -",
        "PATIENT; GEAI LÉO 1975-01-09 | FAUVETTE ODILE 1962-05-17 | HUPPE INÈS 1989-11-30",
        "PRIORITY; NORMAL",
        "REPORTS; 2",
      })
  void a_small_error_is_an_error(ConformanceColumn column, String cell) throws IOException {
    Run run = conformance(FOLDER, "--expected", table(THREE, column, cell).toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains(column.header() + " : attendu « " + cell.strip() + " »");
  }

  @Test
  void the_first_value_may_be_told_by_its_code_or_by_its_label() throws IOException {
    String labels = "Potassium = 4.1 mmol/L | - | TSH = 2.10 mUI/L";
    Path table = table(THREE, ConformanceColumn.FIRST, labels);

    assertThat(conformance(FOLDER, "--expected", table.toString()).code()).isZero();
  }

  @Test
  void a_file_that_no_line_names_and_a_line_without_a_file_are_found() throws IOException {
    Path expected = own.resolve("expected.tsv");
    List<String> lines = new ArrayList<>(Files.readAllLines(FOLDER.resolve("expected.tsv")));
    lines.replaceAll(line -> line.replace(THREE, "hprim/parti.hpr"));
    Files.write(expected, lines);

    Run run = conformance(FOLDER, "--expected", expected.toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .contains(
            "✗ " + THREE + " : absent de la table",
            "✗ hprim/parti.hpr : dans la table, mais pas dans le dossier",
            "justes : 4 · faux : 0 · absents de la table : 1 · lignes sans fichier : 1");
  }

  @Test
  void a_machine_gets_one_object() throws IOException {
    Path table = table(THREE, ConformanceColumn.KIND, "LETTER");
    Run run = conformance(FOLDER, "--json", "--expected", table.toString());

    JsonNode said = new ObjectMapper().readTree(run.out());
    assertThat(run.code()).isEqualTo(2);
    assertThat(said.at("/files").intValue()).isEqualTo(5);
    assertThat(said.at("/right").intValue()).isEqualTo(4);
    assertThat(said.at("/wrong").intValue()).isEqualTo(1);
    assertThat(said.at("/differences/0").toString())
        .isEqualTo(
            "{\"file\":\"hprim/trois-messages.hpr\",\"column\":\"kind\",\"expected\":\"LETTER\","
                + "\"found\":\"BIOLOGY | BIOLOGY | BIOLOGY\"}");
  }

  @Test
  void a_table_that_is_none_is_said_with_its_line() throws IOException {
    List<String> lines = Files.readAllLines(FOLDER.resolve("expected.tsv"));

    fails("première ligne", List.of("file\tformat"));
    fails("ligne 2 : 13 colonnes attendues, pas 1", List.of(lines.get(0), "a.hpr"));
    fails(
        "ligne 3 : ce fichier a déjà une ligne", List.of(lines.get(0), lines.get(2), lines.get(2)));
    assertThat(conformance(own.resolve("absent")).err()).contains("ne peut pas être lue");
  }

  private void fails(String sentence, List<String> table) throws IOException {
    Files.write(own.resolve("expected.tsv"), table);
    Run run = conformance(own);
    assertThat(run.code()).as(sentence).isEqualTo(1);
    assertThat(run.err()).contains(sentence).doesNotContain("Exception");
  }

  /** The table of the fixtures with one cell changed. */
  private Path table(String file, ConformanceColumn column, String cell) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve("expected.tsv"))) {
      String[] cells = line.split("\t", -1);
      if (cells[0].equals(file)) {
        cells[column.ordinal() + 1] = cell.strip();
      }
      lines.add(String.join("\t", cells));
    }
    return Files.write(own.resolve("autre.tsv"), lines);
  }

  private static Run conformance(Path folder, String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> typed = new ArrayList<>(List.of("conformance", folder.toString()));
    typed.addAll(List.of(options));
    int code =
        new CommandLine(new RelaisCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  command.getErr().println(FrenchFailure.of(failure));
                  return 1;
                })
            .execute(typed.toArray(String[]::new));
    return new Run(code, out.toString(), err.toString());
  }
}
