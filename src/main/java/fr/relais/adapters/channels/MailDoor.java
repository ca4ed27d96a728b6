// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.adapters.trust.TrustMaterial;
import jakarta.mail.Session;
import java.util.Properties;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;

/** How we go to our mailbox: IMAP inside TLS from the first byte, with our certificate. */
final class MailDoor {
  private MailDoor() {}

  /**
   * @param sockets ours, inside TLS with our certificate
   */
  static Session session(ChannelSettings.Mail mail, SSLSocketFactory sockets) {
    SSLParameters tls = TrustMaterial.client();
    Properties properties = new Properties();
    properties.put("mail.imaps.ssl.socketFactory", sockets);
    properties.setProperty("mail.imaps.socketFactory.fallback", "false");
    properties.setProperty("mail.imaps.ssl.checkserveridentity", "true");
    properties.setProperty("mail.imaps.ssl.protocols", String.join(" ", tls.getProtocols()));
    properties.setProperty("mail.imaps.ssl.ciphersuites", String.join(" ", tls.getCipherSuites()));
    properties.setProperty("mail.imaps.host", mail.imapHost());
    properties.setProperty("mail.imaps.port", Integer.toString(mail.imapPort()));
    properties.setProperty(
        "mail.imaps.connectiontimeout", Long.toString(mail.connect().toMillis()));
    properties.setProperty("mail.imaps.timeout", Long.toString(mail.total().toMillis()));
    properties.setProperty("mail.imaps.writetimeout", Long.toString(mail.total().toMillis()));
    properties.setProperty("mail.imaps.fetchsize", "262144");
    properties.setProperty("mail.imaps.peek", "true");
    return Session.getInstance(properties);
  }
}
