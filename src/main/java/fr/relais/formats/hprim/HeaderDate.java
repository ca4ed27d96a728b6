// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date of the header: {@code dd/MM/yyyy}, {@code d.M.yyyy} (day first), {@code yyyy-MM-dd},
 * {@code 1 JAN 1911} with a French or English month, {@code dd/MM/yy} whose century is not written.
 *
 * @param day null when there is none, or when it is not certain
 */
record HeaderDate(@Nullable LocalDate day, Reading reading) {

  /** What was made of the text. */
  enum Reading {
    UNDERSTOOD,
    EMPTY,
    /** A day and a month with a two-digit year. */
    NO_CENTURY,
    /** The same, and one century alone is possible. */
    ONE_CENTURY,
    NOT_UNDERSTOOD
  }

  private static final int LENGTH_MAX = 64;
  private static final Pattern SLASHED = Pattern.compile("(\\d{2})/(\\d{2})/(\\d{4}|\\d{2})");
  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4})");
  private static final Pattern EMBEDDED =
      Pattern.compile("(?<!\\d)(\\d{2})/(\\d{2})/(\\d{4}|\\d{2})(?!\\d)");
  private static final Pattern DASHED = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
  private static final Pattern WORDED =
      Pattern.compile("(\\d{1,2})[ -]([\\p{L}]{3,9})\\.?[ -](\\d{4}|\\d{2})");
  private static final List<List<String>> MONTHS =
      List.of(
          List.of("jan", "janv", "janvier", "january"),
          List.of("fev", "fevr", "fevrier", "feb", "february"),
          List.of("mar", "mars", "march"),
          List.of("avr", "avril", "apr", "april"),
          List.of("mai", "may"),
          List.of("juin", "jun", "june"),
          List.of("juil", "jul", "juillet", "july"),
          List.of("aou", "aout", "aug", "august"),
          List.of("sep", "sept", "septembre", "september"),
          List.of("oct", "octobre", "october"),
          List.of("nov", "novembre", "november"),
          List.of("dec", "decembre", "december"));

  /** A date by itself: the century of a two-digit year is never guessed. */
  static HeaderDate birth(String line) {
    String text = Blanks.strip(line);
    if (text.isEmpty()) {
      return new HeaderDate(null, Reading.EMPTY);
    }
    if (text.length() > LENGTH_MAX) {
      return new HeaderDate(null, Reading.NOT_UNDERSTOOD);
    }
    Matcher slashed = SLASHED.matcher(text);
    if (slashed.matches()) {
      return of(slashed.group(3), number(slashed.group(2)), number(slashed.group(1)));
    }
    Matcher dayFirst = DAY_FIRST.matcher(text);
    if (dayFirst.matches()) {
      return of(dayFirst.group(4), number(dayFirst.group(3)), number(dayFirst.group(1)));
    }
    Matcher dashed = DASHED.matcher(text);
    if (dashed.matches()) {
      return of(dashed.group(1), number(dashed.group(2)), number(dashed.group(3)));
    }
    Matcher worded = WORDED.matcher(text);
    return worded.matches()
        ? of(worded.group(3), month(worded.group(2)), number(worded.group(1)))
        : new HeaderDate(null, Reading.NOT_UNDERSTOOD);
  }

  /**
   * Line 7 of someone examined on a day: nobody is born after it, nor lives for 127 years, so a
   * two-digit year that would come after it in this century is of the last one. Any other stays
   * open.
   */
  static HeaderDate birth(String line, @Nullable LocalDate examined) {
    HeaderDate alone = birth(line);
    if (alone.reading != Reading.NO_CENTURY || examined == null) {
      return alone;
    }
    LocalDate inThis = inCentury("20", line).day;
    if (inThis == null || !inThis.isAfter(examined)) {
      return alone;
    }
    LocalDate inLast = inCentury("19", line).day;
    return inLast == null ? alone : new HeaderDate(inLast, Reading.ONE_CENTURY);
  }

  /** A date with a two-digit year, as if its century were written. */
  static HeaderDate inCentury(String century, String line) {
    String text = Blanks.strip(line);
    int year = text.length() - 2;
    return birth(text.substring(0, year) + century + text.substring(year));
  }

  /** Line 10: a file of today, so a two-digit year is 20yy; the date may stand inside a number. */
  static HeaderDate examination(String line) {
    HeaderDate alone = birth(line);
    String text = Blanks.strip(line);
    if (alone.day != null || text.isEmpty() || text.length() > LENGTH_MAX) {
      return alone;
    }
    Matcher embedded = EMBEDDED.matcher(text);
    if (!embedded.find()) {
      return alone;
    }
    String year = embedded.group(3);
    HeaderDate found =
        of(
            year.length() == 2 ? "20" + year : year,
            number(embedded.group(2)),
            number(embedded.group(1)));
    boolean one = !embedded.find();
    return one ? found : new HeaderDate(null, Reading.NOT_UNDERSTOOD);
  }

  private static HeaderDate of(String year, int month, int day) {
    try {
      if (year.length() == 2) {
        LocalDate.of(2000, month, day);
        return new HeaderDate(null, Reading.NO_CENTURY);
      }
      LocalDate date = LocalDate.of(number(year), month, day);
      return date.getYear() < 1850
          ? new HeaderDate(null, Reading.NOT_UNDERSTOOD)
          : new HeaderDate(date, Reading.UNDERSTOOD);
    } catch (DateTimeException impossible) {
      return new HeaderDate(null, Reading.NOT_UNDERSTOOD);
    }
  }

  /** 1 to 12; 0, which is no month, when the word is none. */
  private static int month(String word) {
    String plain =
        Normalizer.normalize(word, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT);
    for (int i = 0; i < MONTHS.size(); i++) {
      if (MONTHS.get(i).contains(plain)) {
        return i + 1;
      }
    }
    return 0;
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
