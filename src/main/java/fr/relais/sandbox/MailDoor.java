// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.util.ServerSetup;
import fr.relais.adapters.trust.PeerName;
import fr.relais.adapters.trust.TrustMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A door of the mail operator: GreenMail's threads behind our own TLS. */
abstract class MailDoor extends AbstractServer {
  private static final long START_MILLIS = 5_000;
  private static final int BACKLOG = 512;

  private final SSLContext context;
  private final @Nullable ClearTalk clear;
  private volatile int port;

  /**
   * @param clear how one talks here before TLS; null where TLS begins with the first byte
   */
  MailDoor(
      String protocol,
      Managers managers,
      MailOperator operator,
      SSLContext context,
      @Nullable ClearTalk clear) {
    super(new ServerSetup(0, "127.0.0.1", protocol), managers);
    this.context = context;
    this.clear = clear;
    setClientSocketTimeout((int) operator.limits().idle().toMillis());
    setDaemon(true);
  }

  /** Opens on a free port of {@code 127.0.0.1} and returns when it is open. */
  final void open() {
    startService();
    try {
      if (!waitTillRunning(START_MILLIS)) {
        throw new IllegalStateException("the mail operator did not open");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  final void shut() {
    stopService(START_MILLIS);
  }

  /**
   * Goes on with a client inside TLS, who has shown a certificate of our authority.
   *
   * @param greets whether the client waits to be greeted
   */
  abstract ProtocolHandler talk(SSLSocket socket, boolean greets);

  /** Is told of each connection as it comes. */
  void comes(Socket socket) {}

  @Override
  protected final ServerSocket openServerSocket() throws IOException {
    ServerSocket socket =
        clear == null ? context.getServerSocketFactory().createServerSocket() : new ServerSocket();
    if (socket instanceof SSLServerSocket secure) {
      secure.setSSLParameters(TrustMaterial.server());
    }
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    port = socket.getLocalPort();
    return socket;
  }

  @Override
  protected final ProtocolHandler createProtocolHandler(Socket socket) {
    comes(socket);
    return clear == null ? talk((SSLSocket) socket, true) : new Upgrading(clear, socket);
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
  static String holder(SSLSocket socket) {
    return PeerName.of(socket.getSession());
  }

  /** A connection that begins in clear. */
  private final class Upgrading implements ProtocolHandler {
    private final ClearTalk talk;
    private final Socket plain;

    Upgrading(ClearTalk talk, Socket plain) {
      this.talk = talk;
      this.plain = plain;
    }

    @Override
    public void run() {
      try (plain) {
        SSLSocket secure = talk.upgraded(plain, context);
        if (secure != null) {
          talk(secure, false).run();
        }
      } catch (IOException e) {
        close(); // refused certificate, or the client has gone: nobody to tell
      }
    }

    @Override
    public void close() {
      try {
        plain.close();
      } catch (IOException e) {
        Thread.yield(); // closed all the same
      }
    }
  }
}
