// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.core.model.Content;
import fr.relais.flow.Mailbox.IncomingMail;
import fr.relais.flow.Mailbox.Report;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a stranger's mail: little, within limits, and nothing that it could not stand by. */
final class MailReading {
  private static final int LINE_MAX = 200;
  private static final int HEADER_MAX = 16 * 1024;
  private static final int ABOUT_MAX = 50;
  private static final int BOUNDARIES_MAX = 1_000;
  private static final Pattern BLANK = Pattern.compile("[\\p{Z}\\p{C}]*");

  private final Session session = Session.getInstance(new Properties());
  private final Pattern ours;

  /**
   * @param domain the right half of our own message identifiers
   */
  MailReading(String domain) {
    ours =
        Pattern.compile(
            "<([A-Za-z0-9][A-Za-z0-9._-]{0,99})@" + Pattern.quote(domain) + ">",
            Pattern.CASE_INSENSITIVE);
  }

  /** What the mail says to us. Never throws: what cannot be read says nothing. */
  IncomingMail read(byte[] raw) {
    Content content = Content.of(raw);
    try {
      MimeMessage mail = new MimeMessage(session, new SharedByteArrayInputStream(raw));
      List<String> named = new ArrayList<>();
      named.addAll(values(mail, "In-Reply-To"));
      named.addAll(values(mail, "References"));
      Body body = crowded(raw) ? Body.UNREAD : body(mail);
      named.addAll(body.notice().about());
      String line = automatic(mail) || body.notice().report() != Report.NONE ? null : body.line();
      return new IncomingMail(from(mail), line, about(named), body.notice().report(), content);
    } catch (MessagingException | RuntimeException e) {
      return new IncomingMail("", null, List.of(), Report.NONE, content);
    }
  }

  private record Body(@Nullable String line, MailNotice notice) {
    static final Body UNREAD = new Body(null, new MailNotice(Report.NONE, List.of()));
  }

  private static Body body(MimeMessage mail) {
    try {
      List<Part> parts = MailParts.of(mail);
      return new Body(firstLine(parts), MailNotice.of(parts, subject(mail)));
    } catch (MessagingException | IOException | RuntimeException e) {
      return Body.UNREAD;
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

  private static @Nullable String subject(MimeMessage mail)
      throws MessagingException, UnsupportedEncodingException {
    List<String> subjects = values(mail, "Subject");
    return subjects.size() == 1
        ? MimeUtility.decodeText(MimeUtility.unfold(subjects.get(0)))
        : null;
  }

  private static @Nullable String firstLine(List<Part> parts)
      throws MessagingException, IOException {
    for (Part part : parts) {
      if (part.isMimeType("text/plain")
          && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
        String text = MailParts.text(part);
        return text == null ? null : firstLine(text);
      }
    }
    return null;
  }

  private static @Nullable String firstLine(String text) {
    for (String line : text.split("[\r\n]+")) {
      if (!BLANK.matcher(line).matches()) {
        String shown = line.strip();
        return shown.substring(0, Math.min(shown.length(), LINE_MAX));
      }
    }
    return null;
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
