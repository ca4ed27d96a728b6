// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** One SMTP connection inside TLS, greeted and ready; used by one thread at a time. */
final class MailLine {
  private final Session session;
  private final Socket plain;
  private final Talk talk;
  private long restsSince = System.nanoTime();

  private MailLine(Session session, Socket plain, Talk talk) {
    this.session = session;
    this.plain = plain;
    this.talk = talk;
  }

  /**
   * Connects, checks that the certificate is for this host, shows ours, and the token where there
   * is one.
   *
   * @throws MailRefused when a person must mend it: no TLS, no token, or one that is not taken
   * @throws NotAdmitted when the host is reached, and TLS or the greeting failed: a certificate was
   *     refused, theirs or ours, or no mail server listens there
   * @throws IOException when the host is not reached
   */
  static MailLine open(
      ChannelSettings.Mail settings, Session session, SSLSocketFactory tls, Deadline deadline)
      throws IOException {
    MailAccess access = settings.access();
    Xoauth2 token = access.now(settings.mailbox());
    Socket plain = new Socket();
    deadline.watches(plain);
    try {
      plain.setTcpNoDelay(true);
      plain.setSoTimeout((int) settings.total().toMillis());
      plain.connect(
          new InetSocketAddress(settings.smtpHost(), settings.smtpPort()),
          (int) settings.connect().toMillis());
    } catch (IOException | RuntimeException e) {
      Deadline.shut(plain);
      throw new IOException("not reached", e);
    }
    try {
      SSLSocket secure =
          new SmtpOpening(settings.domain())
              .secure(plain, settings.smtpHost(), tls, access.startTls(), token);
      Talk talk = new Talk(session, access.startTls() || token != null);
      talk.connect(secure);
      return new MailLine(session, plain, talk);
    } catch (MailRefused e) {
      Deadline.shut(plain);
      throw e;
    } catch (IOException | MessagingException | RuntimeException e) {
      Deadline.shut(plain);
      throw new NotAdmitted(e);
    }
  }

  /**
   * Hands one mail over and returns the server's code.
   *
   * @throws MessagingException when it was not taken, or nobody knows ({@link #dataBegan})
   */
  int hand(byte[] mail, String recipient, Deadline deadline) throws MessagingException {
    talk.dataBegan = false;
    deadline.watches(plain);
    talk.sendMessage(
        new MimeMessage(session, new SharedByteArrayInputStream(mail)),
        new Address[] {new InternetAddress(recipient)});
    return talk.getLastReturnCode();
  }

  /** Whether the server had let us begin with the mail itself. */
  boolean dataBegan() {
    return talk.dataBegan;
  }

  void rests() {
    restsSince = System.nanoTime();
  }

  boolean restedLongerThan(long nanos) {
    return System.nanoTime() - restsSince > nanos;
  }

  /** Breaks off, without a word. */
  void cut() {
    Deadline.shut(plain);
  }

  /** Takes leave; nobody waits for the answer. */
  void leave() {
    try {
      talk.close();
    } catch (MessagingException e) {
      new Quietly().handleException(e);
    }
    cut();
  }

  /** The host is there, and we do not talk. */
  static final class NotAdmitted extends IOException {
    private static final long serialVersionUID = 1L;

    NotAdmitted(Exception cause) {
      super("not admitted", cause);
    }
  }

  private static final class Talk extends SMTPTransport {
    private static final int GREETING = 220;

    private boolean dataBegan;
    private boolean greeted;

    /**
     * @param greeted whether the server's greeting was read already
     */
    Talk(Session session, boolean greeted) {
      super(session, new URLName("smtp", null, -1, null, null, null), "smtp", false);
      this.greeted = greeted;
    }

    @Override
    protected int readServerResponse() throws MessagingException {
      if (greeted) {
        greeted = false;
        return GREETING;
      }
      return super.readServerResponse();
    }

    @Override
    protected OutputStream data() throws MessagingException {
      OutputStream out = super.data();
      dataBegan = true;
      return out;
    }
  }
}
