// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.core.model.Delivery;
import fr.relais.core.model.Enclosure;
import fr.relais.core.model.Parcel;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The mail of one delivery (RFC 5322). Sender, recipient and identifier come from our tables; of
 * the parcel's headers only those of the list leave. Nothing that holds a control character does.
 */
final class Letter {
  /** The health mail's own headers (MSSanté), and whether a machine wrote it (RFC 3834). */
  private static final List<String> HEADERS =
      List.of("X-MSS-INS", "X-MSS-CODECDA", "X-MSS-NIL", "X-MSS-MES", "Auto-Submitted");

  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7E]{1,900}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern TYPE =
      Pattern.compile("[\\w.+-]{1,60}/[\\w.+-]{1,60}(?:; ?[\\w-]{1,30}=[\\w.+-]{1,60}){0,3}");
  private static final Pattern LINE =
      Pattern.compile("[^\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\uFFFD]{0,300}");
  private static final Pattern NAME = Pattern.compile("[^/\\\\:]{1,200}");

  private final Session session;
  private final ChannelSettings.Mail settings;
  private final InstantSource clock;

  Letter(Session session, ChannelSettings.Mail settings, InstantSource clock) {
    this.session = session;
    this.settings = settings;
    this.clock = clock;
  }

  /** The identifier that a delivery's mail carries, however often it is sent (RFC 5322 3.6.4). */
  static String messageId(String delivery, String domain) {
    return "<" + delivery + "@" + domain + ">";
  }

  /**
   * The mail as it goes over the wire.
   *
   * @throws NotPlain when an address, a name, a header or the subject is not fit to leave
   */
  byte[] of(Delivery delivery, Parcel parcel) throws NotPlain {
    check(MailAddress.isPlain(delivery.address()), "ADDRESS_NOT_PLAIN");
    check(ID.matcher(delivery.id()).matches(), "ID_NOT_PLAIN");
    check(LINE.matcher(parcel.subject()).matches(), "SUBJECT_NOT_PLAIN");
    try {
      Identified mail = new Identified(session, messageId(delivery.id(), settings.domain()));
      InternetAddress own = new InternetAddress(settings.mailbox());
      mail.setFrom(own);
      mail.setRecipient(Message.RecipientType.TO, new InternetAddress(delivery.address()));
      mail.setSubject(parcel.subject(), "UTF-8");
      mail.setSentDate(Date.from(clock.instant()));
      mail.setHeader("Disposition-Notification-To", settings.mailbox());
      // no server on the way writes this one again, as some do with the Message-ID
      mail.setHeader("X-Relais-Message-ID", messageId(delivery.id(), settings.domain()));
      thread(mail, delivery);
      if (settings.replyTo() != null) {
        mail.setReplyTo(new InternetAddress[] {new InternetAddress(settings.replyTo())});
      }
      for (String name : HEADERS) {
        copy(name, parcel.headers(), mail);
      }
      fill(mail, parcel);
      mail.saveChanges();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      mail.writeTo(bytes);
      return bytes.toByteArray();
    } catch (MessagingException | IOException e) {
      throw new NotPlain("NOT_MADE");
    }
  }

  /** All mails about one follow-up are one thread, whoever gets them and whichever came first. */
  private void thread(MimeMessage mail, Delivery delivery) throws NotPlain, MessagingException {
    check(ID.matcher(delivery.followUp()).matches(), "ID_NOT_PLAIN");
    String root = messageId("suivi." + delivery.followUp(), settings.domain());
    mail.setHeader("In-Reply-To", root);
    mail.setHeader("References", root);
  }

  private static void copy(String name, Map<String, String> headers, MimeMessage mail)
      throws NotPlain, MessagingException {
    String value = headers.get(name);
    if (value != null) {
      check(HEADER_VALUE.matcher(value).matches(), "HEADER_NOT_PLAIN");
      mail.setHeader(name, value);
    }
  }

  private static void fill(MimeMessage mail, Parcel parcel) throws MessagingException, NotPlain {
    if (parcel.enclosures().isEmpty()) {
      mail.setText(parcel.text(), "UTF-8");
      return;
    }
    MimeMultipart parts = new MimeMultipart("mixed");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(parcel.text(), "UTF-8");
    parts.addBodyPart(text);
    for (Enclosure enclosure : parcel.enclosures()) {
      parts.addBodyPart(part(enclosure));
    }
    mail.setContent(parts);
  }

  private static MimeBodyPart part(Enclosure enclosure) throws MessagingException, NotPlain {
    String name = enclosure.name();
    check(LINE.matcher(name).matches() && NAME.matcher(name).matches(), "NAME_NOT_PLAIN");
    check(TYPE.matcher(enclosure.contentType()).matches(), "TYPE_NOT_PLAIN");
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(
        new DataHandler(
            new ByteArrayDataSource(enclosure.content().bytes(), enclosure.contentType())));
    part.setHeader("Content-Type", enclosure.contentType());
    part.setHeader("Content-Transfer-Encoding", "base64");
    // written by ourselves: the library would take the machine's own character set (RFC 2231)
    ParameterList parameters = new ParameterList();
    parameters.set("filename", name, "UTF-8");
    part.setHeader(
        "Content-Disposition", new ContentDisposition("attachment", parameters).toString());
    return part;
  }

  private static void check(boolean plain, String code) throws NotPlain {
    if (!plain) {
      throw new NotPlain(code);
    }
  }

  /** A mail whose identifier is ours and stays. */
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
