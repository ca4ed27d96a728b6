// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.ParisTime;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.Set;

/**
 * French working days, on the Paris wall clock: Monday to Friday but for the eleven national
 * holidays (Code du travail, L3133-1). The two further days of Alsace and Moselle are not held.
 */
public final class WorkingCalendar {
  private static final Set<MonthDay> FIXED =
      Set.of(
          MonthDay.of(1, 1),
          MonthDay.of(5, 1),
          MonthDay.of(5, 8),
          MonthDay.of(7, 14),
          MonthDay.of(8, 15),
          MonthDay.of(11, 1),
          MonthDay.of(11, 11),
          MonthDay.of(12, 25));

  private WorkingCalendar() {}

  public static boolean isWorkingDay(LocalDate day) {
    if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
      return false;
    }
    LocalDate easter = easter(day.getYear());
    return !FIXED.contains(MonthDay.from(day))
        && !day.equals(easter.plusDays(1))
        && !day.equals(easter.plusDays(39))
        && !day.equals(easter.plusDays(50));
  }

  /** The n-th working day after the day of this instant, at this time of day. */
  public static Instant workingDayAfter(Instant from, int n, LocalTime at) {
    LocalDate day = dayOf(from);
    for (int left = n; left > 0; ) {
      day = day.plusDays(1);
      if (isWorkingDay(day)) {
        left--;
      }
    }
    return day.atTime(at).atZone(ParisTime.ZONE).toInstant();
  }

  /** The same wall-clock time so many calendar days later. */
  public static Instant daysAfter(Instant from, int days) {
    return from.atZone(ParisTime.ZONE).plusDays(days).toInstant();
  }

  public static LocalDate dayOf(Instant at) {
    return at.atZone(ParisTime.ZONE).toLocalDate();
  }

  /** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
  static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = b / 4;
    int e = b % 4;
    int g = (8 * b + 13) / 25;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4;
    int k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 19 * l) / 433;
    int month = (h + l - 7 * m + 90) / 25;
    int day = (h + l - 7 * m + 33 * month + 19) % 32;
    return LocalDate.of(year, month, day);
  }
}
