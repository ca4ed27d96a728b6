// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** One byte over a real socket from the server to the client, or the reason why it did not come. */
record TlsTalk(String protocol, String peer) {
  static TlsTalk talk(TrustMaterial server, TrustMaterial client, String host, SSLParameters speaks)
      throws Exception {
    return talk(server.context(), client.context(), host, speaks);
  }

  /**
   * @param speaks what the client speaks; null for what it always does
   */
  static TlsTalk talk(SSLContext server, SSLContext client, String host, SSLParameters speaks)
      throws Exception {
    try (SSLServerSocket listening =
        (SSLServerSocket)
            server
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listening.setSSLParameters(TrustMaterial.server());
      CompletableFuture<String> peer = CompletableFuture.supplyAsync(() -> serve(listening));
      try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort());
          SSLSocket socket =
              (SSLSocket)
                  client
                      .getSocketFactory()
                      .createSocket(plain, host, listening.getLocalPort(), true)) {
        plain.setSoTimeout(5_000);
        socket.setSSLParameters(speaks == null ? TrustMaterial.client() : speaks);
        if (socket.getInputStream().read() != 'x') {
          throw new IOException("nothing was said");
        }
        return new TlsTalk(socket.getSession().getProtocol(), peer.get());
      }
    }
  }

  private static String serve(SSLServerSocket listening) {
    try (SSLSocket socket = (SSLSocket) listening.accept()) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write('x');
      return socket.getSession().getPeerPrincipal().getName();
    } catch (IOException e) {
      return "refused";
    }
  }
}
