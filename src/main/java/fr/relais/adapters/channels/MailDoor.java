// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.adapters.trust.TrustMaterial;
import jakarta.mail.Session;
import java.util.Properties;
import javax.net.ssl.SSLParameters;

/** How we go to our mailbox: IMAP inside TLS from the first byte, with our certificate. */
final class MailDoor {
  private MailDoor() {}

  static Session session(ChannelSettings.Mail mail) {
    SSLParameters tls = TrustMaterial.client();
    Properties properties = new Properties();
    properties.put("mail.imaps.ssl.socketFactory", mail.trust().context().getSocketFactory());
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
    return Session.getInstance(properties);
  }
}
