// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One IMAP connection inside TLS (RFC 9051). What opens the mailbox is looked at here: the
 * certificate, or a token for a person's (AUTHENTICATE XOAUTH2). What comes then is GreenMail's,
 * which is told of a login.
 */
final class ImapTalk implements ProtocolHandler {
  private static final String OFFERED = "CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2 IDLE UIDPLUS";

  private final Managers managers;
  private final MailOperator operator;
  private final SSLSocket socket;
  private final boolean greets;

  ImapTalk(Managers managers, MailOperator operator, SSLSocket socket, boolean greets) {
    this.managers = managers;
    this.operator = operator;
    this.socket = socket;
    this.greets = greets;
  }

  @Override
  public void run() {
    try (socket) {
      if (greets) {
        say("* OK [" + OFFERED + "] localhost");
      }
      InputStream in = socket.getInputStream();
      String line = ClearTalk.read(in);
      while (line != null && goesOn(line, in)) {
        line = ClearTalk.read(in);
      }
    } catch (IOException | IllegalStateException e) {
      close(); // refused certificate, or the client has gone in the middle: nobody to tell
    }
  }

  /** False when the talk is over. */
  private boolean goesOn(String line, InputStream in) throws IOException {
    String[] words = line.split(" ");
    String tag = words[0];
    String verb = words.length < 2 ? "" : words[1].toUpperCase(Locale.ROOT);
    switch (verb) {
      case "CAPABILITY" -> say("* " + OFFERED + "\r\n" + tag + " OK done");
      case "NOOP" -> say(tag + " OK done");
      case "LOGOUT" -> {
        say("* BYE\r\n" + tag + " OK done");
        return false;
      }
      case "LOGIN" -> {
        goOn(line, null);
        return false;
      }
      case "AUTHENTICATE" -> {
        String mailbox = opened(words, in);
        if (mailbox != null) {
          goOn(tag + " LOGIN \"" + mailbox + "\" \"\"", mailbox);
          return false;
        }
        say(tag + " NO [AUTHENTICATIONFAILED] Not opened");
      }
      default -> say(tag + " BAD Not now");
    }
    return true;
  }

  /** Whose mailbox the client's token opens; null when it opens none, and the client knows why. */
  private @Nullable String opened(String[] words, InputStream in) throws IOException {
    if (words.length < 3 || !"XOAUTH2".equalsIgnoreCase(words[2])) {
      return null;
    }
    String answer = words.length > 3 ? words[3] : asked("", in);
    String mailbox = operator.persons().opened(answer);
    if (mailbox == null && !asked(PersonalMailboxes.CHALLENGE, in).isEmpty()) {
      throw new IOException("an empty line was due");
    }
    return mailbox;
  }

  private String asked(String challenge, InputStream in) throws IOException {
    say("+ " + challenge);
    String answer = ClearTalk.read(in);
    if (answer == null) {
      throw new IOException("gone");
    }
    return answer;
  }

  /** GreenMail hears this login first; what it says before that is not for the client. */
  private void goOn(String login, @Nullable String mailbox) throws IOException {
    new ImapHandler(
            new Holder(managers.getUserManager(), operator, socket, mailbox),
            managers.getImapHostManager(),
            new TakenOver(socket, login))
        .run();
  }

  private void say(String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      Thread.yield(); // closed all the same
    }
  }

  /** The users whom one connection may be: whom the token named, else whom the certificate does. */
  private static final class Holder extends UserManager {
    private final UserManager all;
    private final MailOperator operator;
    private final SSLSocket socket;
    private final @Nullable String opened;

    Holder(UserManager all, MailOperator operator, SSLSocket socket, @Nullable String opened) {
      super(all.getImapHostManager());
      this.all = all;
      this.operator = operator;
      this.socket = socket;
      this.opened = opened;
    }

    @Override
    public boolean test(String mailbox, String password) {
      return operator.admits(mailbox, MailDoor.holder(socket), opened);
    }

    @Override
    public @Nullable GreenMailUser getUser(String mailbox) {
      return all.getUser(mailbox);
    }
  }
}
