// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocketFactory;

/** Makes sockets as another factory does and knows them, so that they can be cut. */
final class MailSockets extends SSLSocketFactory {
  private final SSLSocketFactory factory;
  private final List<Socket> made = new CopyOnWriteArrayList<>();

  MailSockets(SSLSocketFactory factory) {
    this.factory = factory;
  }

  /** Breaks off every connection. */
  void cut() {
    made.forEach(Deadline::shut);
    made.clear();
  }

  private Socket known(Socket socket) {
    made.add(socket);
    return socket;
  }

  @Override
  public Socket createSocket() throws IOException {
    return known(factory.createSocket());
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean closes)
      throws IOException {
    return known(factory.createSocket(socket, host, port, closes));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return known(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return known(factory.createSocket(host, port, from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return known(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return known(factory.createSocket(host, port, from, fromPort));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return factory.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return factory.getSupportedCipherSuites();
  }
}
