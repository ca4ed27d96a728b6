// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.adapters.trust.TrustMaterial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that answers what it was told to, whatever is right, and notes what it heard. */
final class ScriptedMail implements AutoCloseable {
  /** Behind an answer: TLS begins. */
  static final String TLS = "<TLS>";

  private final ServerSocket door;
  private final String greeting;
  private final Map<String, String> answers;
  private final @Nullable TrustMaterial certificate;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::serve, "scripted-mail");

  /**
   * @param greeting sent to each who comes, and not again inside TLS
   * @param answers by the longest beginning of what is said; silence to anything else
   */
  ScriptedMail(String greeting, Map<String, String> answers, @Nullable TrustMaterial certificate)
      throws IOException {
    this.greeting = greeting;
    this.answers = answers;
    this.certificate = certificate;
    door = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return door.getLocalPort();
  }

  /** Every line that anybody said here, inside TLS or not. */
  List<String> heard() {
    return heard;
  }

  private void serve() {
    while (!door.isClosed()) {
      try (Socket plain = door.accept()) {
        talk(plain);
      } catch (IOException e) {
        Thread.yield(); // the client has gone, or the test is over
      }
    }
  }

  private void talk(Socket plain) throws IOException {
    Socket line = plain;
    say(line, greeting);
    for (String said = read(line); said != null; said = read(line)) {
      heard.add(said);
      String whole = said;
      String answer =
          answers.entrySet().stream()
              .filter(each -> whole.startsWith(each.getKey()))
              .max(Comparator.comparing(each -> each.getKey().length()))
              .map(Map.Entry::getValue)
              .orElse("");
      say(line, answer.replace(TLS, ""));
      line = answer.endsWith(TLS) ? secure(plain) : line;
    }
  }

  private SSLSocket secure(Socket plain) throws IOException {
    if (certificate == null) {
      throw new IOException("no certificate here");
    }
    SSLSocket secure =
        (SSLSocket)
            certificate
                .context()
                .getSocketFactory()
                .createSocket(plain, "localhost", plain.getPort(), true);
    secure.setUseClientMode(false);
    secure.startHandshake();
    return secure;
  }

  private static void say(Socket line, String text) throws IOException {
    line.getOutputStream().write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    line.getOutputStream().flush();
  }

  private static @Nullable String read(Socket line) throws IOException {
    InputStream in = line.getInputStream();
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      read.write(next);
    }
    return read.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
