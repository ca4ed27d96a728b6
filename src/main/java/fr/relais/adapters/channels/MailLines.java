// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * What is said line by line before a session. It never reads a byte further than the line that is
 * asked for: nothing that was said in clear can be taken for something that was said inside TLS
 * (RFC 3207 section 4.2), and nothing is kept from who goes on after it.
 */
final class MailLines {
  private static final int LINE_BYTES_MAX = 8_192;
  private static final int LINES_MAX = 200;

  private final InputStream in;
  private final OutputStream out;
  private int read;

  MailLines(Socket socket) throws IOException {
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /**
   * The next line, without its end.
   *
   * @throws IOException when there is none, or it is too long, or it is one too many
   */
  String read() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.size() >= LINE_BYTES_MAX) {
        throw new IOException("not a line");
      }
      line.write(next);
    }
    read++;
    if (read > LINES_MAX) {
      throw new IOException("too many lines");
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  void say(String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /**
   * Nothing may lie behind the line that was read last.
   *
   * @throws MailRefused when something does
   */
  void ended() throws IOException {
    if (in.available() > 0) {
      throw new MailRefused(MailRefused.Reason.MAIL_CLEAR_TEXT);
    }
  }
}
