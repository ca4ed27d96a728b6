// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.ParisTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as XDS writes them (DTM): in UTC, without an offset; a date alone stays a date. */
final class UtcTimes {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);
  private static final Pattern FORM =
      Pattern.compile("(\\d{4,14})(?:\\.\\d{1,9})?([+-]\\d{2}:?\\d{2})?");
  private static final int TO_THE_DAY = 8;
  private static final int TO_THE_MINUTE = 12;
  private static final int TO_THE_SECOND = 14;

  private UtcTimes() {}

  static String of(Instant at) {
    return LOCAL.format(at.atOffset(ZoneOffset.UTC));
  }

  /** Null when the text is no time. A time without its offset is of Paris. */
  static @Nullable String of(@Nullable String written) {
    Matcher form = FORM.matcher(written == null ? "" : written);
    if (!form.matches()) {
      return null;
    }
    String digits = form.group(1);
    if (digits.length() < TO_THE_MINUTE) {
      return digits.substring(0, Math.min(digits.length(), 8));
    }
    Instant at = instant(written);
    return at == null ? null : of(at);
  }

  /** The same point in time; of a day alone, its beginning in Paris. */
  static @Nullable Instant instant(@Nullable String written) {
    Matcher form = FORM.matcher(written == null ? "" : written);
    if (!form.matches() || form.group(1).length() < TO_THE_DAY) {
      return null;
    }
    String digits = form.group(1);
    boolean dayAlone = digits.length() < TO_THE_MINUTE;
    String seconds =
        dayAlone
            ? digits.substring(0, TO_THE_DAY) + "000000"
            : digits.length() < TO_THE_SECOND ? digits.substring(0, TO_THE_MINUTE) + "00" : digits;
    try {
      LocalDateTime local = LocalDateTime.parse(seconds, LOCAL);
      String offset = dayAlone ? null : form.group(2);
      return offset == null
          ? local.atZone(ParisTime.ZONE).toInstant()
          : local.toInstant(ZoneOffset.of(offset));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
