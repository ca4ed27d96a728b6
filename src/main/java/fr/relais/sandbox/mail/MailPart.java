// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail or one of its parts (RFC 5322, RFC 2046).
 *
 * @param type such as {@code text/plain}
 * @param charset of a text
 * @param fileName null when it has none
 * @param content decoded; empty for a multipart
 * @param parts of a multipart
 */
record MailPart(
    MailHeaders headers,
    String type,
    String charset,
    @Nullable String fileName,
    byte[] content,
    List<MailPart> parts) {
  private static final int MAIL_BYTES_MAX = 25 * 1024 * 1024;
  private static final int LINE_BYTES_MAX = 998;
  private static final int DEPTH_MAX = 8;
  private static final int PARTS_MAX = 50;
  private static final Pattern HEAD_END = Pattern.compile("\r?\n\r?\n");

  /**
   * @throws Unfit when it is no mail, is cut, or goes over a limit
   */
  static MailPart read(byte[] mail) throws Unfit {
    if (mail.length > MAIL_BYTES_MAX) {
      throw new Unfit("more than 25 MB");
    }
    String text = new String(mail, StandardCharsets.ISO_8859_1);
    for (int begin = 0; begin < text.length(); ) {
      int end = text.indexOf('\n', begin);
      end = end < 0 ? text.length() : end;
      if (end - begin > LINE_BYTES_MAX + 1) {
        throw new Unfit("a line of more than 998 bytes");
      }
      begin = end + 1;
    }
    return part(text, 0);
  }

  private static MailPart part(String text, int depth) throws Unfit {
    if (depth > DEPTH_MAX) {
      throw new Unfit("parts more than " + DEPTH_MAX + " deep");
    }
    boolean noHeaders = text.startsWith("\r\n") || text.startsWith("\n");
    Matcher headEnd = HEAD_END.matcher(text);
    boolean hasBody = !noHeaders && headEnd.find();
    String head = noHeaders ? "" : hasBody ? text.substring(0, headEnd.start()) : text.strip();
    String body =
        noHeaders
            ? text.substring(text.indexOf('\n') + 1)
            : hasBody ? text.substring(headEnd.end()) : "";
    MailHeaders headers = MailHeaders.read(head);
    String declared = headers.only("Content-Type");
    MailParameters type = MailParameters.read(declared == null ? "text/plain" : declared);
    if (type.value().startsWith("multipart/")) {
      return new MailPart(
          headers, type.value(), "us-ascii", null, new byte[0], parts(body, type, depth));
    }
    String encoding = headers.only("Content-Transfer-Encoding");
    return new MailPart(
        headers,
        type.value(),
        Objects.requireNonNullElse(type.get("charset"), "us-ascii"),
        fileName(headers, type),
        MailText.body(body, encoding == null ? "7bit" : encoding),
        List.of());
  }

  private static @Nullable String fileName(MailHeaders headers, MailParameters type) throws Unfit {
    String disposition = headers.only("Content-Disposition");
    String name = disposition == null ? null : MailParameters.read(disposition).get("filename");
    return name == null ? type.get("name") : name;
  }

  private static List<MailPart> parts(String body, MailParameters type, int depth) throws Unfit {
    String boundary = type.get("boundary");
    if (boundary == null || boundary.isBlank() || boundary.length() > 70) {
      throw new Unfit("a multipart without boundary");
    }
    Pattern delimiter =
        Pattern.compile("(?:^|\r?\n)--" + Pattern.quote(boundary) + "(--)?[ \\t]*(?:\r?\n|$)");
    List<MailPart> parts = new ArrayList<>();
    Matcher matcher = delimiter.matcher(body);
    int begin = -1;
    for (int at = 0; matcher.find(at); at = Math.max(matcher.end() - 2, matcher.start() + 3)) {
      if (begin >= 0) {
        parts.add(part(body.substring(begin, Math.max(begin, matcher.start())), depth + 1));
      }
      if (matcher.group(1) != null) {
        return List.copyOf(parts);
      }
      begin = matcher.end();
      if (parts.size() >= PARTS_MAX) {
        throw new Unfit("more than " + PARTS_MAX + " parts");
      }
    }
    throw new Unfit("a multipart that is cut");
  }

  /** This part, or the parts of a multipart, whatever their depth. */
  List<MailPart> leaves() {
    if (!type.startsWith("multipart/")) {
      return List.of(this);
    }
    List<MailPart> leaves = new ArrayList<>();
    parts.forEach(part -> leaves.addAll(part.leaves()));
    return leaves;
  }
}
