// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserManager;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** IMAP of the mail operator: GreenMail's, where a login is worth what the certificate says. */
final class ImapDoor extends MailDoor {
  private final MailOperator operator;
  private final List<Socket> lines = new CopyOnWriteArrayList<>();

  ImapDoor(Managers managers, MailOperator operator, SSLContext context) {
    super("imaps", managers, operator, context);
    this.operator = operator;
  }

  @Override
  protected ProtocolHandler createProtocolHandler(Socket socket) {
    lines.removeIf(Socket::isClosed);
    lines.add(socket);
    return new Quiet(
        new ImapHandler(
            new Holder(managers.getUserManager(), operator, socket),
            managers.getImapHostManager(),
            socket));
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

  /** A client that goes away in the middle is no news. */
  private record Quiet(ImapHandler talk) implements ProtocolHandler {
    @Override
    public void run() {
      try {
        talk.run();
      } catch (IllegalStateException e) {
        close();
      }
    }

    @Override
    public void close() {
      talk.close();
    }
  }

  /** The users whom one connection may be. */
  private static final class Holder extends UserManager {
    private final UserManager all;
    private final MailOperator operator;
    private final Socket socket;

    Holder(UserManager all, MailOperator operator, Socket socket) {
      super(all.getImapHostManager());
      this.all = all;
      this.operator = operator;
      this.socket = socket;
    }

    @Override
    public boolean test(String mailbox, String password) {
      return operator.belongs(mailbox, holder(socket));
    }

    @Override
    public @Nullable GreenMailUser getUser(String mailbox) {
      return all.getUser(mailbox);
    }
  }
}
