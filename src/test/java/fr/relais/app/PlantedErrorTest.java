// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.relais.core.decide.Priorities;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Problem;
import fr.relais.core.model.Report;
import fr.relais.formats.WrongReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whether the comparison with the published files finds a reader that errs in silence: errors are
 * planted into what was read, and the same comparison is asked.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedErrorTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Path, Decoding> read = new TreeMap<>();
  private final Map<Path, JsonNode> goldens = new TreeMap<>();

  @BeforeAll
  void read() throws IOException {
    for (Path file : ExemplaryTest.exemplary()) {
      read.put(file, Formats.ALL.decode(Content.of(Files.readAllBytes(file))));
      goldens.put(file, JSON.readTree(Files.readString(ExemplaryTest.beside(file, ".json"))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_error_is_found_in_every_file_where_it_changes_anything(WrongReading error)
      throws IOException {
    int planted = 0;
    for (Path file : read.keySet()) {
      Decoding wrong = wrong(read.get(file), error::of);
      if (!wrong.equals(read.get(file))) {
        planted++;
        assertThat(found(file, wrong)).as("%s in %s", error, file).isNotEmpty();
      }
    }
    assertThat(planted).as("files in which it could be planted").isPositive();
  }

  @Test
  void each_format_has_a_file_that_shows_a_field_shifted_a_digit_cut_and_a_flag_dropped()
      throws IOException {
    List<WrongReading> kinds =
        List.of(
            WrongReading.VALUE_OF_THE_NEXT_LINE,
            WrongReading.DIGIT_CUT,
            WrongReading.INTERPRETATION_DROPPED);
    Map<String, Integer> found = new TreeMap<>();
    for (Path file : read.keySet()) {
      for (WrongReading kind : kinds) {
        Decoding wrong = wrong(read.get(file), kind::of);
        boolean seen = !wrong.equals(read.get(file)) && !found(file, wrong).isEmpty();
        found.merge(format(file) + " " + kind, seen ? 1 : 0, Integer::sum);
      }
    }
    assertThat(found).allSatisfy((kind, files) -> assertThat(files).as(kind).isPositive());
  }

  @Test
  void parts_in_another_order_and_a_part_that_is_lost_are_found() throws IOException {
    int planted = 0;
    for (Path file : read.keySet()) {
      Decoding right = read.get(file);
      List<Decoding.Part> whole = right.parts().stream().filter(Decoding.Part::accepted).toList();
      if (whole.size() > 1 && !whole.get(0).report().equals(whole.get(1).report())) {
        planted++;
        List<Decoding.Part> turned = List.of(whole.get(1), whole.get(0));
        assertThat(found(file, withParts(right, turned))).as("turned %s", file).isNotEmpty();
        assertThat(found(file, withParts(right, whole.subList(0, 1)))).as("%s", file).isNotEmpty();
      }
    }
    assertThat(planted).isPositive();
  }

  @Test
  void a_doubt_that_is_kept_silent_is_found() throws IOException {
    for (Path file : ExemplaryTest.refused()) {
      Decoding right = Formats.ALL.decode(Content.of(Files.readAllBytes(file)));
      List<Decoding.Part> calm =
          right.parts().stream()
              .map(
                  part ->
                      new Decoding.Part(part.content(), part.report(), doubtless(part.problems())))
              .toList();
      Decoding wrong = withProblems(right, doubtless(right.problems()), calm);
      JsonNode golden =
          JSON.readTree(Files.readString(ExemplaryTest.beside(file, ".problem.json")));
      List<String> found = new ArrayList<>(ExemplaryTest.differences(golden, doubts(file, wrong)));
      found.removeAll(ExemplaryTest.differences(golden, doubts(file, right)));
      assertThat(found).as("%s", file).isNotEmpty();
    }
  }

  private static ObjectNode doubts(Path file, Decoding decoding) throws IOException {
    JsonNode said = said(file, decoding);
    ObjectNode doubts = JSON.createObjectNode();
    doubts.set("outcome", said.get("outcome"));
    doubts.set("problems", said.get("problems"));
    return doubts;
  }

  /** What the comparison says of the wrong reading that it does not say of the right one. */
  private List<String> found(Path file, Decoding wrong) throws IOException {
    JsonNode golden = goldens.get(file);
    List<String> said = new ArrayList<>(ExemplaryTest.differences(golden, said(file, wrong)));
    if (!said.isEmpty()) {
      said.removeAll(ExemplaryTest.differences(golden, said(file, read.get(file))));
    }
    return said;
  }

  private static JsonNode said(Path file, Decoding decoding) throws IOException {
    return JSON.readTree(
        CheckReport.of(file.getFileName().toString(), decoding, Priorities::of).json());
  }

  private static Decoding wrong(Decoding right, UnaryOperator<Report> error) {
    List<Decoding.Part> parts = new ArrayList<>();
    for (Decoding.Part part : right.parts()) {
      Report report = part.report();
      parts.add(
          new Decoding.Part(
              part.content(),
              report == null ? null : error.apply(report),
              part.problems(),
              part.dmp(),
              part.asked()));
    }
    return withParts(right, parts);
  }

  private static Decoding withParts(Decoding right, List<Decoding.Part> parts) {
    return withProblems(right, right.problems(), parts);
  }

  private static Decoding withProblems(
      Decoding right, List<Problem> problems, List<Decoding.Part> parts) {
    return new Decoding(
        right.format(),
        right.formatVersion(),
        right.charset(),
        right.claimedSender(),
        problems,
        parts);
  }

  private static List<Problem> doubtless(List<Problem> problems) {
    return problems.stream().filter(problem -> !problem.isError()).toList();
  }

  private static String format(Path file) {
    return file.getParent().getParent().getFileName().toString();
  }
}
