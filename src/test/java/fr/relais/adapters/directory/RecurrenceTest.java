// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Presences that come back, in {@code roster.csv}; today is 19 November 2026. */
class RecurrenceTest {

  private static Directory with(String line) {
    return Directory.right()
        .with(
            "roster.csv",
            "kind,practitioner,site,from,to,recurs",
            "DUTY,martin,noyers,J-30,J+365,",
            "OPERATOR_DUTY,lenoir,,J-30,J+365,",
            line);
  }

  private static List<Period> periods(String line) {
    return with(line).roster().periods().stream()
        .filter(p -> "boyer".equals(p.practitioner()))
        .toList();
  }

  private static String presence(String from, String to, String rule) {
    return "PRESENCE,boyer,noyers," + from + "," + to + ",\"" + rule + "\"";
  }

  @Test
  void two_tuesdays_a_month_keep_their_hours_in_winter_and_in_summer() {
    List<Period> all =
        periods(
            presence(
                "2026-12-01 08:00",
                "2026-12-01 18:00",
                "FREQ=MONTHLY;BYDAY=1TU,3TU;UNTIL=20270630"));

    assertThat(all).hasSize(14);
    assertThat(all).extracting(Period::from).contains(Instant.parse("2027-03-16T07:00:00Z"));
    assertThat(all).extracting(Period::from).contains(Instant.parse("2027-04-06T06:00:00Z"));
    assertThat(all.get(13).from()).isEqualTo(Instant.parse("2027-06-15T06:00:00Z"));
    assertThat(all).allMatch(p -> Duration.between(p.from(), p.to()).toHours() == 10);
  }

  @ParameterizedTest
  @CsvSource({
    // a night of 12 hours on the wall clock lasts 11 hours in spring and 13 in autumn
    "2027-03-27, 2027-03-28, 2027-03-27T19:00:00Z, 2027-03-28T06:00:00Z, 11",
    "2027-10-30, 2027-10-31, 2027-10-30T18:00:00Z, 2027-10-31T07:00:00Z, 13",
  })
  void a_night_ends_at_its_hour_through_both_clock_changes(
      String day, String next, Instant from, Instant to, int hours) {
    List<Period> all =
        periods(
            presence("2026-11-28 20:00", "2026-11-29 08:00", "FREQ=WEEKLY;BYDAY=SA;UNTIL=20271130")
                .replace("PRESENCE", "DUTY"));

    Period night = all.stream().filter(p -> p.from().equals(from)).findFirst().orElseThrow();
    assertThat(night.to()).isEqualTo(to);
    assertThat(Duration.between(night.from(), night.to())).hasHours(hours);
  }

  @Test
  void days_are_whole_days_of_paris_through_a_clock_change() {
    List<Period> all = periods(presence("2027-03-27", "2027-03-27", "FREQ=DAILY;COUNT=3"));

    assertThat(all)
        .extracting(Period::from)
        .containsExactly(
            Instant.parse("2027-03-26T23:00:00Z"),
            Instant.parse("2027-03-27T23:00:00Z"),
            Instant.parse("2027-03-28T22:00:00Z"));
    assertThat(all.get(1).to()).isEqualTo(all.get(2).from());
  }

  @Test
  void the_twenty_ninth_of_february_is_not_moved_to_another_day() {
    assertThat(periods(presence("2027-12-29", "2027-12-29", "FREQ=MONTHLY;BYMONTHDAY=29;COUNT=3")))
        .extracting(Period::from)
        .containsExactly(
            Instant.parse("2027-12-28T23:00:00Z"),
            Instant.parse("2028-01-28T23:00:00Z"),
            Instant.parse("2028-02-28T23:00:00Z"));
  }

  @Test
  void a_rule_without_an_end_goes_two_years_ahead_and_half_a_year_back() {
    List<Period> all = periods(presence("2020-01-06", "2020-01-06", "FREQ=WEEKLY"));

    assertThat(all.get(0).from()).isEqualTo(Instant.parse("2026-05-24T22:00:00Z"));
    assertThat(all.get(all.size() - 1).from()).isEqualTo(Instant.parse("2028-11-12T23:00:00Z"));
    assertThat(periods(presence("2026-11-19", "2026-11-19", "FREQ=DAILY"))).hasSize(732);
  }

  @Test
  void an_end_in_universal_time_is_read_on_the_clock_of_paris() {
    String rule = "FREQ=DAILY;UNTIL=20261203T070000Z";

    assertThat(periods(presence("2026-12-01 08:00", "2026-12-01 09:00", rule))).hasSize(3);
    assertThat(periods(presence("2026-12-01 08:01", "2026-12-01 09:00", rule))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 par mois : mardi                                   | admise",
        "FREQ=HOURLY                                          | admise",
        "FREQ=DAILY;BYHOUR=8                                  | admise",
        "FREQ=DAILY;FREQ=WEEKLY                               | admise",
        "FREQ=DAILY;COUNT=99999                               | admise",
        "FREQ=DAILY;                                          | admise",
        "BYDAY=TU                                             | fréquence",
        "FREQ=DAILY;UNTIL=20261399                            | UNTIL",
        "FREQ=WEEKLY;BYDAY=WE                                 | première fois",
        "FREQ=DAILY;UNTIL=20261130                            | première fois",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30                  | première fois",
        "FREQ=MONTHLY;BYMONTHDAY=99                           | comprise",
      })
  void a_rule_that_is_not_exact_is_refused(String rule, String cause) {
    List<ImportProblem> problems =
        Directory.problemsOf(with(presence("2026-12-01", "2026-12-01", rule)).read());

    assertThat(problems).singleElement().extracting(ImportProblem::column).isEqualTo("recurs");
    assertThat(problems.get(0).cause()).contains(cause);
    assertThat(problems.get(0).line()).isEqualTo(4);
  }
}
