// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.user.UserException;
import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TrustMaterial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An operator of secure mailboxes in the manner of MSSanté, on loopback: SMTP and IMAP inside TLS
 * from the first byte or by STARTTLS, no connection without a certificate of its own authority, no
 * mail from or to a mailbox that it did not give out. The certificate is the proof of who speaks,
 * and a password given to IMAP is not looked at; a personal mailbox asks for a token beside it.
 *
 * <p>A recipient can be made to misbehave ({@link Fault}); each connection has a thread of its own,
 * so that one which hangs holds up nobody else's.
 */
public final class MailOperator implements AutoCloseable {
  private static final Duration SIGN_IN = Duration.ofMinutes(1);

  /** How a recipient's mailbox answers. */
  public enum Fault {
    NONE,
    /** Never answers once it is named as a recipient. */
    HANG,
    /** Takes the whole mail and never answers. The mail is lost. */
    HANG_AFTER_DATA,
    /** 452: not now. */
    REFUSE_FOR_NOW,
    /** 550: no such mailbox, although it was given out. */
    REFUSE,
    /** Keeps the mail, and the connection breaks before the sender knows. */
    ACK_LOST,
    /** Answers, late. */
    SLOW
  }

  /**
   * @param mailBytesMax largest mail (10 MB)
   * @param mailsKeptMax mails kept in all mailboxes together; the oldest leaves first; 0 keeps
   *     none, for a load that only counts them
   * @param idle how long a connection may stay silent
   * @param slowness how late a slow mailbox answers
   */
  public record Limits(int mailBytesMax, int mailsKeptMax, Duration idle, Duration slowness) {
    public static final Limits DEFAULT =
        new Limits(10 * 1024 * 1024, 2_000, Duration.ofSeconds(30), Duration.ofSeconds(2));
  }

  private final TestPki pki;
  private final Limits limits;
  private final Managers managers = new QuickFolders();
  private final MailStock stock;
  private final Map<String, TrustMaterial> holders = new ConcurrentHashMap<>();
  private final Map<String, String> holderOf = new ConcurrentHashMap<>();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final Map<String, MailAnswering> answering = new ConcurrentHashMap<>();
  private volatile TrustSpace space = new TrustSpace(Set.of());
  private volatile BiConsumer<String, byte[]> arrivals = (mailbox, mail) -> {};
  private final PersonalMailboxes persons = new PersonalMailboxes();
  private final SmtpDoor smtp;
  private final ImapDoor imap;
  private final SmtpDoor upgradedSmtp;
  private final ImapDoor upgradedImap;
  private final List<MailDoor> doors;

  /**
   * Opens its doors on free ports of {@code 127.0.0.1} and returns when they are open.
   *
   * @param pki the authority that signs the operator's certificate and those of its users
   */
  public MailOperator(TestPki pki, Limits limits) {
    this.pki = pki;
    this.limits = limits;
    this.stock = new MailStock(managers, limits.mailsKeptMax());
    SSLContext context = pki.server("Sandbox mail operator").context();
    smtp = new SmtpDoor(managers, this, context, null);
    imap = new ImapDoor(managers, this, context, null);
    upgradedSmtp = new SmtpDoor(managers, this, context, ClearTalk.SMTP);
    upgradedImap = new ImapDoor(managers, this, context, ClearTalk.IMAP);
    doors = List.of(smtp, imap, upgradedSmtp, upgradedImap);
    doors.forEach(MailDoor::open);
  }

  /** Is told of each mail as it arrives: its mailbox and its bytes. */
  public void onArrival(BiConsumer<String, byte[]> listener) {
    arrivals = listener;
  }

  /** Port of SMTP inside TLS. */
  public int smtpPort() {
    return smtp.getPort();
  }

  /** Port of IMAP inside TLS. */
  public int imapPort() {
    return imap.getPort();
  }

  /** Port of SMTP that begins in clear and goes on inside TLS alone. */
  public int startTlsSmtpPort() {
    return upgradedSmtp.getPort();
  }

  /** Port of IMAP that begins in clear and goes on inside TLS alone. */
  public int startTlsImapPort() {
    return upgradedImap.getPort();
  }

  /** The mailboxes that open with a token. */
  public PersonalMailboxes persons() {
    return persons;
  }

  /**
   * Gives mailboxes to a holder.
   *
   * @param holder common name of the certificate that is made for him
   * @return what he connects with
   */
  public TrustMaterial enrol(String holder, String... mailboxes) {
    for (String mailbox : mailboxes) {
      String address = mailbox.toLowerCase(Locale.ROOT);
      try {
        managers.getUserManager().createUser(address, address, "");
      } catch (UserException e) {
        throw new IllegalArgumentException("the mailbox exists already", e);
      }
      holderOf.put(address, holder);
    }
    return holders.computeIfAbsent(holder, pki::client);
  }

  /**
   * From now on mails leave and arrive inside the trust space alone, the header From is the
   * envelope's sender, and every mail names the software that made it (X-MSS-NIL).
   *
   * @param trusted domains of the trust space
   */
  public void strict(Set<String> trusted) {
    space = new TrustSpace(Set.copyOf(trusted));
  }

