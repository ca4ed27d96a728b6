// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * One connection of a laboratory: HL7 v2 over MLLP, read as strictly as the standard is written.
 */
final class MllpLine implements AutoCloseable {
  private static final int START = 0x0B;
  private static final int END = 0x1C;
  private static final int CR = 0x0D;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final Duration timeout;

  MllpLine(InetSocketAddress address, Duration timeout) throws IOException {
    this.timeout = timeout;
    socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(address, Math.toIntExact(timeout.toMillis()));
      in = new BufferedInputStream(socket.getInputStream());
      out = new BufferedOutputStream(socket.getOutputStream());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Sends one message and waits for its answer.
   *
   * @return the payload of the answer's frame
   * @throws SocketTimeoutException when no whole answer came in time
   * @throws IOException when the connection closed, or the answer is no frame
   */
  byte[] exchange(byte[] message) throws IOException {
    out.write(START);
    out.write(message);
    out.write(END);
    out.write(CR);
    out.flush();
    return answer(System.nanoTime() + timeout.toNanos());
  }

  private byte[] answer(long end) throws IOException {
    if (next(end) != START) {
      throw new IOException("the answer does not begin a frame");
    }
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    for (int value = next(end); value != END; value = next(end)) {
      if (value == START) {
        throw new IOException("a frame begins inside the answer");
      }
      payload.write(value);
    }
    if (next(end) != CR) {
      throw new IOException("the answer does not end its frame");
    }
    if (in.available() > 0) {
      throw new IOException("something follows the answer that was not asked for");
    }
    return payload.toByteArray();
  }

  private int next(long end) throws IOException {
    long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    if (left <= 0) {
      throw new SocketTimeoutException("no whole answer in time");
    }
    if (in.available() == 0) {
      socket.setSoTimeout(Math.toIntExact(left));
    }
    int value = in.read();
    if (value < 0) {
      throw new EOFException("closed without an answer");
    }
    return value;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
