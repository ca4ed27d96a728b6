// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/**
 * A connection in the middle of its talk, for a server that believes that it begins: it hears a
 * first line that was heard already, and the line with which it greets goes nowhere.
 */
final class TakenOver extends Socket {
  private final Socket line;
  private final InputStream in;
  private final OutputStream out;

  TakenOver(Socket line, String heard) throws IOException {
    this.line = line;
    in =
        new SequenceInputStream(
            new ByteArrayInputStream((heard + "\r\n").getBytes(StandardCharsets.ISO_8859_1)),
            line.getInputStream());
    out = new AfterGreeting(line.getOutputStream());
  }

  @Override
  public InputStream getInputStream() {
    return in;
  }

  @Override
  public OutputStream getOutputStream() {
    return out;
  }

  @Override
  public InetAddress getInetAddress() {
    return line.getInetAddress();
  }

  @Override
  public int getPort() {
    return line.getPort();
  }

  @Override
  public synchronized int getSoTimeout() throws SocketException {
    return line.getSoTimeout();
  }

  @Override
  public synchronized void setSoTimeout(int millis) throws SocketException {
    line.setSoTimeout(millis);
  }

  @Override
  public boolean isClosed() {
    return line.isClosed();
  }

  @Override
  public synchronized void close() throws IOException {
    line.close();
  }

  private static final class AfterGreeting extends FilterOutputStream {
    private boolean greeted;

    AfterGreeting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      int at = from;
      while (!greeted && at < from + length) {
        greeted = bytes[at] == '\n';
        at++;
      }
      out.write(bytes, at, from + length - at);
    }
  }
}
