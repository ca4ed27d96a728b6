// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PartialDateTime;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates and times as they are written (TS, HL7 v2.5 ch. 2.A.77), on the wall clock of Paris. */
final class OutputTimes {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

  private OutputTimes() {}

  static String of(Instant at) {
    return MOMENT.format(at.atZone(ParisTime.ZONE));
  }

  /** The day alone when no time is known; empty when nothing is. */
  static String of(@Nullable PartialDateTime at) {
    if (at == null) {
      return "";
    }
    return at.time() == null
        ? DateTimeFormatter.BASIC_ISO_DATE.format(at.day())
        : MOMENT.format(at.day().atTime(at.time()));
  }
}
