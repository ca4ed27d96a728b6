// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every published example is what its name says; the table beside them names each fault. */
class FhirValidatorTest {
  private static final Path EXAMPLES = Path.of("fhir-profiles", "examples");
  private static final FhirValidator VALIDATOR = new FhirValidator(new FhirModel());

  private static List<Problem> problems(String name) throws IOException {
    return VALIDATOR.validate(Content.of(Files.readAllBytes(EXAMPLES.resolve(name))));
  }

  /** Rows of the table: file, place, code, cause. */
  static List<Arguments> faults() throws IOException {
    return Files.readAllLines(EXAMPLES.resolve("README.md")).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.replace("`", "").split("\\|"))
        .map(c -> Arguments.of(c[1].strip(), c[2].strip(), c[3].strip(), c[4].strip()))
        .toList();
  }

  static List<String> good() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.map(f -> f.getFileName().toString()).filter(f -> f.contains(".good.")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("good")
  void a_good_example_has_nothing_to_mend(String name) throws IOException {
    assertThat(problems(name)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_bad_example_has_the_fault_that_the_table_names(
      String name, String place, String code, String cause) throws IOException {
    List<Problem> problems = problems(name);

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).isError()).isTrue();
    assertThat(problems.get(0).place()).isEqualTo(place);
    assertThat(problems.get(0).code()).hasToString(code);
    assertThat(problems.get(0).cause()).isEqualTo(cause);
  }

  @Test
  void every_profile_has_a_good_and_a_bad_example_with_its_row() throws IOException {
    List<String> rows = faults().stream().map(row -> (String) row.get()[0]).toList();

    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            good().stream().map(name -> name.replace(".good.", ".bad.")).toList());
    assertThat(good()).hasSize(11);
  }

  @Test
  void the_index_names_every_definition() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES.getParent())) {
      assertThat(Files.readAllLines(EXAMPLES.getParent().resolve("index.txt")))
          .containsExactlyInAnyOrderElementsOf(
              files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".json")).toList());
    }
  }
}
