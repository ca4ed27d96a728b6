// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.formats.losses.Fact;
import fr.relais.formats.losses.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code relais check --json} does not show of the exemplary files, one page for each format
 * ({@code facts.txt}): so that a reader that loses a comment, a specimen or an hour is seen as one
 * that loses a value is. {@code -Dgolden.update} writes the pages anew, to be reviewed as code.
 */
class FactsBesideTheJsonTest {
  private static final Path FORMATS = Path.of("test-fixtures", "formats");
  private static final String PAGE = "facts.txt";

  /** In the JSON, word by word. */
  private static final Set<String> SHOWN =
      Set.of(
          "kind",
          "status",
          "documentIds",
          "replaces",
          "typeCode",
          "title",
          "issuedAt.day",
          "issuedAt.time",
          "complete",
          "requester",
          "generalPractitioner",
          "performer.name",
          "performer.finess",
          "recipients.practitioner.rpps",
          "recipients.practitioner.family",
          "recipients.practitioner.given",
          "recipients.address",
          "orders",
          "attachments",
          "code",
          "system",
          "label",
          "value",
          "comparator",
          "unit",
          "low",
          "high",
          "interpretation",
          "secondary");

  static List<Path> formats() throws IOException {
    try (Stream<Path> folders = Files.list(FORMATS)) {
      return folders
          .map(folder -> folder.resolve("exemplary"))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void the_exemplary_files_say_what_stands_on_the_page(Path exemplary) throws IOException {
    StringBuilder said = new StringBuilder();
    for (Path file : files(exemplary)) {
      List<String> facts = facts(file);
      if (!facts.isEmpty()) {
        said.append("# ").append(file.getFileName()).append('\n');
        facts.forEach(fact -> said.append(fact).append('\n'));
      }
    }
    Path page = exemplary.resolveSibling(PAGE);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(page, said);
    }
    assertThat(said.toString()).isEqualTo(Files.readString(page));
  }

  /** A fact of the model that no exemplary file shows is a fact that no reader is held to. */
  @Test
  void each_fact_beside_the_json_is_in_some_exemplary_file() throws IOException {
    Set<String> seen = new LinkedHashSet<>();
    for (Path exemplary : formats()) {
      for (Path file : files(exemplary)) {
        read(file).forEach(fact -> seen.add(fact.path()));
      }
    }
    assertThat(seen)
        .contains(
            "setId",
            "versionNumber",
            "whole",
            "specimenAt.day",
            "specimenAt.time",
            "fileNumber",
            "requestPriority",
            "narrative",
            "laboratoryCall",
            "performer.code",
            "flags.dmpByProducer",
            "flags.hiddenFromPatient",
            "flags.hiddenFromProfessionals",
            "flags.hiddenFromRepresentatives",
            "observations.translations.code",
            "observations.subId",
            "observations.specimen",
            "observations.observedAt.day",
            "observations.observedAt.time",
            "observations.comment",
            "priors.value");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static List<Fact> read(Path file) throws IOException {
    Decoding decoding = Formats.ALL.decode(Content.of(Files.readAllBytes(file)));
    return decoding.parts().stream()
        .map(Decoding.Part::report)
        .filter(Objects::nonNull)
        .flatMap(report -> Facts.of(report).stream())
        .toList();
  }

  private static List<String> facts(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Fact fact : read(file)) {
      if (!shown(fact.path())) {
        lines.add(fact.place() + " = " + fact.value().toString().replace("\n", " ⏎ "));
      }
    }
    return lines;
  }

  private static boolean shown(String path) {
    String bare = path.replaceFirst("^(observations|priors)\\.", "");
    boolean line = !bare.equals(path);
    String whole = bare.contains(".") && line ? bare.substring(0, bare.indexOf('.')) : bare;
    String person = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
    return path.startsWith("patient.")
        || SHOWN.contains(bare)
        || SHOWN.contains(line ? whole : person);
  }
}
