// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An instant as SAML and XAdES write it: xs:dateTime in UTC, to the millisecond. */
final class SamlTime {
  private SamlTime() {}

  static String of(Instant at) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
        .format(at.atOffset(ZoneOffset.UTC));
  }
}
