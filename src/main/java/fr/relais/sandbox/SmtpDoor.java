// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.ProtocolHandler;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** SMTP of the mail operator: a thread for each connection. */
final class SmtpDoor extends MailDoor {
  private final MailOperator operator;

  SmtpDoor(
      Managers managers, MailOperator operator, SSLContext context, @Nullable ClearTalk clear) {
    super("smtps", managers, operator, context, clear);
    this.operator = operator;
  }

  @Override
  ProtocolHandler talk(SSLSocket socket, boolean greets) {
    return new SmtpTalk(operator, socket, greets);
  }
}