  /** From now on the mailbox answers so. */
  public void fault(String mailbox, Fault fault) {
    faults.put(mailbox.toLowerCase(Locale.ROOT), fault);
  }

  /** From now on the recipient's side says this of each mail that comes to the mailbox. */
  public void answering(String mailbox, MailAnswering how) {
    answering.put(mailbox.toLowerCase(Locale.ROOT), how);
  }

  /** The mails that lie in a mailbox, oldest first, as they came. */
  public List<byte[]> received(String mailbox) {
    return stock.of(mailbox.toLowerCase(Locale.ROOT));
  }

  /**
   * Puts a mail back as it was, as after a server was rebuilt: it has another number, and nobody
   * has seen it.
   *
   * @param received the mail, as {@link #received} gave it
   */
  public void restore(String mailbox, byte[] received) throws IOException {
    stock.add(mailbox.toLowerCase(Locale.ROOT), received);
  }

  /** How many mails of a mailbox are not marked as seen. */
  public int unseen(String mailbox) {
    return stock.unseen(mailbox.toLowerCase(Locale.ROOT));
  }

  /** Someone marks everything in the mailbox, with a mail client of his own. */
  public void markAll(String mailbox, boolean seen) throws IOException {
    stock.markAll(mailbox.toLowerCase(Locale.ROOT), seen);
  }

  /** Every connection of those who read their mail breaks off. */
  public void cutReaders() {
    imap.cut();
    upgradedImap.cut();
  }

  /**
   * Sends a mail as the holder's own mail client would: over SMTP, with his certificate, and a
   * token where the mailbox is a person's.
   *
   * @throws IOException when the operator does not take it; the text is the operator's answer
   */
  public void send(String fromMailbox, List<String> to, byte[] mail) throws IOException {
    String holder = holderOf.get(fromMailbox.toLowerCase(Locale.ROOT));
    if (holder == null) {
      throw new IOException("no such mailbox here");
    }
    TrustMaterial own = holders.get(holder);
    if (own == null) {
      throw new IOException("no such holder here");
    }
    String token = persons.has(fromMailbox) ? persons.issue(fromMailbox, SIGN_IN) : null;
    MailClient.send(own, smtpPort(), token, fromMailbox, to, mail);
  }

  /**
   * The recipient's side says this now of a mail that it took earlier.
   *
   * @param received the mail, as {@link #received} gives it
   */
  public void answer(String mailbox, byte[] received, MailAnswering how) throws IOException {
    String sender = MailHead.of(received).value("Return-Path").replaceAll("[<>\\s]", "");
    if (!holds(sender)) {
      throw new IOException("the sender has no mailbox here");
    }
    say(mailbox.toLowerCase(Locale.ROOT), sender, received, how);
  }

  /**
   * Whether one may send from, or read, this mailbox.
   *
   * @param holder whom the certificate names
   * @param opened which mailbox a token opened; null when none was shown
   */
  boolean admits(String mailbox, String holder, @Nullable String opened) {
    String address = mailbox.toLowerCase(Locale.ROOT);
    return persons.has(address) ? address.equals(opened) : holder.equals(holderOf.get(address));
  }

  /** Whether this mailbox was given out. */
  public boolean holds(String mailbox) {
    return holderOf.containsKey(mailbox.toLowerCase(Locale.ROOT));
  }

  TrustSpace space() {
    return space;
  }

  Fault faultOf(String mailbox) {
    return faults.getOrDefault(mailbox.toLowerCase(Locale.ROOT), Fault.NONE);
  }

  Limits limits() {
    return limits;
  }

  /**
   * Puts a mail into mailboxes, with the operator's own lines on top (RFC 5321 section 4.4); what
   * the sender wrote in their place is gone.
   *
   * @param sender of the envelope, empty for a notice of the operator
   */
  void keep(String sender, List<String> recipients, byte[] mail) throws IOException {
    byte[] own =
        ("Return-Path: <" + sender + ">\r\nReceived: by localhost with ESMTPS\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] rest = MailHead.without(mail, "Return-Path");
    byte[] whole = new byte[own.length + rest.length];
    System.arraycopy(own, 0, whole, 0, own.length);
    System.arraycopy(rest, 0, whole, own.length, rest.length);
    for (String recipient : Set.copyOf(recipients)) {
      if (limits.mailsKeptMax() > 0) {
        stock.add(recipient.toLowerCase(Locale.ROOT), whole);
      }
      arrivals.accept(recipient.toLowerCase(Locale.ROOT), whole);
      if (!sender.isEmpty() && holds(sender)) {
        String mailbox = recipient.toLowerCase(Locale.ROOT);
        say(mailbox, sender, whole, answering.getOrDefault(mailbox, MailAnswering.NONE));
      }
    }
  }

  private void say(String mailbox, String sender, byte[] mail, MailAnswering how)
      throws IOException {
    for (byte[] notice : how.of(mailbox, sender, mail)) {
      keep(how == MailAnswering.WORDS ? mailbox : "", List.of(sender), notice);
    }
  }

  @Override
  public void close() {
    doors.forEach(MailDoor::shut);
  }
}
