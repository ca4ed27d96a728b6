// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a mail, in their order, to a depth of five and never inside an enclosed mail: what
 * someone else's mail says is not said to us.
 */
final class MailParts {
  private static final int DEPTH_MAX = 5;
  private static final int PARTS_MAX = 100;
  private static final int HEAD_BYTES = 64 * 1024;

  private MailParts() {}

  static List<Part> of(Part mail) throws MessagingException, IOException {
    List<Part> parts = new ArrayList<>();
    collect(mail, DEPTH_MAX, parts);
    return parts;
  }

  private static void collect(Part part, int depth, List<Part> parts)
      throws MessagingException, IOException {
    if (!part.isMimeType("multipart/*")) {
      parts.add(part);
    } else if (depth > 0 && part.getContent() instanceof Multipart inside) {
      for (int i = 0; i < inside.getCount() && parts.size() < PARTS_MAX; i++) {
        collect(inside.getBodyPart(i), depth - 1, parts);
      }
    }
  }

  /** The beginning of a part, decoded; null in a character set that is not known here. */
  static @Nullable String text(Part part) throws MessagingException, IOException {
    Charset charset = charset(part);
    if (charset == null) {
      return null;
    }
    try (InputStream in = part.getInputStream()) {
      return new String(in.readNBytes(HEAD_BYTES), charset);
    }
  }

  private static @Nullable Charset charset(Part part) throws MessagingException {
    String type = part.getContentType();
    String name = type == null ? null : new ContentType(type).getParameter("charset");
    try {
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }
}
