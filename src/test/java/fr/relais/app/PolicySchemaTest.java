// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published form of a site's rules. */
class PolicySchemaTest {
  private static JsonNode published() throws IOException {
    try (InputStream in =
        PolicySchemaTest.class.getResourceAsStream("/fr/relais/schema/policy.schema.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
  }

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(published());
  }

  static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder :
        List.of(
            "routes/policy",
            "test-fixtures/stories/people/policy",
            "test-fixtures/stories/people-doors/policy")) {
      try (Stream<Path> inside = Files.list(Path.of(folder))) {
        inside.sorted().forEach(files::add);
      }
    }
    return files;
  }

  @ParameterizedTest
  @MethodSource("files")
  void every_file_of_rules_has_the_published_form(Path file) throws IOException {
    assertThat(schema().validate(tree(Files.readString(file)))).isEmpty();
  }

  @Test
  void a_signed_file_with_all_its_fields_has_it_too() throws IOException {
    assertThat(schema().validate(tree(SignedRules.noyers(1, "15 min")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "requester-cannot-practise: offer",
        "times: { critical-rung: -5 min }",
        "times: { rung: 5 min }",
        "lowered: [ { why: rien } ]",
        "critical-values: { default: on }",
        "secretary: { names: true }",
        "signed: { by: martin }"
      })
  void what_the_reader_refuses_by_form_the_schema_refuses_too(String line) throws IOException {
    String key = line.substring(0, line.indexOf(':') + 1);
    String text =
        "name: noyers\nversion: 1\nrequester-away: offer\nrequester-cannot-practise: duty-doctor\n";
    String wrong =
        text.contains(key) ? text.replaceAll(key + ".*\n", line + "\n") : text + line + "\n";

    assertThat(schema().validate(tree(wrong))).isNotEmpty();
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> PolicyReader.read(java.util.Map.of("noyers.yaml", wrong))))
        .isInstanceOf(StoryProblem.class);
  }

  @Test
  void every_object_is_closed_and_every_property_described() throws IOException {
    walk(published());
  }

  private static void walk(JsonNode node) {
    if (node.path("type").asText().equals("object")) {
      assertThat(node.path("additionalProperties").asText()).isEqualTo("false");
      for (JsonNode property : node.path("properties")) {
        assertThat(property.has("description")).as("description of %s", property).isTrue();
      }
    }
    node.forEach(PolicySchemaTest::walk);
  }

  private static JsonNode tree(String text) {
    return new ObjectMapper().valueToTree(StoryReader.parse(text));
  }
}
