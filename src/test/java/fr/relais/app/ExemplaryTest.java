// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files of {@code test-fixtures/formats/FORMAT}, which editors read as documentation. Beside
 * each of {@code exemplary} stands what {@code relais check --json} says of it; beside each of
 * {@code refused}, the outcome and the problems. {@code -Dgolden.update} writes them anew, to be
 * reviewed as code.
 */
class ExemplaryTest {
  private static final Path FORMATS = Path.of("test-fixtures", "formats");
  private static final boolean UPDATE = System.getProperty("golden.update") != null;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FileCheck CHECK = new FileCheck();

  static List<Path> exemplary() throws IOException {
    return fixtures("exemplary", ".json");
  }

  static List<Path> refused() throws IOException {
    return fixtures("refused", ".problem.json");
  }

  @ParameterizedTest
  @MethodSource("exemplary")
  void a_file_that_is_read_says_what_stands_beside_it(Path file) throws IOException {
    JsonNode said = said(file);

    assertThat(said.at("/reports")).as("an exemplary file has a report").isNotEmpty();
    compare(beside(file, ".json"), said);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_file_that_is_not_read_says_where_why_and_what_to_do(Path file) throws IOException {
    JsonNode said = said(file);
    ObjectNode problem = JSON.createObjectNode();
    problem.set("outcome", said.get("outcome"));
    problem.set("problems", said.get("problems"));

    assertThat(said.at("/outcome").textValue()).isNotEqualTo("ACCEPTED");
    assertThat(said.at("/problems").findValuesAsText("severity")).contains("ERROR");
    compare(beside(file, ".problem.json"), problem);
  }

  private static JsonNode said(Path file) throws IOException {
    CheckReport report = CHECK.of(file.getFileName().toString(), file);
    JsonNode said = JSON.readTree(report.json());
    assertThat(schema().validate(said)).as("fits the schema").isEmpty();
    return said;
  }

  private static void compare(Path golden, JsonNode said) throws IOException {
    if (UPDATE) {
      Files.writeString(golden, pretty(said));
      return;
    }
    assertThat(golden).as("the pair of the fixture; -Dgolden.update writes it").exists();
    JsonNode expected = JSON.readTree(Files.readString(golden));
    assertThat(differences(expected, said)).as(golden.toString()).isEmpty();
  }

  /** One line for each leaf that is not the same: its path, what is expected, what is said. */
  static List<String> differences(JsonNode expected, JsonNode said) {
    Map<String, String> wanted = new TreeMap<>();
    Map<String, String> found = new TreeMap<>();
    leaves("", expected, wanted);
    leaves("", said, found);
    List<String> lines = new ArrayList<>();
    wanted.forEach(
        (path, value) -> {
          if (!value.equals(found.get(path))) {
            lines.add(path + ": expected " + value + ", said " + found.get(path));
          }
        });
    found.forEach(
        (path, value) -> {
          if (!wanted.containsKey(path)) {
            lines.add(path + ": expected nothing, said " + value);
          }
        });
    return lines;
  }

  private static void leaves(String path, JsonNode node, Map<String, String> into) {
    if (node.isEmpty()) {
      into.put(path, node.toString());
    }
    node.properties().forEach(e -> leaves(path + "/" + e.getKey(), e.getValue(), into));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      leaves(path + "/" + i, node.get(i), into);
    }
  }

  private static String pretty(JsonNode node) throws IOException {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    ObjectWriter writer =
        JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
    return writer.writeValueAsString(node) + "\n";
  }

  /** The messages of every format, and no golden without its message. */
  private static List<Path> fixtures(String folder, String ending) throws IOException {
    List<Path> messages = new ArrayList<>();
    try (Stream<Path> all = Files.walk(FORMATS)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.getParent().endsWith(folder)) {
          continue;
        }
        if (!file.toString().endsWith(".json")) {
          messages.add(file);
        } else {
          assertThat(file.toString()).as("ends as a pair does").endsWith(ending);
          assertThat(messageOf(file, ending)).as("message of " + file).hasSize(1);
        }
      }
    }
    assertThat(messages).as(folder).isNotEmpty();
    return messages;
  }

  private static List<Path> messageOf(Path golden, String ending) throws IOException {
    String name = golden.getFileName().toString().replace(ending, "");
    try (Stream<Path> all = Files.list(golden.getParent())) {
      return all.filter(f -> !f.toString().endsWith(".json"))
          .filter(f -> beside(f, ending).equals(golden))
          .filter(f -> f.getFileName().toString().startsWith(name))
          .toList();
    }
  }

  static Path beside(Path message, String ending) {
    String name = message.getFileName().toString();
    return message.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ending);
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in =
        CheckReport.class.getResourceAsStream("/fr/relais/schema/check-report.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(JSON.readTree(Objects.requireNonNull(in)));
    }
  }
}
