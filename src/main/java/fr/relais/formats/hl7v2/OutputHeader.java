// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static fr.relais.formats.hl7v2.OutputSegment.components;
import static fr.relais.formats.hl7v2.OutputSegment.data;

import fr.relais.core.model.Letter;
import org.jspecify.annotations.Nullable;

/**
 * MSH (HL7 v2.5 ch. 2.15.9): Relais wrote the message (MSH-3), its control id is the delivery's,
 * the same at each try.
 */
final class OutputHeader {
  private OutputHeader() {}

  /**
   * @param facility MSH-4, encoded
   * @param type MSH-9, encoded
   * @param profile MSH-21, encoded; empty for none
   * @param charset as MSH-18 names it
   */
  static String line(
      Letter letter, String facility, String type, String version, String profile, String charset) {
    return new OutputSegment("MSH")
        .set(3, "RELAIS")
        .set(4, facility)
        .text(5, letter.sheet().title())
        .text(6, letter.recipient().family())
        .set(7, OutputTimes.of(letter.at()))
        .set(9, type)
        .text(10, letter.delivery().id())
        .set(11, "P")
        .set(12, version)
        .set(17, "FRA")
        .set(18, charset)
        .set(21, profile)
        .toString();
  }

  /** A name and its FINESS number (HD). */
  static String facility(@Nullable String name, @Nullable String finess) {
    return components(data(name), data(finess), finess == null ? "" : "M");
  }
}
