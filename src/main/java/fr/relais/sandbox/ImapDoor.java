// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.ProtocolHandler;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** IMAP of the mail operator: ours until the mailbox is opened, then GreenMail's. */
final class ImapDoor extends MailDoor {
  private final MailOperator operator;
  private final List<Socket> lines = new CopyOnWriteArrayList<>();

  ImapDoor(
      Managers managers, MailOperator operator, SSLContext context, @Nullable ClearTalk clear) {
    super("imaps", managers, operator, context, clear);
    this.operator = operator;
  }

  @Override
  void comes(Socket socket) {
    lines.removeIf(Socket::isClosed);
    lines.add(socket);
  }

  @Override
  ProtocolHandler talk(SSLSocket socket, boolean greets) {
    return new ImapTalk(managers, operator, socket, greets);
  }

  /** Breaks off every connection. */
  void cut() {
    for (Socket line : lines) {
      try {
        line.close();
      } catch (IOException e) {
        lines.remove(line); // broken already
      }
    }
  }
}
