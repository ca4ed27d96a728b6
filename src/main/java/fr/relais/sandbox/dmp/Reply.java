// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * What goes back over HTTP.
 *
 * @param contentType empty without a body
 */
record Reply(int status, String contentType, byte[] body, Delivery delivery) {
  static final int OK = 200;
  static final int UNAVAILABLE = 503;

  /** What a JEE server gives a SOAP fault, of the sender's too. */
  static final int FAULT = 500;

  private static final String ROOT = "root@dmp.invalid";

  /** How much of it goes back. */
  enum Delivery {
    WHOLE,
    /** Half of the body, then the connection ends. */
    HALF,
    /** Nothing: the connection ends. */
    CUT,
    /** Nothing, ever. */
    SILENT
  }

  static Reply empty(int status, Delivery delivery) {
    return new Reply(status, "", new byte[0], delivery);
  }

  static Reply plain(int status, String envelope) {
    return new Reply(
        status,
        "application/soap+xml; charset=UTF-8",
        envelope.getBytes(StandardCharsets.UTF_8),
        Delivery.WHOLE);
  }

  /**
   * MTOM, as TD3.2 always answers.
   *
   * @param parts by Content-ID
   * @param ended whether the last boundary is written
   */
  static Reply multipart(int status, String envelope, Map<String, byte[]> parts, boolean ended) {
    String boundary = "dmp-" + UUID.randomUUID();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String xop = "application/xop+xml; charset=UTF-8; type=\"application/soap+xml\"";
    part(out, boundary, ROOT, xop, envelope.getBytes(StandardCharsets.UTF_8));
    parts.forEach((id, bytes) -> part(out, boundary, id, "text/xml", bytes));
    if (ended) {
      out.writeBytes(ascii("--" + boundary + "--\r\n"));
    }
    String type =
        "multipart/related; type=\"application/xop+xml\"; start=\"<"
            + ROOT
            + ">\"; start-info=\"application/soap+xml\"; boundary=\""
            + boundary
            + "\"";
    return new Reply(status, type, out.toByteArray(), Delivery.WHOLE);
  }

  private static void part(
      ByteArrayOutputStream out, String boundary, String id, String type, byte[] bytes) {
    out.writeBytes(
        ascii(
            "--"
                + boundary
                + "\r\nContent-Type: "
                + type
                + "\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <"
                + id
                + ">\r\n\r\n"));
    out.writeBytes(bytes);
    out.writeBytes(ascii("\r\n"));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  Reply delivered(Delivery other) {
    return new Reply(status, contentType, body, other);
  }
}
