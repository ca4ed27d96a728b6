// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Delivery;
import fr.relais.core.model.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People read words where a trace keeps codes. */
class DeliveryWordsTest {
  private static final String RAW = "[A-Z0-9]+_[A-Z0-9_]+|[A-Z]{5,}";
  private static final Pattern CODE =
      Pattern.compile("(?:AttemptOutcome\\.REFUSED, |check\\(.*, |NotPlain\\()\"([A-Z_]+)\"");

  @ParameterizedTest
  @EnumSource
  void what_cannot_be_written_is_said_without_its_code(ProblemCode code) {
    assertThat(DeliveryWords.why("CANNOT_WRITE_" + code))
        .startsWith(" (le format de ce logiciel ne peut pas le porter : ")
        .doesNotContainPattern(RAW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MAIL_550", "HTTP_503", "CANNOT_WRITE_TOMORROW", "WHAT_NOBODY_KNOWS"})
  void a_code_that_nobody_listed_is_never_shown(String code) {
    assertThat(DeliveryWords.why(code)).isNotEmpty().doesNotContainPattern(RAW);
  }

  @ParameterizedTest
  @EnumSource
  void a_notice_does_not_enter_a_form_of_results_and_a_document_says_what_it_lacks(
      Delivery.Kind kind) {
    boolean notice = kind.name().startsWith("NOTICE");
    assertThat(DeliveryWords.why("CANNOT_WRITE_REQUIRED_MISSING", kind))
        .contains(notice ? "pas un avis" : "une donnée obligatoire manque");
    assertThat(DeliveryWords.why("LANE_STOPPED", kind)).contains("rien n'a été tenté");
  }

  @Test
  void every_refusal_of_a_channel_has_words_of_its_own() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (String room : List.of("adapters/channels", "flow")) {
      try (Stream<Path> files = Files.list(Path.of("src/main/java/fr/relais").resolve(room))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          Matcher found = CODE.matcher(Files.readString(file));
          while (found.find()) {
            codes.add(found.group(1));
          }
        }
      }
    }
    assertThat(codes).contains("LANE_STOPPED", "ADDRESS_NOT_PLAIN", "NOT_REACHED");
    assertThat(codes)
        .allSatisfy(code -> assertThat(DeliveryWords.why(code)).doesNotContain("journal"));
  }
}
