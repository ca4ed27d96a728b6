// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** Makes the connections to our mailbox, one as safe as the other, and knows them to cut them. */
final class MailSockets extends SocketFactory {
  private final ChannelSettings.Mail settings;
  private final SSLSocketFactory tls;
  private final List<Socket> made = new CopyOnWriteArrayList<>();

  MailSockets(ChannelSettings.Mail settings) {
    this.settings = settings;
    this.tls = settings.trust().context().getSocketFactory();
  }

  /** Breaks off every connection. */
  void cut() {
    made.forEach(Deadline::shut);
    made.clear();
  }

  @Override
  public Socket createSocket() {
    Socket socket = new MailSocket(settings, tls);
    made.add(socket);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw notSo();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw notSo();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw notSo();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw notSo();
  }

  private static IOException notSo() {
    return new IOException("a connection is made first and connected then");
  }
}
