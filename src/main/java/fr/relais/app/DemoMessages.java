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
import java.util.Base64;

/**
 * The messages of the demonstration, dated of the day on which it runs.
 *
 * @param serial makes this run's documents and orders its own
 * @param day on which the specimen was taken
 */
record DemoMessages(String serial, Instant day) {

  /** The order of the two exams, as a practice software sends it. */
  String prescription(Instant at) {
    return text("prescription.json")
        .replace("@ORDERED@", at.atZone(ParisTime.ZONE).toOffsetDateTime().withNano(0).toString());
  }

  /** HPRIM Médecin: CP1252, lines end with CRLF. */
  byte[] hprim(String order) {
    return text("potassium.hpr")
        .replace("@ORDER@", order)
        .replace("\n", "\r\n")
        .getBytes(Charset.forName("windows-1252"));
  }

  /**
   * The result as a document (CDA R2 N3) inside an ORU; segments end with CR.
   *
   * @param version 1, then 2 for the corrected one
   */
  byte[] carried(String order, Instant at, int version) {
    boolean corrected = version > 1;
    String document =
        dated(text("potassium.cda.xml"), at)
            .replace("@ORDER@", order)
            .replace("@VERSION@", String.valueOf(version))
            .replace("@VALUE@", corrected ? "4.6" : "6.4")
            .replace("@FLAG@", corrected ? "N" : "HH")
            .replace("@PARENT@", corrected ? parent() : "");
    String coded = Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8));
    return dated(text("document.hl7"), at)
        .replace("@ORDER@", order)
        .replace("@VERSION@", String.valueOf(version))
        .replace("@ORC1@", corrected ? "RO" : "NW")
        .replace("@OBX11@", corrected ? "C" : "F")
        .replace("@CDA@", coded)
        .replace("\n", "\r")
        .getBytes(StandardCharsets.UTF_8);
  }

  private String parent() {
    return " <relatedDocument typeCode=\"RPLC\"><parentDocument><id root=\"1.2.250.1.999.1.8."
        + serial
        + ".1\"/></parentDocument></relatedDocument>\n";
  }

  private static String dated(String text, Instant at) {
    ZonedDateTime paris = at.atZone(ParisTime.ZONE);
    return text.replace("@NOW@", paris.format(DateTimeFormatter.ofPattern("uuuuMMddHHmmss")))
        .replace("@ZONE@", paris.format(DateTimeFormatter.ofPattern("xx")));
  }

  private String text(String name) {
    ZonedDateTime sampled = day.atZone(ParisTime.ZONE);
    try (InputStream in =
        DemoMessages.class.getResourceAsStream("/fr/relais/sandbox/messages/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no message " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@SERIAL@", serial)
          .replace("@TODAY@", sampled.format(DateTimeFormatter.ofPattern("uuuuMMdd")))
          .replace("@DAY@", sampled.format(DateTimeFormatter.ofPattern("dd/MM/uuuu")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
