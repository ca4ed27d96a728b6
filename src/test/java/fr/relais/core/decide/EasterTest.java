// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class EasterTest {
  private static final String DATES =
      "1700-04-11 1818-03-22 1886-04-25 1900-04-15 1954-04-18 1981-04-19 2000-04-23 2008-03-23 2011-04-24 "
          + "2019-04-21 2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21 2038-04-25 "
          + "2049-04-18 2076-04-19 2100-03-28 2106-04-18 2133-04-19 2200-04-06 2285-03-22 2299-04-16";

  @Test
  void easter_falls_where_the_published_tables_say() {
    for (String date : DATES.split(" ")) {
      LocalDate easter = LocalDate.parse(date);
      assertThat(WorkingCalendar.easter(easter.getYear())).isEqualTo(easter);
    }
  }
}
