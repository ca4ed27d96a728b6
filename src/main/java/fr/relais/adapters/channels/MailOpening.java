// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.adapters.trust.TrustMaterial;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * What we say on a mail connection before its session, in one protocol. There is no way to a
 * session without TLS: a server that will not is refused, and nothing of ours was said until then.
 */
interface MailOpening {
  /**
   * Asks in clear for TLS. Returns when the server said that it begins; what else it said is
   * forgotten.
   *
   * @throws MailRefused when it does not offer TLS or refuses it
   */
  void startTls(MailLines clear) throws IOException;

  /**
   * Shows the token, inside TLS.
   *
   * @param greeted whether the server has greeted already, in clear
   * @throws MailRefused when the server takes no token, or not this one
   */
  void signIn(MailLines secure, boolean greeted, Xoauth2 token) throws IOException;

  /**
   * From a connected socket to one inside TLS, as {@link TrustMaterial#client} says, where the
   * session goes on.
   *
   * @param host whose certificate it must be
   * @param token null when our certificate is enough
   */
  default SSLSocket secure(
      Socket plain, String host, SSLSocketFactory tls, boolean startTls, @Nullable Xoauth2 token)
      throws IOException {
    if (startTls) {
      MailLines clear = new MailLines(plain);
      startTls(clear);
      clear.ended();
    }
    SSLSocket secure = (SSLSocket) tls.createSocket(plain, host, plain.getPort(), true);
    secure.setSSLParameters(TrustMaterial.client());
    secure.startHandshake();
    if (token != null) {
      signIn(new MailLines(secure), startTls, token);
    }
    return secure;
  }
}
