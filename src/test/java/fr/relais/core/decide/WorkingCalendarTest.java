// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.ParisTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {

  @ParameterizedTest
  @CsvSource({
    "2024,2024-03-31",
    "2025,2025-04-20",
    "2026,2026-04-05",
    "2027,2027-03-28",
    "2038,2038-04-25"
  })
  void easter_falls_on_its_sunday(int year, LocalDate sunday) {
    assertThat(WorkingCalendar.easter(year)).isEqualTo(sunday);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01",
    "2026-04-06",
    "2026-05-01",
    "2026-05-08",
    "2026-05-14",
    "2026-05-25",
    "2026-07-14",
    "2026-08-15",
    "2026-11-01",
    "2026-11-11",
    "2026-12-25",
    "2026-11-21",
    "2026-11-22"
  })
  void holidays_and_week_ends_are_closed(LocalDate day) {
    assertThat(WorkingCalendar.isWorkingDay(day)).isFalse();
  }

  @Test
  void a_year_has_its_two_hundred_and_fifty_odd_working_days() {
    long working =
        LocalDate.of(2026, 1, 1)
            .datesUntil(LocalDate.of(2027, 1, 1))
            .filter(WorkingCalendar::isWorkingDay)
            .count();
    assertThat(working).isEqualTo(252);
  }

  @Test
  void the_next_working_day_jumps_over_week_ends_and_bridges() {
    assertThat(next("2026-11-20T18:10")).isEqualTo(at("2026-11-23T12:00"));
    assertThat(next("2026-04-30T09:00")).isEqualTo(at("2026-05-04T12:00"));
    assertThat(next("2026-12-31T23:59")).isEqualTo(at("2027-01-04T12:00"));
    assertThat(next("2028-02-28T09:00")).isEqualTo(at("2028-02-29T12:00"));
  }

  private static Instant next(String from) {
    return WorkingCalendar.workingDayAfter(at(from), 1, LocalTime.NOON);
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ParisTime.ZONE).toInstant();
  }
}
