// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.Samples;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportStatus;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuccessionTest {
  private static final Report.Builder POTASSIUM = report(9, "A", value("2823-3", "6.4"));

  @Test
  void another_exam_takes_the_place_of_nothing() {
    assertThat(takes(POTASSIUM, report(10, "B", value("3016-3", "2.1")))).isFalse();
    assertThat(
            takes(
                report(9, "A", value("2823-3", "6.4"), value("2951-2", "138")),
                report(10, "B", value("2823-3", "4.1"))))
        .isFalse();
  }

  @Test
  void what_is_named_or_earlier_in_its_set_is_replaced_whatever_it_says() {
    Report.Builder tsh = report(10, "B", value("3016-3", "2.1"));

    assertThat(takes(POTASSIUM, tsh.replaces(List.of("A")))).isTrue();
    assertThat(
            takes(
                report(9, "A", value("2823-3", "6.4")).setId("S").versionNumber(1),
                report(9, "B", value("3016-3", "2.1")).setId("S").versionNumber(2)))
        .isTrue();
    assertThat(
            takes(
                report(9, "A", value("2823-3", "6.4")).setId("S").versionNumber(2),
                report(9, "B", value("3016-3", "2.1")).setId("S").versionNumber(1)))
        .isFalse();
  }

  @Test
  void later_values_of_the_same_analytes_replace_and_contradicting_ones_of_one_time_do_not() {
    assertThat(takes(POTASSIUM, report(10, "B", value("2823-3", "4.1")))).isTrue();
    assertThat(takes(POTASSIUM, report(8, "B", value("2823-3", "4.1")))).isFalse();
    assertThat(takes(POTASSIUM, report(9, "B", value("2823-3", "4.1")))).isFalse();
  }

  @Test
  void a_text_is_only_replaced_by_what_calls_itself_a_correction_and_can_mean_no_other() {
    Report text = report(9, "A").build();
    Report correction = Samples.builder(ReportStatus.CORRECTED).documentIds(List.of("B")).build();

    assertThat(Succession.takesPlaceOf(text, correction, true)).isTrue();
    assertThat(Succession.takesPlaceOf(text, correction, false)).isFalse();
    assertThat(Succession.takesPlaceOf(text, report(10, "B").build(), true)).isFalse();
  }

  private static boolean takes(Report.Builder other, Report.Builder report) {
    return Succession.takesPlaceOf(other.build(), report.build(), true);
  }

  private static Report.Builder report(int hour, String id, Observation... values) {
    return Samples.builder(ReportStatus.FINAL, values)
        .documentIds(List.of(id))
        .issuedAt(PartialDateTime.of(LocalDateTime.of(2026, 11, 19, hour, 0)));
  }

  private static Observation value(String code, String value) {
    return Samples.observation(code, value, Interpretation.N, ObservationStatus.FINAL);
  }
}
