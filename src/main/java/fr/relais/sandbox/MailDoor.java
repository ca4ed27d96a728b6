// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.util.ServerSetup;
import fr.relais.adapters.trust.PeerName;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A door of the mail operator: GreenMail's threads behind our own TLS. */
abstract class MailDoor extends AbstractServer {
  private final SSLContext context;
  private volatile int port;

  MailDoor(String protocol, Managers managers, MailOperator operator, SSLContext context) {
    super(new ServerSetup(0, "127.0.0.1", protocol), managers);
    this.context = context;
    setClientSocketTimeout((int) operator.limits().idle().toMillis());
    setDaemon(true);
  }

  @Override
  protected ServerSocket openServerSocket() throws IOException {
    ServerSocket socket = MailOperator.listen(context);
    port = socket.getLocalPort();
    return socket;
  }

  /** Answers leave at once: else a greeting waits for the other side's late acknowledgement. */
  @Override
  protected void handleClientSocket(Socket socket) throws SocketException {
    socket.setTcpNoDelay(true);
    super.handleClientSocket(socket);
  }

  @Override
  public int getPort() {
    return port;
  }

  /** Common name of the certificate at the other end; empty when there is none. */
  static String holder(Socket socket) {
    return PeerName.of(((SSLSocket) socket).getSession());
  }
}
