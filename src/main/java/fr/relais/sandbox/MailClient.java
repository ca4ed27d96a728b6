// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.relais.adapters.trust.TrustMaterial;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The mail client on a doctor's desk, as far as SMTP (RFC 5321) is concerned. */
final class MailClient {
  private static final int MILLIS = 30_000;

  private final InputStream in;
  private final OutputStream out;

  private MailClient(Socket line) throws IOException {
    in = new BufferedInputStream(line.getInputStream());
    out = line.getOutputStream();
  }

  /**
   * Sends one mail to an operator of this machine and leaves.
   *
   * @param own the certificate of whoever sends
   * @param token that opens the mailbox; null where the certificate does
   * @throws IOException when it is not taken; the text is the server's answer
   */
  static void send(
      TrustMaterial own,
      int port,
      @Nullable String token,
      String from,
      List<String> to,
      byte[] mail)
      throws IOException {
    try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
      plain.setSoTimeout(MILLIS);
      try (SSLSocket line =
          (SSLSocket)
              own.context().getSocketFactory().createSocket(plain, "localhost", port, true)) {
        line.setSSLParameters(TrustMaterial.client());
        send(line, token, from, to, mail);
      }
    }
  }

  /**
   * Sends one mail and leaves.
   *
   * @throws IOException when it is not taken; the text is the server's answer
   */
  static void send(Socket line, @Nullable String token, String from, List<String> to, byte[] mail)
      throws IOException {
    MailClient client = new MailClient(line);
    client.expect("220");
    client.say("EHLO localhost", "250");
    if (token != null) {
      client.say("AUTH XOAUTH2", "334");
      byte[] sasl = "user=%s\1auth=Bearer %s\1\1".formatted(from, token).getBytes(UTF_8);
      client.say(Base64.getEncoder().encodeToString(sasl), "235");
    }
    client.say("MAIL FROM:<" + from + ">", "250");
    for (String recipient : to) {
      client.say("RCPT TO:<" + recipient + ">", "250");
    }
    client.say("DATA", "354");
    String text = new String(mail, StandardCharsets.ISO_8859_1).replaceAll("(?m)^\\.", "..");
    client.out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    client.say(text.endsWith("\r\n") ? "." : "\r\n.", "250");
    client.say("QUIT", "221");
  }

  private void say(String command, String expected) throws IOException {
    out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    expect(expected);
  }

  private void expect(String code) throws IOException {
    String answer;
    do {
      answer = readLine();
    } while (answer.length() > 3 && answer.charAt(3) == '-');
    if (!answer.startsWith(code)) {
      throw new IOException(answer.isEmpty() ? "the connection was closed" : answer);
    }
  }

  private String readLine() throws IOException {
    StringBuilder answer = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      answer.append((char) next);
    }
    return answer.toString().strip();
  }
}
