// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person wrote in a mail.
 *
 * @param firstLine of the plain text, the first that is not blank; null when there is none
 * @param all every line that is not blank, when the mail holds nothing but words (and the signature
 *     or the logo that belong to them); null otherwise
 */
record MailWords(@Nullable String firstLine, @Nullable String all) {
  static final MailWords NONE = new MailWords(null, null);

  private static final int LINE_MAX = 200;
  private static final int ALL_MAX = 4_000;
  private static final Pattern BLANK = Pattern.compile("[\\p{Z}\\p{C}]*");
  private static final Pattern UNSHOWN =
      Pattern.compile("(?is)<(head|style|script|title)\\b.{0,60000}?</\\1\\s{0,9}>");
  private static final Pattern BREAK =
      Pattern.compile("(?i)<(?:br|/p|/div|/tr|/li)\\b[^>]{0,999}>");
  private static final Pattern TAG = Pattern.compile("<[^>]{1,5000}>");

  static MailWords of(Part mail) {
    try {
      List<Part> parts = MailParts.of(mail);
      String plain = text(parts, "text/plain");
      String first = plain == null ? null : firstLine(plain);
      boolean onlyWords = true;
      for (Part part : parts) {
        onlyWords = onlyWords && words(part);
      }
      String whole = plain != null ? plain : shown(text(parts, "text/html"));
      return new MailWords(first, onlyWords && whole != null ? lines(whole) : null);
    } catch (MessagingException | IOException | RuntimeException e) {
      return NONE;
    }
  }

  private static @Nullable String text(List<Part> parts, String type)
      throws MessagingException, IOException {
    for (Part part : parts) {
      if (part.isMimeType(type) && !attached(part)) {
        return MailParts.text(part);
      }
    }
    return null;
  }

  private static boolean attached(Part part) throws MessagingException {
    return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
  }

  private static boolean words(Part part) throws MessagingException {
    boolean text = part.isMimeType("text/plain") || part.isMimeType("text/html");
    boolean signature =
        part.isMimeType("application/pkcs7-signature")
            || part.isMimeType("application/x-pkcs7-signature");
    boolean logo = part.isMimeType("image/*") && part.getHeader("Content-ID") != null;
    return signature || (text || logo) && !attached(part);
  }

  private static @Nullable String shown(@Nullable String html) {
    if (html == null) {
      return null;
    }
    String broken = BREAK.matcher(UNSHOWN.matcher(html).replaceAll(" ")).replaceAll("\n");
    return TAG.matcher(broken)
        .replaceAll(" ")
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  private static @Nullable String lines(String text) {
    String all =
        text.lines()
            .map(line -> line.replaceAll("\\p{Cc}+", " ").strip())
            .filter(line -> !BLANK.matcher(line).matches())
            .collect(Collectors.joining("\n"));
    return all.isEmpty() ? null : all.substring(0, Math.min(all.length(), ALL_MAX));
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
}
