// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.Samples;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportStatus;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VersionsTest {
  private static final Report PRELIMINARY =
      timed(
          ReportStatus.PRELIMINARY, 9, k("6.8", Interpretation.HH, ObservationStatus.PRELIMINARY));
  private static final Report FINAL =
      timed(
          ReportStatus.FINAL,
          10,
          k("6.8", Interpretation.HH, ObservationStatus.FINAL),
          na("138", Interpretation.N, ObservationStatus.FINAL));
  private static final Report CORRECTED =
      timed(ReportStatus.CORRECTED, 11, k("4.6", Interpretation.N, ObservationStatus.CORRECTED));
  private static final Report WITHDRAWN =
      timed(
          ReportStatus.ENTERED_IN_ERROR,
          12,
          k("4.6", Interpretation.N, ObservationStatus.ENTERED_IN_ERROR),
          na("138", Interpretation.N, ObservationStatus.ENTERED_IN_ERROR));

  @Test
  void a_withdrawal_that_came_alone_is_as_pressing_as_the_lines_that_it_takes_back() {
    Report critical =
        timed(
            ReportStatus.ENTERED_IN_ERROR,
            12,
            k("6.8", Interpretation.HH, ObservationStatus.ENTERED_IN_ERROR));

    assertThat(picture(critical)).isEqualTo(FollowUpPriority.CRITICAL);
    assertThat(picture(WITHDRAWN)).isEqualTo(FollowUpPriority.UNCLASSIFIED);
  }

  private static FollowUpPriority picture(Report alone) {
    return Versions.of(List.of(new Versions.Version(alone, false))).priority();
  }

  @Test
  void every_order_of_arrival_with_repeats_ends_in_the_same_picture() {
    for (boolean cumulative : List.of(false, true)) {
      for (List<Report> some :
          List.of(
              List.of(PRELIMINARY, FINAL, CORRECTED),
              List.of(PRELIMINARY, FINAL, CORRECTED, WITHDRAWN),
              List.of(FINAL, CORRECTED, CORRECTED),
              List.of(PRELIMINARY, PRELIMINARY, FINAL, WITHDRAWN))) {
        Set<Object> pictures =
            permutations(some).stream()
                .map(order -> picture(order, cumulative))
                .collect(Collectors.toSet());
        assertThat(pictures).as("cumulative %s", cumulative).hasSize(1);
      }
    }
  }

  private static Object picture(List<Report> order, boolean cumulative) {
    Versions.Current current =
        Versions.of(order.stream().map(r -> new Versions.Version(r, cumulative)).toList());
    return List.of(
        Set.copyOf(current.observations()), current.priority(), current.withdrawn(), current.tie());
  }

  @Test
  void a_correction_replaces_only_what_it_carries() {
    Versions.Current current = of(FINAL, CORRECTED);
    assertThat(current.observations())
        .extracting(Observation::value)
        .containsExactlyInAnyOrder("4.6", "138");
    assertThat(current.priority()).isEqualTo(FollowUpPriority.NORMAL);
    assertThat(current.tie()).isFalse();
  }

  @Test
  void a_cumulative_sender_and_a_report_that_is_the_whole_replace_everything() {
    assertThat(
            Versions.of(
                    List.of(
                        new Versions.Version(FINAL, true), new Versions.Version(CORRECTED, true)))
                .observations())
        .extracting(Observation::value)
        .containsExactly("4.6");
    Report whole =
        Samples.builder(ReportStatus.CORRECTED, CORRECTED.observations().get(0))
            .issuedAt(CORRECTED.issuedAt())
            .whole(true)
            .build();
    assertThat(of(FINAL, whole).observations())
        .extracting(Observation::value)
        .containsExactly("4.6");
  }

  @Test
  void a_correction_that_comes_before_its_original_stays_current() {
    Versions.Current alone = of(CORRECTED);
    Versions.Current both =
        of(
            CORRECTED,
            timed(ReportStatus.FINAL, 10, k("6.8", Interpretation.HH, ObservationStatus.FINAL)));
    assertThat(Versions.mustLookAgain(alone, both)).isFalse();
  }

  @Test
  void a_withdrawal_of_everything_withdraws_the_result_at_no_lower_urgency() {
    Versions.Current current = of(FINAL, WITHDRAWN);
    assertThat(current.withdrawn()).isTrue();
    assertThat(current.priority()).isEqualTo(FollowUpPriority.CRITICAL);
    assertThat(of(WITHDRAWN, FINAL).withdrawn()).isTrue();
  }

  @Test
  void a_withdrawal_of_the_critical_line_alone_is_told_at_no_lower_urgency() {
    Report partly =
        timed(
            ReportStatus.CORRECTED,
            12,
            k("6.8", Interpretation.HH, ObservationStatus.ENTERED_IN_ERROR));
    assertThat(of(FINAL, partly).observations())
        .extracting(Observation::value)
        .containsExactly("138");
    assertThat(of(FINAL, partly).priority()).isEqualTo(FollowUpPriority.CRITICAL);
    assertThat(of(partly, FINAL).priority()).isEqualTo(FollowUpPriority.CRITICAL);
    assertThat(of(FINAL, partly).withdrawn()).isFalse();
  }

  @Test
  void two_versions_of_one_instant_and_rank_that_disagree_stand_side_by_side() {
    Report other =
        timed(ReportStatus.FINAL, 10, k("5.9", Interpretation.H, ObservationStatus.FINAL));
    Versions.Current current = of(FINAL, other);
    assertThat(current.tie()).isTrue();
    assertThat(current.observations()).extracting(Observation::value).contains("6.8", "5.9");
    assertThat(current.priority()).isEqualTo(FollowUpPriority.CRITICAL);
  }

  @Test
  void the_same_result_in_another_form_is_no_change_and_no_tie() {
    Observation local =
        new Observation(
            "K2823-3",
            "L",
            "POTASSIUM",
            List.of(),
            "6.80",
            null,
            "mmol/l",
            "3.5",
            "5.1",
            Interpretation.HH,
            ObservationStatus.FINAL,
            false,
            null,
            null,
            null,
            null,
            null);
    Report hprim =
        Samples.builder(ReportStatus.FINAL, local)
            .issuedAt(new PartialDateTime(FINAL.issuedAt().day(), null))
            .build();
    Report hl7 =
        timed(ReportStatus.FINAL, 10, k("6.8", Interpretation.HH, ObservationStatus.FINAL));
    Versions.Current both = of(hprim, hl7);
    assertThat(both.tie()).isFalse();
    assertThat(Versions.mustLookAgain(of(hprim), both)).isFalse();
  }

  @Test
  void a_status_time_orders_before_a_rank_and_a_cycle_leaves_both_standing() {
    Report lateFinal =
        timed(ReportStatus.FINAL, 12, k("5.0", Interpretation.N, ObservationStatus.FINAL));
    assertThat(of(CORRECTED, lateFinal).observations())
        .extracting(Observation::value)
        .contains("5.0");
    Report untimed =
        Samples.builder(ReportStatus.FINAL, k("5.5", Interpretation.H, ObservationStatus.FINAL))
            .issuedAt(null)
            .build();
    Report early =
        timed(ReportStatus.CORRECTED, 8, k("5.6", Interpretation.H, ObservationStatus.CORRECTED));
    Report late =
        timed(
            ReportStatus.PRELIMINARY, 9, k("5.7", Interpretation.H, ObservationStatus.PRELIMINARY));
    assertThat(of(untimed, early, late).tie()).isTrue();
  }

  private static Versions.Current of(Report... reports) {
    return Versions.of(
        java.util.Arrays.stream(reports).map(r -> new Versions.Version(r, false)).toList());
  }

  private static Report timed(ReportStatus status, int hour, Observation... observations) {
    return Samples.builder(status, observations)
        .issuedAt(PartialDateTime.of(LocalDateTime.of(2026, 11, 19, hour, 0)))
        .build();
  }

  private static Observation k(String value, Interpretation flag, ObservationStatus status) {
    return Samples.observation("2823-3", value, flag, status);
  }

  private static Observation na(String value, Interpretation flag, ObservationStatus status) {
    return new Observation(
        "2951-2", "LN", "Sodium", List.of(), value, null, "mmol/L", "135", "145", flag, status,
        false, null, null, null, null, null);
  }

  private static <T> List<List<T>> permutations(List<T> of) {
    if (of.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (int first = 0; first < of.size(); first++) {
      List<T> rest = new ArrayList<>(of);
      T head = rest.remove(first);
      for (List<T> tail : permutations(Collections.unmodifiableList(rest))) {
        List<T> one = new ArrayList<>();
        one.add(head);
        one.addAll(tail);
        all.add(one);
      }
    }
    return all;
  }
}
