// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A producer that listens for HL7 v2 on a real socket, and answers as a test says. */
public final class ListeningProducer implements AutoCloseable {
  private final ServerSocket door;
  private final List<String> received = new CopyOnWriteArrayList<>();

  /** What is written back for a message, as bytes of the wire; nothing when empty. */
  private volatile Function<String, byte[]> answer;

  public ListeningProducer(Function<String, byte[]> answer) throws IOException {
    this.answer = answer;
    this.door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    Thread thread = new Thread(this::listen, "producer");
    thread.setDaemon(true);
    thread.start();
  }

  /** One that answers each message with this code, as the standard asks. */
  public static Function<String, byte[]> saying(String code) {
    return message -> frame(acknowledgement(code, controlId(message)));
  }

  public static String acknowledgement(String code, String controlId) {
    return "MSH|^~\\&|SIL|LBM|RELAIS|X|20261119||ACK^Z01^ACK|A1|P|2.6\rMSA|"
        + code
        + "|"
        + controlId
        + "\r";
  }

  public static byte[] frame(String payload) {
    return ("\u000b" + payload + "\u001c\r").getBytes(StandardCharsets.UTF_8);
  }

  public static String controlId(String message) {
    return message.split("\r")[0].split("\\|", -1)[9];
  }

  public int port() {
    return door.getLocalPort();
  }

  /** From now on it answers so. */
  public void answers(Function<String, byte[]> next) {
    answer = next;
  }

  /** Each message that came, the same as often as it came. */
  public List<String> received() {
    return List.copyOf(received);
  }

  private void listen() {
    while (!door.isClosed()) {
      try (Socket caller = door.accept()) {
        String message = message(caller.getInputStream());
        received.add(message);
        caller.getOutputStream().write(answer.apply(message));
        caller.getOutputStream().flush();
      } catch (IOException e) {
        // the caller has gone, or the test is over
      }
    }
  }

  private static String message(InputStream in) throws IOException {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    if (in.read() != 0x0B) {
      throw new IOException("no frame");
    }
    for (int value = in.read(); value != 0x1C; value = in.read()) {
      if (value < 0) {
        throw new IOException("cut");
      }
      payload.write(value);
    }
    return payload.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
