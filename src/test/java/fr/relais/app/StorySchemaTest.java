// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.error.YAMLException;

/** The published form of a story, and what someone who gets it wrong is told. */
class StorySchemaTest {
  private static final Path BROKEN =
      Path.of("src", "test", "resources", "fr", "relais", "app", "broken-stories");
  private static final JsonNode PUBLISHED = published();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(PUBLISHED);

  private static JsonNode published() {
    try (InputStream in =
        StorySchemaTest.class.getResourceAsStream("/fr/relais/schema/story.schema.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> stories() {
    return StoryFolders.all();
  }

  static List<Path> broken() throws IOException {
    try (Stream<Path> folders = Files.list(BROKEN)) {
      return folders.filter(f -> Files.exists(f.resolve("fault.txt"))).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("stories")
  void every_story_has_the_published_form(Path folder) throws IOException {
    assertThat(SCHEMA.validate(tree(folder))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void every_story_says_who_what_and_what_must_happen(Path folder) throws IOException {
    assertThat(Files.readAllLines(folder.resolve("story.md")))
        .hasSize(3)
        .satisfiesExactly(
            who -> assertThat(who).startsWith("Qui : "),
            what -> assertThat(what).startsWith("Quoi : "),
            then -> assertThat(then).startsWith("Doit arriver : "));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void a_broken_story_is_told_place_cause_and_cure(Path folder) throws IOException {
    StoryProblem problem =
        catchThrowableOfType(StoryProblem.class, () -> StoryFolders.read(folder));

    assertThat(problem).isNotNull();
    assertThat(problem.faults())
        .extracting(StoryProblem.Fault::toString)
        .containsExactly(expected(folder).get(0));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void the_schema_refuses_the_broken_stories_that_a_schema_can_see(Path folder) throws IOException {
    String standing;
    try {
      standing = SCHEMA.validate(tree(folder)).isEmpty() ? "schema cannot see" : "schema refuses";
    } catch (YAMLException e) {
      standing = "schema cannot see";
    }

    assertThat(standing).isEqualTo(expected(folder).get(1));
  }

  @Test
  void every_object_of_the_schema_is_closed_and_every_property_is_described() {
    walk(PUBLISHED);
  }

  private static void walk(JsonNode node) {
    if (node.path("type").asText().equals("object")) {
      assertThat(node.path("additionalProperties").asText()).isEqualTo("false");
      for (JsonNode property : node.path("properties")) {
        assertThat(property.has("description") || property.has("$ref"))
            .as("description of %s", property)
            .isTrue();
      }
    }
    node.forEach(StorySchemaTest::walk);
  }

  private static List<String> expected(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve("fault.txt"));
  }

  private static JsonNode tree(Path folder) throws IOException {
    Object read = StoryReader.parse(Files.readString(folder.resolve(StoryReader.FILE)));
    return new ObjectMapper().valueToTree(read);
  }
}
