// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.Samples;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.RequestPriority;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrioritiesTest {

  @Test
  void every_combination_of_facts_has_one_row_and_the_priority_that_it_says() throws Exception {
    MarkdownTable table = MarkdownTable.read("priority.md", 1);
    Set<Map<String, String>> used = new HashSet<>();
    for (String flag : List.of("HH", "LL", "AA", "H", "N", "aucune")) {
      for (String bounds : List.of("dedans", "hors", "absentes")) {
        for (String text : List.of("critique", "urgent", "neutre")) {
          for (int bits = 0; bits < 8; bits++) {
            boolean pressing = (bits & 1) > 0;
            boolean called = (bits & 2) > 0;
            boolean complete = (bits & 4) > 0;
            Map<String, String> row =
                table.row(
                    Map.of(
                        "marque la plus forte",
                        flag,
                        "bornes",
                        bounds,
                        "texte",
                        text,
                        "prescription urgente",
                        pressing ? "oui" : "non",
                        "le laboratoire dit avoir appelé",
                        called ? "oui" : "non",
                        "tout est en données",
                        complete ? "oui" : "non"));
            used.add(row);
            Report report = report(flag, bounds, text, pressing, called, complete);
            assertThat(Priorities.of(report).french())
                .as("%s", row)
                .isEqualTo(row.get("-> urgence"));
          }
        }
      }
    }
    assertThat(used).as("every row is reached").hasSize(table.rows().size());
  }

  private static Report report(
      String flag, String bounds, String text, boolean pressing, boolean called, boolean complete) {
    Interpretation interpretation = flag.equals("aucune") ? null : Interpretation.valueOf(flag);
    Observation base = Samples.potassium(bounds.equals("hors") ? "6.4" : "4.0", interpretation);
    return Samples.builder(
            ReportStatus.FINAL, bounds.equals("absentes") ? withoutBounds(base) : base)
        .narrative(
            List.of(
                switch (text) {
                  case "critique" -> "*** RÉSULTAT CRITIQUE ***";
                  case "urgent" -> "Scanner à réaliser rapidement.";
                  default -> "Contrôle dans trois mois, pas d'urgence.";
                }))
        .requestPriority(pressing ? RequestPriority.STAT : RequestPriority.ROUTINE)
        .laboratoryCall(called ? "Prescripteur appelé à 11h40" : null)
        .complete(complete)
        .build();
  }

  private static Observation withoutBounds(Observation o) {
    return new Observation(
        o.code(),
        o.system(),
        o.label(),
        o.translations(),
        o.value(),
        null,
        o.unit(),
        null,
        null,
        o.interpretation(),
        o.status(),
        false,
        null,
        null,
        null,
        null,
        null);
  }

  @Test
  void the_highest_of_several_lines_counts_and_one_line_without_a_flag_is_not_normal() {
    Observation normal = Samples.potassium("4.0", Interpretation.N);
    Observation silent = Samples.observation("2951-2", "4.0", null, ObservationStatus.FINAL);
    assertThat(Priorities.of(Samples.report(ReportStatus.FINAL, normal, silent)))
        .isEqualTo(FollowUpPriority.UNCLASSIFIED);
    Observation critical =
        Samples.observation("1751-7", "1.0", Interpretation.LL, ObservationStatus.FINAL);
    assertThat(Priorities.of(Samples.report(ReportStatus.FINAL, normal, silent, critical)))
        .isEqualTo(FollowUpPriority.CRITICAL);
  }

  @Test
  void a_report_without_any_observation_is_unclassified() {
    assertThat(Priorities.of(Samples.report(ReportStatus.FINAL)))
        .isEqualTo(FollowUpPriority.UNCLASSIFIED);
  }

  @Test
  void a_value_below_the_scale_is_never_high_and_one_above_never_low() {
    assertThat(Priorities.outOfBounds(compared("<", "3", null, "16"))).isFalse();
    assertThat(Priorities.outOfBounds(compared("<", "30", null, "16"))).isFalse();
    assertThat(Priorities.outOfBounds(compared(">", "1650", "15", "150"))).isTrue();
    assertThat(Priorities.outOfBounds(compared(">", "2", "15", null))).isFalse();
    assertThat(Priorities.outOfBounds(compared("<", "3", "15", null))).isTrue();
    assertThat(Priorities.outOfBounds(compared(null, "Négatif", "15", "20"))).isFalse();
  }

  private static Observation compared(String comparator, String value, String low, String high) {
    return new Observation(
        "X",
        "L",
        "X",
        List.of(),
        value,
        comparator,
        null,
        low,
        high,
        null,
        ObservationStatus.FINAL,
        false,
        null,
        null,
        null,
        null,
        null);
  }

  @Test
  void a_withdrawn_line_and_a_prior_value_raise_nothing() {
    Observation gone =
        Samples.observation("2823-3", "6.8", Interpretation.HH, ObservationStatus.ENTERED_IN_ERROR);
    assertThat(Priorities.of(Samples.report(ReportStatus.FINAL, gone)))
        .isEqualTo(FollowUpPriority.UNCLASSIFIED);
  }
}
