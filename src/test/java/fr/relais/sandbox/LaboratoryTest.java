// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.sandbox.Laboratory.Answered;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaboratoryTest {
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private ServerSocket server = closedServer();

  /** What a scripted server does with the n-th message, whatever its connection. */
  private interface Script {
    byte[] answer(int n, String message);
  }

  private static ServerSocket closedServer() {
    try {
      ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      socket.close();
      return socket;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Laboratory laboratory(Script script, int tries) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> accept(script));
    thread.setDaemon(true);
    thread.start();
    return new Laboratory("127.0.0.1", server.getLocalPort(), Duration.ofMillis(300), tries);
  }

  private void accept(Script script) {
    try {
      while (true) {
        Socket socket = server.accept();
        accepted.add(socket);
        Thread thread = new Thread(() -> serve(socket, script));
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      Thread.currentThread().interrupt(); // the test is over
    }
  }

  /** An empty answer closes the connection. */
  private void serve(Socket socket, Script script) {
    try (socket) {
      InputStream in = socket.getInputStream();
      StringBuilder message = new StringBuilder();
      for (int value = in.read(); value >= 0; value = in.read()) {
        if (value == 0x0D && message.length() > 0 && message.charAt(message.length() - 1) == 0x1C) {
          String payload = message.substring(1, message.length() - 1);
          message.setLength(0);
          received.add(payload);
          byte[] answer = script.answer(received.size(), payload);
          if (answer.length == 0) {
            return;
          }
          socket.getOutputStream().write(answer);
        } else {
          message.append((char) value);
        }
      }
    } catch (IOException e) {
      Thread.currentThread().interrupt(); // the peer left
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] frame(String text) {
    return bytes("\u000b" + text + "\u001c\r");
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    for (Socket socket : accepted) {
      socket.close();
    }
  }

  @Test
  void answer_is_read_from_its_frame_and_the_connection_is_kept() throws IOException {
    try (Laboratory laboratory = laboratory((n, message) -> frame("ack " + message), 1)) {
      assertThat(laboratory.send(bytes("one")).answer()).isEqualTo(bytes("ack one"));
      assertThat(laboratory.send(bytes("two")).answer()).isEqualTo(bytes("ack two"));
    }
    assertThat(accepted).hasSize(1);
  }

  @Test
  void message_without_answer_is_sent_again() throws IOException {
    try (Laboratory laboratory =
        laboratory((n, message) -> n < 3 ? new byte[0] : frame("ack"), 5)) {
      Answered answered = laboratory.send(bytes("x"));
      assertThat(answered.tries()).isEqualTo(3);
    }
    assertThat(received).containsExactly("x", "x", "x");
  }

  @Test
  void half_an_answer_is_none() throws IOException {
    try (Laboratory laboratory = laboratory((n, message) -> bytes("\u000back"), 1)) {
      assertThatThrownBy(() -> laboratory.send(bytes("x")))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ack\u001c\r",
        "\u000back\u001cX",
        "\u000ba\u000bck\u001c\r",
        "\u000back\u001c\rX"
      })
  void answer_that_is_no_frame_is_none(String answer) throws IOException {
    try (Laboratory laboratory = laboratory((n, message) -> bytes(answer), 1)) {
      assertThatThrownBy(() -> laboratory.send(bytes("x"))).isInstanceOf(IOException.class);
    }
  }

  @Test
  void queue_is_emptied_over_several_connections_and_answers_keep_their_place() throws IOException {
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      messages.add(bytes("m" + i));
    }
    try (Laboratory laboratory = laboratory((n, message) -> frame("ack " + message), 1)) {
      List<Answered> answers = laboratory.sendAll(messages, 4);
      for (int i = 0; i < 40; i++) {
        assertThat(answers.get(i).answer()).isEqualTo(bytes("ack m" + i));
      }
    }
    // a quick answer may leave nothing for the last to do
    assertThat(accepted).hasSizeBetween(2, 4);
  }
}
