// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import fr.relais.formats.hprim.HtmlText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What people wrote around the documents, line by line. Nothing in it is run or fetched. */
final class CoverText {
  private static final List<String> HIDDEN = List.of("head", "style", "script", "title");
  private static final List<String> BREAKING = List.of("br", "p", "/p", "div", "/div", "tr", "li");

  private CoverText() {}

  static List<String> lines(Entity part, byte[] body) {
    String text = text(body, part.fields().parameter("charset"));
    String plain = part.is("text/html") ? HtmlText.decoded(withoutTags(text)) : text;
    return plain
        .lines()
        .map(line -> line.replaceAll("[\\p{Cc}\\u00a0]+", " ").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** In the character set that it declares when its bytes are of it, else in the one that fits. */
  private static String text(byte[] body, @Nullable String declared) {
    Charset named = charset(declared);
    for (Charset charset : List.of(named, StandardCharsets.UTF_8)) {
      try {
        return charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      } catch (CharacterCodingException notThis) {
        // the next one
      }
    }
    return new String(body, Charset.forName("windows-1252"));
  }

  private static Charset charset(@Nullable String declared) {
    try {
      return declared == null ? StandardCharsets.UTF_8 : Charset.forName(declared.strip());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }

  private static String withoutTags(String html) {
    StringBuilder out = new StringBuilder(html.length());
    int at = 0;
    while (at < html.length()) {
      int open = html.indexOf('<', at);
      int close = open < 0 ? -1 : html.indexOf('>', open);
      if (close < 0) {
        return out.append(html, at, html.length()).toString();
      }
      out.append(html, at, open);
      String name = name(html, open, close);
      out.append(BREAKING.contains(name) ? "\n" : " ");
      at = after(html, name, open, close);
    }
    return out.toString();
  }

  /** Past what no reader of a mail is shown; to the end when it is never closed. */
  private static int after(String html, String name, int open, int close) {
    if (html.startsWith("<!--", open)) {
      int end = html.indexOf("-->", open);
      return end < 0 ? html.length() : end + 3;
    }
    if (HIDDEN.contains(name)) {
      int end = html.indexOf("</" + name, close);
      return end < 0 ? html.length() : end;
    }
    return close + 1;
  }

  private static String name(String html, int open, int close) {
    int end = open + 1;
    while (end < close && !Character.isWhitespace(html.charAt(end))) {
      end++;
    }
    String name = html.substring(open + 1, end).toLowerCase(Locale.ROOT);
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }
}
