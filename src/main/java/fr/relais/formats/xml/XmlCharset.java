// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xml;

import fr.relais.core.model.Content;
import fr.relais.core.model.ProblemCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * In which charset a document is written (XML 1.0, appendix F): byte-order mark, zeros of UTF-16,
 * declaration, else UTF-8. Settled before the parser, which is given characters: on bytes that are
 * no text it would write to the screen.
 *
 * @param markBytes of the byte-order mark, 0 when there is none
 */
record XmlCharset(Charset charset, int markBytes) {
  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml\\s[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

  static XmlCharset of(Content content) throws XmlRefused {
    int first = content.size() > 0 ? content.at(0) & 0xff : -1;
    int second = content.size() > 1 ? content.at(1) & 0xff : -1;
    if (first == 0xff && second == 0xfe) {
      return new XmlCharset(StandardCharsets.UTF_16LE, 2);
    }
    if (first == 0xfe && second == 0xff) {
      return new XmlCharset(StandardCharsets.UTF_16BE, 2);
    }
    if (first == '<' && second == 0) {
      return new XmlCharset(StandardCharsets.UTF_16LE, 0);
    }
    if (first == 0 && second == '<') {
      return new XmlCharset(StandardCharsets.UTF_16BE, 0);
    }
    int mark = first == 0xef && second == 0xbb ? 3 : 0;
    Charset declared = mark > 0 ? StandardCharsets.UTF_8 : declared(content);
    if (declared == null) {
      throw conflict("Le document déclare un jeu de caractères qui n'est pas lu.");
    }
    check(declared, content);
    return new XmlCharset(declared, mark);
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

  private static void check(Charset declared, Content content) throws XmlRefused {
    boolean utf8 = declared.equals(StandardCharsets.UTF_8);
    boolean valid = decodes(content, utf8 ? StandardCharsets.UTF_8 : declared);
    if (!valid) {
      throw conflict("Le document contient des octets qui ne sont pas du jeu qu'il déclare.");
    }
    if (!utf8 && high(content) && decodes(content, StandardCharsets.UTF_8)) {
      throw conflict("Le document se déclare en Latin et contient des séquences UTF-8.");
    }
  }

  private static boolean high(Content content) {
    for (int i = 0; i < content.size(); i++) {
      if (content.at(i) < 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean decodes(Content content, Charset charset) {
    try {
      charset.newDecoder().decode(ByteBuffer.wrap(content.bytes()));
      return true;
    } catch (CharacterCodingException e) {
      return false;
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
