// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Parcel;
import fr.relais.flow.Exit;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Hands a mail to the operator of our secure mailbox, by SMTP (RFC 5321) inside TLS with our
 * certificate, and a token where the mailbox is personal. A connection is kept for the next mail
 * after a success only: the handshake is what costs. Each mail has a connection to itself while it
 * is sent, so that one recipient whose server hangs holds up nobody else.
 */
public final class MailExit implements Exit, AutoCloseable {
  /**
   * The recipient's own refusals that another try will not change (RFC 5321 section 4.2.3): no such
   * mailbox, mail too large, not taken. A mailbox that is full (422, 452) is tried again.
   */
  private static final Set<Integer> FOREVER = Set.of(521, 523, 550, 552, 553, 554, 556);

  private final ChannelSettings.Mail settings;
  private final Session session;
  private final SSLSocketFactory tls;
  private final Letter letters;
  private final ScheduledThreadPoolExecutor watch;
  private final Deque<MailLine> resting = new ArrayDeque<>();
  private boolean closed;

  /**
   * @param clock the real one: it dates the mails
   */
  public MailExit(ChannelSettings.Mail settings, InstantSource clock) {
    this.settings = settings;
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.localhost", settings.domain());
    properties.setProperty("mail.smtp.from", settings.mailbox());
    properties.setProperty("mail.smtp.quitwait", "false");
    properties.setProperty("mail.smtp.auth", "false");
    properties.setProperty("mail.smtp.dsn.notify", "SUCCESS,FAILURE,DELAY");
    properties.setProperty("mail.smtp.dsn.ret", "HDRS");
    session = Session.getInstance(properties);
    tls = settings.trust().context().getSocketFactory();
    letters = new Letter(session, settings, clock);
    watch =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "mail-deadline");
              thread.setDaemon(true);
              return thread;
            });
    watch.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Channel channel() {
    return Channel.MAIL;
  }

  @Override
  public Attempt send(Delivery delivery, Parcel parcel) {
    byte[] mail;
    try {
      mail = letters.of(delivery, parcel);
    } catch (NotPlain e) {
      return new Attempt(AttemptOutcome.REFUSED, e.code(), true);
    }
    if (mail.length > settings.mailBytesMax()) {
      return new Attempt(AttemptOutcome.REFUSED, "TOO_LARGE", true);
    }
    try (Deadline deadline = new Deadline(watch, settings.total())) {
      MailLine rested = takeRested();
      Attempt attempt = rested == null ? null : hand(rested, mail, delivery, deadline, true);
      return attempt == null ? handOnNewLine(mail, delivery, deadline) : attempt;
    } catch (RejectedExecutionException e) {
      return new Attempt(AttemptOutcome.REFUSED, "CLOSED");
    }
  }

  private Attempt handOnNewLine(byte[] mail, Delivery delivery, Deadline deadline) {
    MailLine line;
    try {
      line = MailLine.open(settings, session, tls, deadline);
    } catch (IOException e) {
      return new Attempt(AttemptOutcome.REFUSED, connecting(e, deadline));
    }
    Attempt attempt = hand(line, mail, delivery, deadline, false);
    return attempt == null ? new Attempt(AttemptOutcome.REFUSED, "CONNECTION_LOST") : attempt;
  }

  /**
   * Null when the connection was lost before the mail had begun to leave, and a new one may serve.
   *
   * @param rested whether the connection was kept from an earlier mail, and may be dead by now
   */
  private @Nullable Attempt hand(
      MailLine line, byte[] mail, Delivery delivery, Deadline deadline, boolean rested) {
    try {
      int code = line.hand(mail, delivery.address(), deadline);
      rest(line);
      return new Attempt(AttemptOutcome.OK, answer(code));
    } catch (MessagingException | RuntimeException e) {
      line.cut();
      Attempt refused = e instanceof MessagingException m ? refusal(m) : null;
      if (refused != null) {
        return refused;
      }
      boolean late = deadline.passed() || has(e, SocketTimeoutException.class);
      if (rested && !line.dataBegan() && !late) {
        letGoOfRested();
        return null;
      }
      AttemptOutcome outcome = line.dataBegan() ? AttemptOutcome.UNKNOWN : AttemptOutcome.REFUSED;
      return new Attempt(outcome, late ? "TIMED_OUT" : "CONNECTION_LOST");
    }
  }

  /**
   * What the server answered, when it answered; never its text. A refusal of the sender is about
   * our own mailbox and says nothing of the address.
   */
  private static @Nullable Attempt refusal(MessagingException e) {
    int code = 0;
    boolean ours = false;
    for (Exception one = e; one instanceof MessagingException m; one = m.getNextException()) {
      int answered = code(one);
      code = answered >= 400 ? answered : code;
      ours = ours || one instanceof SMTPSenderFailedException;
    }
    return code == 0
        ? null
        : new Attempt(AttemptOutcome.REFUSED, answer(code), !ours && FOREVER.contains(code));
  }

  private static int code(Exception e) {
    if (e instanceof SMTPAddressFailedException address) {
      return address.getReturnCode();
    }
    if (e instanceof SMTPSenderFailedException sender) {
      return sender.getReturnCode();
    }
    return e instanceof SMTPSendFailedException send ? send.getReturnCode() : 0;
  }

  private static String connecting(IOException e, Deadline deadline) {
    if (deadline.passed() || has(e, SocketTimeoutException.class)) {
      return "TIMED_OUT";
    }
    if (e instanceof MailRefused refused) {
      return refused.reason().name();
    }
    return e instanceof MailLine.NotAdmitted ? "NOT_ADMITTED" : "NOT_REACHED";
  }

  private static boolean has(Throwable e, Class<? extends Throwable> kind) {
    for (Throwable one = e; one != null; one = one.getCause()) {
      if (kind.isInstance(one)) {
        return true;
      }
    }
    return false;
  }

  private static String answer(int code) {
    return "MAIL_" + code;
  }

  private synchronized @Nullable MailLine takeRested() {
    for (MailLine line = resting.pollLast(); line != null; line = resting.pollLast()) {
      if (!line.restedLongerThan(settings.idle().toNanos())) {
        return line;
      }
      line.cut();
    }
    return null;
  }

  private synchronized void rest(MailLine line) {
    if (closed || resting.size() >= settings.idleLinesMax()) {
      line.leave();
    } else {
      line.rests();
      resting.addLast(line);
    }
  }

  /** When one is dead the others mostly are: the server was restarted, or the network broke. */
  private synchronized void letGoOfRested() {
    resting.forEach(MailLine::cut);
    resting.clear();
  }

  @Override
  public synchronized void close() {
    closed = true;
    resting.forEach(MailLine::leave);
    resting.clear();
    watch.shutdown();
  }
}
