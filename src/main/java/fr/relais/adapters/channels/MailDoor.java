// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import jakarta.mail.Session;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;

/**
 * How we go to our mailbox: IMAP on connections that are inside TLS, with our certificate, before
 * anything of ours is said. The mail library takes no other and makes none itself.
 */
final class MailDoor {
  private MailDoor() {}

  /**
   * @param clock ends what is not taken in time; whoever made it ends it
   */
  static Session session(
      ChannelSettings.Mail mail, MailSockets sockets, ScheduledExecutorService clock) {
    Properties properties = new Properties();
    properties.put("mail.imap.socketFactory", sockets);
    properties.setProperty("mail.imap.socketFactory.fallback", "false");
    properties.setProperty("mail.imap.host", mail.imapHost());
    properties.setProperty("mail.imap.port", Integer.toString(mail.imapPort()));
    properties.setProperty("mail.imap.connectiontimeout", Long.toString(mail.connect().toMillis()));
    properties.setProperty("mail.imap.timeout", Long.toString(mail.total().toMillis()));
    properties.setProperty("mail.imap.writetimeout", Long.toString(mail.total().toMillis()));
    // else each connection makes one of its own, which a connection that is cut leaves behind
    properties.put("mail.imap.executor.writetimeout", clock);
    properties.setProperty("mail.imap.fetchsize", "262144");
    properties.setProperty("mail.imap.peek", "true");
    return Session.getInstance(properties);
  }
}
