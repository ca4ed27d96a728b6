// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;

/** A peer that writes whatever bytes it likes. */
final class RawPeer implements AutoCloseable {
  private final Socket socket;

  RawPeer(int port) throws IOException {
    this(port, "127.0.0.1");
  }

  /** From another address of this machine: to the server another peer. */
  RawPeer(int port, String from) throws IOException {
    this(new Socket("127.0.0.1", port, InetAddress.getByName(from), 0));
  }

  /** Over a connection that somebody else made. */
  RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(10_000);
  }

  RawPeer writes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  RawPeer writes(String bytes) throws IOException {
    return writes(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** To one who may close before the end of it. */
  RawPeer writesWhatIsTaken(String bytes) throws IOException {
    try {
      return writes(bytes);
    } catch (SocketException closed) {
      return this;
    }
  }

  RawPeer finishesWriting() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** The payload of the next frame. */
  String answer() throws IOException {
    InputStream in = socket.getInputStream();
    int first = in.read();
    if (first != 0x0B) {
      throw new IOException("no frame but " + first);
    }
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    for (int value = in.read(); value != 0x1C; value = in.read()) {
      if (value < 0) {
        throw new IOException("cut");
      }
      payload.write(value);
    }
    if (in.read() != 0x0D) {
      throw new IOException("no end");
    }
    return payload.toString(StandardCharsets.ISO_8859_1);
  }

  /** Everything that still comes until the other side closes; a reset is a close too. */
  String untilClosed() throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(rest);
    } catch (SocketException | SSLException e) {
      return rest.toString(StandardCharsets.ISO_8859_1);
    }
    return rest.toString(StandardCharsets.ISO_8859_1);
  }

  /** Whether the other side holds the connection open and says nothing for this long. */
  boolean isLeftOpen(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      socket.getInputStream().read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (SocketException e) {
      return false;
    } finally {
      socket.setSoTimeout(10_000);
    }
  }

  static String frame(String payload) {
    return "\u000b" + payload + "\u001c\r";
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
