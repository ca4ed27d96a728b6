// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.ProtocolHandler;
import java.net.Socket;
import javax.net.ssl.SSLContext;

/** SMTP of the mail operator: a thread for each connection. */
final class SmtpDoor extends MailDoor {
  private final MailOperator operator;

  SmtpDoor(Managers managers, MailOperator operator, SSLContext context) {
    super("smtps", managers, operator, context);
    this.operator = operator;
  }

  @Override
  protected ProtocolHandler createProtocolHandler(Socket socket) {
    return new SmtpTalk(operator, socket);
  }
}
