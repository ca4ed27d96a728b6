// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Times of the registry: UTC, without offset, {@code YYYYMMDDhhmmss}, cut short where less is known
 * (IHE ITI TF-3 section 4.2.3.1.7, DTM).
 */
final class DmpTime {
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  private DmpTime() {}

  static String of(Instant time) {
    return SECONDS.format(time.atOffset(ZoneOffset.UTC));
  }

  /** The first instant of what is said; empty when it is no time. */
  static Optional<Instant> read(String text) {
    String digits = text.strip();
    if (!digits.matches("\\d{4}(\\d{2}){0,5}")) {
      return Optional.empty();
    }
    String full = digits + "00000101000000".substring(digits.length());
    try {
      return Optional.of(LocalDateTime.parse(full, SECONDS).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
