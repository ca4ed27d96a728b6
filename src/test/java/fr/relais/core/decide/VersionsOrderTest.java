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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which of two versions is later: what it says that it replaces, its number, its time, its rank.
 */
class VersionsOrderTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "b, 1, 9, FINAL,  -, 2, 10, CORRECTED, 1",
        "-, 1, 10, CORRECTED, -, 2, 9, FINAL, -1",
        "-, 2, 9, FINAL, -, 1, 10, CORRECTED, 1",
        "-, 1, 9, FINAL, -, 1, 10, FINAL, -1",
        "-, -, 10, FINAL, -, 2, 9, CORRECTED, 1",
        "-, 1, 9, FINAL, -, -, 10, FINAL, -1",
        "-, -, 10, CORRECTED, -, -, 10, FINAL, 1",
        "-, -, -, FINAL, -, -, 10, CORRECTED, -1",
        "-, -, 10, FINAL, -, -, -, FINAL, 0",
        "b, -, 9, FINAL, a, -, 10, FINAL, -1",
      })
  void the_first_of_these_that_tells_them_apart_decides(
      @Nullable String replaces,
      @Nullable Integer number,
      @Nullable Integer hour,
      ReportStatus status,
      @Nullable String replacesOther,
      @Nullable Integer numberOther,
      @Nullable Integer hourOther,
      ReportStatus statusOther,
      int expected) {
    Report a = version("a", replaces, number, hour, status);
    Report b = version("b", replacesOther, numberOther, hourOther, statusOther);

    assertThat(Versions.compare(a, b)).isEqualTo(expected);
    assertThat(Versions.compare(b, a)).isEqualTo(-expected);
  }

  @Test
  void what_is_later_through_another_version_is_later() {
    Report first = version("a", null, null, 9, ReportStatus.FINAL);
    Report second = version("b", "a", null, null, ReportStatus.FINAL);
    Report third = version("c", "b", null, null, ReportStatus.FINAL);

    for (List<Report> order :
        List.of(List.of(first, second, third), List.of(third, first, second))) {
      Versions.Current current =
          Versions.of(order.stream().map(r -> new Versions.Version(r, false)).toList());
      assertThat(current.tie()).isFalse();
      assertThat(current.observations()).extracting(Observation::value).containsExactly("c");
    }
  }

  @Test
  void a_result_that_could_not_be_made_is_gone_only_when_nothing_else_stands() {
    Report cancelled = cancelled(k("6.8", ObservationStatus.CANCELLED));
    Report partly =
        cancelled(k("6.8", ObservationStatus.CANCELLED), k("5", ObservationStatus.FINAL));
    Report preliminary = Samples.report(ReportStatus.PRELIMINARY, k("5", ObservationStatus.FINAL));

    assertThat(current(cancelled).withdrawn()).isTrue();
    assertThat(current(partly).withdrawn()).isFalse();
    assertThat(current(preliminary).withdrawn()).isFalse();
    Report notDone = Samples.report(ReportStatus.FINAL, k("6.8", ObservationStatus.CANCELLED));
    assertThat(current(notDone).withdrawn()).isFalse();
    assertThat(current(preliminary).status()).isEqualTo(ReportStatus.PRELIMINARY);
    assertThat(current(cancelled).status()).isEqualTo(ReportStatus.CANCELLED);
  }

  @Test
  void a_doctor_looks_again_at_what_came_went_changed_or_presses_otherwise() {
    Observation k = k("5", ObservationStatus.FINAL);
    Observation more = Samples.observation("2951-2", "140", Interpretation.N, k.status());
    Versions.Current one = picture(FollowUpPriority.NORMAL, false, k);
    Versions.Current two = picture(FollowUpPriority.NORMAL, false, k, more);

    assertThat(Versions.mustLookAgain(one, one)).isFalse();
    assertThat(Versions.mustLookAgain(one, two)).isTrue();
    assertThat(Versions.mustLookAgain(two, one)).isTrue();
    assertThat(Versions.mustLookAgain(one, picture(FollowUpPriority.NORMAL, true, k))).isTrue();
    assertThat(Versions.mustLookAgain(one, one.atLeast(FollowUpPriority.URGENT))).isTrue();
    assertThat(one.atLeast(FollowUpPriority.URGENT).observations()).containsExactly(k);
  }

  private static Versions.Current picture(
      FollowUpPriority priority, boolean withdrawn, Observation... all) {
    return new Versions.Current(Arrays.asList(all), ReportStatus.FINAL, priority, withdrawn, false);
  }

  private static Versions.Current current(Report report) {
    return Versions.of(List.of(new Versions.Version(report, false)));
  }

  private static Report cancelled(Observation... all) {
    return Samples.report(ReportStatus.CANCELLED, all);
  }

  private static Observation k(String value, ObservationStatus status) {
    return Samples.observation("2823-3", value, Interpretation.N, status);
  }

  /** A version whose only value is its name. */
  private static Report version(
      String id,
      @Nullable String replaces,
      @Nullable Integer number,
      @Nullable Integer hour,
      ReportStatus status) {
    return Samples.builder(status, k(id, ObservationStatus.FINAL))
        .documentIds(List.of(id))
        .replaces(replaces == null ? List.of() : List.of(replaces))
        .versionNumber(number)
        .issuedAt(hour == null ? null : PartialDateTime.of(LocalDateTime.of(2026, 11, 19, hour, 0)))
        .build();
  }
}
