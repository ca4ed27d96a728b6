// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.ParisTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The messages of the demonstration, dated of the day on which it runs. */
final class DemoMessages {

  private DemoMessages() {}

  /**
   * HL7 v2: segments end with CR.
   *
   * @param day on which the specimen was taken: it is part of the file number
   */
  static byte[] hl7(String name, Instant day, Instant at) {
    return text(name, day, at).replace("\n", "\r").getBytes(StandardCharsets.UTF_8);
  }

  /** HPRIM: CP1252, lines end with CRLF. */
  static byte[] hprim(String name, Instant at) {
    return text(name, at, at).replace("\n", "\r\n").getBytes(Charset.forName("windows-1252"));
  }

  private static String text(String name, Instant day, Instant at) {
    ZonedDateTime paris = at.atZone(ParisTime.ZONE);
    ZonedDateTime sampled = day.atZone(ParisTime.ZONE);
    try (InputStream in =
        DemoMessages.class.getResourceAsStream("/fr/relais/sandbox/messages/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no message " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@NOW@", paris.format(DateTimeFormatter.ofPattern("uuuuMMddHHmmss")))
          .replace("@TODAY@", sampled.format(DateTimeFormatter.ofPattern("uuuuMMdd")))
          .replace("@DAY@", sampled.format(DateTimeFormatter.ofPattern("dd/MM/uuuu")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
