// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A mail as its reader would see it: headers and texts decoded, the other parts by name and size.
 */
public final class MailPages {
  private static final int DEPTH_MAX = 10;

  private final StringBuilder text = new StringBuilder();

  private MailPages() {}

  /** All of it; of a mail that is no MIME, its bytes as they are. */
  public static String of(byte[] mail) {
    MailPages pages = new MailPages();
    try {
      for (String field : MailHead.of(mail).fields()) {
        pages.line(MimeUtility.decodeText(MimeUtility.unfold(field)));
      }
      pages.line("");
      pages.part(new MimeMessage(null, new ByteArrayInputStream(mail)), 0);
      return pages.text.toString();
    } catch (MessagingException | IOException e) {
      return new String(mail, StandardCharsets.UTF_8);
    }
  }

  private void part(Part part, int depth) throws MessagingException, IOException {
    Object content = part.isMimeType("multipart/*") ? part.getContent() : null;
    if (content instanceof Multipart several && depth < DEPTH_MAX) {
      for (int i = 0; i < several.getCount(); i++) {
        BodyPart each = several.getBodyPart(i);
        part(each, depth + 1);
      }
      return;
    }
    byte[] bytes = bytes(part);
    boolean attached = part.getFileName() != null;
    if (attached || depth > 0 && !part.isMimeType("text/plain")) {
      String type = part.getContentType().split(";", 2)[0].strip();
      String name = attached ? MimeUtility.decodeText(part.getFileName()) : "sans nom";
      line("--- pièce : " + name + ", " + type + ", " + bytes.length + " octets");
    }
    if (part.isMimeType("text/*")) {
      line(part.getContent().toString().replace("\r\n", "\n").stripTrailing());
    }
  }

  private static byte[] bytes(Part part) throws MessagingException, IOException {
    try (InputStream in = part.getInputStream()) {
      return in.readAllBytes();
    }
  }

  private void line(String one) {
    text.append(one).append("\n");
  }
}
