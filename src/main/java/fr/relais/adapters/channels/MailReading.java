// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.core.model.Content;
import fr.relais.core.model.MailReceipt;
import fr.relais.flow.MailLedger.Place;
import fr.relais.flow.Mailbox.IncomingMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a stranger's mail: little, within limits, and nothing that it could not stand by. */
final class MailReading {
  private static final int SUBJECT_MAX = 300;
  private static final int HEADER_MAX = 16 * 1024;
  private static final int ABOUT_MAX = 50;
  private static final int BOUNDARIES_MAX = 1_000;

  private final Session session = Session.getInstance(new Properties());
  private final Pattern ours;
  private final Function<Content, Optional<MailReceipt>> receipts;

  /**
   * @param domain the right half of our own message identifiers
   * @param receipts reads what a mail says of another mail
   */
  MailReading(String domain, Function<Content, Optional<MailReceipt>> receipts) {
    this.receipts = receipts;
    ours =
        Pattern.compile(
            "<([A-Za-z0-9][A-Za-z0-9._-]{0,99})@" + Pattern.quote(domain) + ">",
            Pattern.CASE_INSENSITIVE);
  }

  /** What the mail says to us. Never throws: what cannot be read says nothing. */
  IncomingMail read(@Nullable Place place, byte[] raw) {
    Content content = Content.of(raw);
    try {
      MimeMessage mail = new MimeMessage(session, new SharedByteArrayInputStream(raw));
      boolean crowded = crowded(raw);
      MailReceipt receipt = crowded ? null : receipts.apply(content).orElse(null);
      List<String> named = new ArrayList<>();
      if (receipt == null) {
        named.addAll(values(mail, "In-Reply-To"));
        named.addAll(values(mail, "References"));
      } else {
        receipt.about().forEach(id -> named.add("<" + id + ">"));
      }
      MailWords words = crowded || receipt != null ? MailWords.NONE : MailWords.of(mail);
      boolean machine = automatic(mail);
      return new IncomingMail(
          place,
          from(mail),
          subject(mail),
          machine ? null : words.firstLine(),
          machine ? null : words.all(),
          machine ? words.all() : null,
          about(named),
          receipt,
          content);
    } catch (MessagingException | RuntimeException e) {
      return new IncomingMail(place, "", "", null, null, null, List.of(), null, content);
    }
  }

  /** A mail of a million tiny parts would fill memory before any part is looked at. */
  private static boolean crowded(byte[] raw) {
    int boundaries = 0;
    for (int i = 2; i < raw.length && boundaries <= BOUNDARIES_MAX; i++) {
      if (raw[i] == '-' && raw[i - 1] == '-' && (raw[i - 2] == '\n' || raw[i - 2] == '\r')) {
        boundaries++;
      }
    }
    return boundaries > BOUNDARIES_MAX;
  }

  private static String subject(MimeMessage mail) throws MessagingException {
    List<String> subjects = values(mail, "Subject");
    if (subjects.size() != 1) {
      return "";
    }
    try {
      String said = MimeUtility.decodeText(MimeUtility.unfold(subjects.get(0)));
      return said.substring(0, Math.min(said.length(), SUBJECT_MAX));
    } catch (UnsupportedEncodingException e) {
      return "";
    }
  }

  /** RFC 3834: a machine wrote it, and nobody meant its first line for us. */
  private static boolean automatic(MimeMessage mail) throws MessagingException {
    boolean said =
        values(mail, "Auto-Submitted").stream()
            .anyMatch(value -> !value.strip().toLowerCase(Locale.ROOT).matches("no\\b.*"));
    List<String> paths = values(mail, "Return-Path");
    return said || paths.stream().anyMatch(path -> path.strip().equals("<>"));
  }

  private static String from(MimeMessage mail) throws MessagingException {
    List<String> headers = values(mail, "From");
    if (headers.size() != 1) {
      return "";
    }
    String from = one(headers.get(0));
    List<String> paths = values(mail, "Return-Path");
    if (paths.isEmpty() || (paths.size() == 1 && paths.get(0).strip().equals("<>"))) {
      return from;
    }
    return paths.size() == 1 && one(paths.get(0)).equals(from) ? from : "";
  }

  /** The one address of a header; empty when there is not exactly one in its plain form. */
  private static String one(String header) {
    if (header.chars().anyMatch(c -> c == 0)) {
      return "";
    }
    try {
      InternetAddress[] addresses = InternetAddress.parseHeader(MimeUtility.unfold(header), true);
      boolean plain =
          addresses.length == 1
              && !addresses[0].isGroup()
              && MailAddress.isPlain(addresses[0].getAddress());
      return plain ? addresses[0].getAddress().toLowerCase(Locale.ROOT) : "";
    } catch (AddressException e) {
      return "";
    }
  }

  private static List<String> values(MimeMessage mail, String name) throws MessagingException {
    String[] values = mail.getHeader(name);
    List<String> all = new ArrayList<>();
    for (String value : values == null ? new String[0] : values) {
      all.add(value.substring(0, Math.min(value.length(), HEADER_MAX)));
    }
    return all;
  }

  private List<String> about(List<String> texts) {
    Set<String> found = new LinkedHashSet<>();
    for (String text : texts) {
      Matcher id = ours.matcher(text);
      while (found.size() < ABOUT_MAX && id.find()) {
        found.add(id.group(1));
      }
    }
    return List.copyOf(found);
  }
}
