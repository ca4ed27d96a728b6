// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xml;

import fr.relais.core.model.Content;
import fr.relais.core.model.ProblemCode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * In which charset a document is written (XML 1.0, appendix F): byte-order mark, zeros of UTF-16,
 * declaration, else UTF-8. Settled before the parser, which is given the characters: on bytes that
 * are no text it would write to the screen.
 *
 * @param text all of it, from behind the byte-order mark
 */
record XmlCharset(Charset charset, CharBuffer text) {
  private static final char MARK = '\ufeff';

  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml\\s[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

  static XmlCharset of(Content content) throws XmlRefused {
    Charset charset = utf16(content);
    if (charset == null) {
      boolean marked =
          content.size() > 1 && content.at(0) == (byte) 0xef && content.at(1) == (byte) 0xbb;
      charset = marked ? StandardCharsets.UTF_8 : declared(content);
    }
    if (charset == null) {
      throw conflict("Le document déclare un jeu de caractères qui n'est pas lu.");
    }
    CharBuffer text = decoded(content, charset);
    if (text == null) {
      throw conflict("Le document contient des octets qui ne sont pas du jeu qu'il déclare.");
    }
    if (singleByte(charset) && high(content) && decoded(content, StandardCharsets.UTF_8) != null) {
      throw conflict("Le document se déclare en Latin et contient des séquences UTF-8.");
    }
    boolean mark = text.hasRemaining() && text.get(0) == MARK;
    return new XmlCharset(charset, mark ? text.position(1) : text);
  }

  private static @Nullable Charset utf16(Content content) {
    int first = content.size() > 0 ? content.at(0) & 0xff : -1;
    int second = content.size() > 1 ? content.at(1) & 0xff : -1;
    if (first == 0xff && second == 0xfe || first == '<' && second == 0) {
      return StandardCharsets.UTF_16LE;
    }
    boolean big = first == 0xfe && second == 0xff || first == 0 && second == '<';
    return big ? StandardCharsets.UTF_16BE : null;
  }

  private static boolean singleByte(Charset charset) {
    return charset.newEncoder().maxBytesPerChar() <= 1;
  }

  private static @Nullable Charset declared(Content content) {
    Matcher found = DECLARED.matcher(XmlMarks.beginning(content));
    return switch (found.find() ? found.group(1).toUpperCase(Locale.ROOT) : "UTF-8") {
      case "UTF-8", "UTF8" -> StandardCharsets.UTF_8;
      case "US-ASCII", "ASCII" -> StandardCharsets.US_ASCII;
      case "ISO-8859-1" -> StandardCharsets.ISO_8859_1;
      case "ISO-8859-15" -> Charset.forName("ISO-8859-15");
      case "WINDOWS-1252" -> Charset.forName("windows-1252");
      default -> null;
    };
  }

  private static boolean high(Content content) {
    for (int i = 0; i < content.size(); i++) {
      if (content.at(i) < 0) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable CharBuffer decoded(Content content, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(content.bytes()));
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static XmlRefused conflict(String cause) {
    return new XmlRefused(
        ProblemCode.CHARSET_CONFLICT,
        "déclaration XML",
        cause,
        "Déclarer le jeu de caractères réel, de préférence UTF-8.");
  }
}
