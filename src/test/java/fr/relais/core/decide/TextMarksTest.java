// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.Samples;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.ReportStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class TextMarksTest {

  @Test
  void every_sentence_raises_what_its_row_says_and_no_more() throws IOException {
    List<Map<String, String>> rows = MarkdownTable.read("text-marks.md", 1).rows();
    SoftAssertions softly = new SoftAssertions();
    for (Map<String, String> row : rows) {
      String said = row.get("-> urgence");
      String expected = said.equals("non") ? FollowUpPriority.NORMAL.french() : said;
      String sentence = row.get("phrase");
      softly.assertThat(priorityWith(sentence).french()).as(sentence).isEqualTo(expected);
    }
    softly.assertAll();
    assertThat(rows).hasSizeGreaterThan(40);
  }

  @Test
  void a_sentence_is_read_inside_a_text_of_several_lines() {
    assertThat(priorityWith("Pas d'anomalie\nContrôle urgent")).isEqualTo(FollowUpPriority.URGENT);
    assertThat(priorityWith("Aucune\nimage suspecte")).isEqualTo(FollowUpPriority.URGENT);
  }

  @Test
  void a_very_long_line_is_read_in_no_time() {
    String line = "PAS URGENT AUCUNE URGENCE SANS ".repeat(40_000);

    Assertions.assertTimeout(Duration.ofSeconds(30), () -> priorityWith(line));
  }

  private static FollowUpPriority priorityWith(String line) {
    return Priorities.of(
        Samples.builder(ReportStatus.FINAL, Samples.potassium("4.0", Interpretation.N))
            .narrative(List.of(line))
            .complete(true)
            .build());
  }
}
