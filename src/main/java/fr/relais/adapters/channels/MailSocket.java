// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection to our mailbox that is inside TLS, and opened by the token where there is one, as
 * soon as it is connected. Who reads and writes on it meets the session alone: where the server has
 * greeted before, the greeting is ours.
 */
final class MailSocket extends Socket {
  private static final String OPENED = "* PREAUTH ready\r\n";
  private static final String GREETED = "* OK ready\r\n";

  private final ChannelSettings.Mail settings;
  private final SSLSocketFactory tls;
  private @Nullable InputStream heard;
  private @Nullable OutputStream said;

  MailSocket(ChannelSettings.Mail settings, SSLSocketFactory tls) {
    this.settings = settings;
    this.tls = tls;
  }

  @Override
  public void connect(SocketAddress operator, int timeout) throws IOException {
    boolean startTls = settings.access().startTls();
    Xoauth2 token = settings.access().now(settings.mailbox());
    super.connect(operator, timeout);
    try {
      SSLSocket secure = new ImapOpening().secure(this, settings.imapHost(), tls, startTls, token);
      String greeting = token != null ? OPENED : startTls ? GREETED : "";
      InputStream session = secure.getInputStream();
      said = new Cutting(secure.getOutputStream());
      heard =
          new SequenceInputStream(
              new ByteArrayInputStream(greeting.getBytes(StandardCharsets.US_ASCII)), session);
    } catch (IOException | RuntimeException e) {
      Deadline.shut(this);
      throw e;
    }
  }

  /** In clear until the connection is ours. */
  @Override
  public InputStream getInputStream() throws IOException {
    return heard == null ? super.getInputStream() : heard;
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return said == null ? super.getOutputStream() : said;
  }

  /**
   * To close it breaks the connection off. TLS would first wait for its turn to take leave, behind
   * a write that hangs.
   */
  private final class Cutting extends FilterOutputStream {
    Cutting(OutputStream session) {
      super(session);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      MailSocket.this.close();
    }
  }
}
