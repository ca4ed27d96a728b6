// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import fr.relais.adapters.trust.TrustMaterial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The part of a connection that is in clear: nothing but the way to TLS is answered, and nothing
 * that was said stays (RFC 3207; RFC 9051 section 6.2.1).
 */
enum ClearTalk {
  SMTP("220 localhost ESMTP") {
    @Override
    Answer to(String line) {
      String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
      return switch (verb) {
        case "EHLO" -> stays("250-localhost\r\n250-8BITMIME\r\n250 STARTTLS");
        case "NOOP" -> stays("250 OK");
        case "QUIT" -> new Answer("221 Bye", Next.OVER);
        case "STARTTLS" ->
            line.contains(" ")
                ? stays("501 5.5.4 Without a word behind it")
                : new Answer("220 2.0.0 Go on", Next.TLS);
        default -> stays("530 5.7.0 Must issue a STARTTLS command first");
      };
    }
  },
  IMAP("* OK [" + ClearTalk.OFFERED + "] localhost") {
    @Override
    Answer to(String line) {
      String[] words = line.split(" ");
      String tag = words[0];
      String verb = words.length < 2 ? "" : words[1].toUpperCase(Locale.ROOT);
      return switch (verb) {
        case "CAPABILITY" -> stays("* " + ClearTalk.OFFERED + "\r\n" + tag + " OK done");
        case "NOOP" -> stays(tag + " OK done");
        case "LOGOUT" -> new Answer("* BYE\r\n" + tag + " OK done", Next.OVER);
        case "STARTTLS" ->
            words.length > 2
                ? stays(tag + " BAD Without a word behind it")
                : new Answer(tag + " OK Go on", Next.TLS);
        case "LOGIN", "AUTHENTICATE" -> stays(tag + " NO [PRIVACYREQUIRED] Not in clear");
        default -> stays(tag + " BAD Not in clear");
      };
    }
  };

  private static final String OFFERED = "CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED";
  private static final int LINE_MAX = 1_000;

  private enum Next {
    STAYS,
    TLS,
    OVER
  }

  private record Answer(String text, Next next) {}

  private final String greeting;

  ClearTalk(String greeting) {
    this.greeting = greeting;
  }

  abstract Answer to(String line);

  private static Answer stays(String text) {
    return new Answer(text, Next.STAYS);
  }

  /**
   * Talks until TLS begins.
   *
   * @return inside TLS, with a certificate of the client; null when the client left, or said more
   *     than it may before TLS
   */
  @Nullable SSLSocket upgraded(Socket plain, SSLContext context) throws IOException {
    InputStream in = plain.getInputStream();
    say(plain, greeting);
    for (String line = read(in); line != null; line = read(in)) {
      Answer answer = to(line);
      boolean more = in.available() > 0;
      if (answer.next() == Next.TLS && more) {
        return null;
      }
      say(plain, answer.text());
      switch (answer.next()) {
        case STAYS -> {}
        case OVER -> {
          return null;
        }
        case TLS -> {
          return secure(plain, context);
        }
      }
    }
    return null;
  }

  private static SSLSocket secure(Socket plain, SSLContext context) throws IOException {
    SSLSocket secure =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
    secure.setUseClientMode(false);
    secure.setSSLParameters(TrustMaterial.server());
    secure.startHandshake();
    return secure;
  }

  private static void say(Socket plain, String text) throws IOException {
    plain.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** A line, and no byte behind it; null when there is none. */
  static @Nullable String read(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.size() >= LINE_MAX) {
        return null;
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }
}
