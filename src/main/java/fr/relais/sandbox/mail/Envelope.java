// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import fr.relais.sandbox.mail.Filed.Paper;
import fr.relais.sandbox.mail.Filed.ShownMail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A mail taken apart: what is shown, and the attachments that count. Other parts and other headers
 * are left where they are.
 *
 * @param announced whether the subject has the prefix of a result mail
 */
record Envelope(ShownMail mail, boolean announced, List<byte[]> archives, List<Paper> papers) {
  private static final String PREFIX = "XDM/1.0/DDM+";
  private static final Pattern MESSAGE_ID = Pattern.compile("<[^\\s<>@]+@[^\\s<>@]+>");
  private static final Pattern ADDRESS =
      Pattern.compile("(?:[^<>@]*<)?([^\\s<>@,;]+@[A-Za-z0-9.-]+)>?");

  /**
   * @throws Unfit when it is no mail, or lacks what every mail has
   */
  static Envelope open(byte[] bytes) throws Unfit {
    MailPart mail = MailPart.read(bytes);
    MailHeaders headers = mail.headers();
    if (!"1.0".equals(headers.required("MIME-Version"))) {
      throw new Unfit("an unknown version of MIME");
    }
    headers.required("Date");
    String subject = MailText.words(headers.required("Subject"));
    List<byte[]> archives = new ArrayList<>();
    List<Paper> papers = new ArrayList<>();
    for (MailPart part : mail.leaves()) {
      String name = Objects.requireNonNullElse(part.fileName(), "");
      if (name.equalsIgnoreCase("IHE_XDM.zip")) {
        archives.add(part.content());
      } else if (part.type().equals("application/pdf")
          || name.toLowerCase(Locale.ROOT).endsWith(".pdf")) {
        papers.add(new Paper(name, part.content()));
      }
    }
    return new Envelope(
        shown(headers, subject, body(mail)),
        subject.contains(PREFIX),
        List.copyOf(archives),
        List.copyOf(papers));
  }

  private static ShownMail shown(MailHeaders headers, String subject, String body) throws Unfit {
    String id = headers.required("Message-ID");
    if (!MESSAGE_ID.matcher(id).matches()) {
      throw new Unfit("a Message-ID that is none");
    }
    String receipt = headers.only("Disposition-Notification-To");
    String codes = headers.only("X-MSS-CODECDA");
    return new ShownMail(
        subject.replace(PREFIX, "").strip(),
        address(headers.required("From")),
        address(headers.required("To")),
        id,
        headers.only("In-Reply-To"),
        receipt == null ? null : address(receipt),
        headers.only("X-MSS-INS"),
        codes == null ? List.of() : List.of(codes.split(" *, *", -1)),
        headers.only("X-MSS-NIL"),
        body);
  }

  private static String address(String header) throws Unfit {
    var matcher = ADDRESS.matcher(MailText.words(header));
    if (!matcher.matches()) {
      throw new Unfit("not exactly one address where one is due");
    }
    return matcher.group(1);
  }

  private static String body(MailPart mail) throws Unfit {
    String html = "";
    for (MailPart part : mail.leaves()) {
      if (part.fileName() == null && part.type().equals("text/plain")) {
        return MailText.decode(part.content(), part.charset());
      }
      if (part.fileName() == null && part.type().equals("text/html")) {
        html = MailText.decode(part.content(), part.charset());
      }
    }
    return html;
  }
}
