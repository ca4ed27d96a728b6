// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.Report;
import fr.relais.formats.xml.XmlOutput;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Points in time as HL7 V3 writes them (TS), with the offset of Paris on that day. */
final class N1Times {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmssxx", Locale.ROOT);

  private N1Times() {}

  static String of(Instant at) {
    return MOMENT.format(at.atZone(ParisTime.ZONE));
  }

  static @Nullable String of(@Nullable PartialDateTime at) {
    if (at == null) {
      return null;
    }
    return at.time() == null
        ? DateTimeFormatter.BASIC_ISO_DATE.format(at.day())
        : MOMENT.format(at.day().atTime(at.time()).atZone(ParisTime.ZONE));
  }

  /** From the specimen to the release, as far as they are known. */
  static void interval(XmlOutput out, Report report) {
    String low = of(report.specimenAt() != null ? report.specimenAt() : report.issuedAt());
    if (low == null) {
      out.leaf("effectiveTime", "nullFlavor", "UNK");
      return;
    }
    out.open("effectiveTime").leaf("low", "value", low);
    String high = of(report.issuedAt());
    if (high != null) {
      out.leaf("high", "value", high);
    }
    out.close();
  }
}
