// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How mail writes text and bytes: charsets, transfer encodings (RFC 2045), encoded words (2047).
 */
final class MailText {
  private static final Map<String, Charset> CHARSETS =
      Map.of(
          "utf-8", StandardCharsets.UTF_8,
          "us-ascii", StandardCharsets.US_ASCII,
          "iso-8859-1", StandardCharsets.ISO_8859_1,
          "iso-8859-15", Charset.forName("ISO-8859-15"),
          "windows-1252", Charset.forName("windows-1252"));
  private static final int WORD_CHARACTERS_MAX = 75;
  private static final int BASE64_LINE_MAX = 76;
  private static final Pattern WORD =
      Pattern.compile("=\\?([A-Za-z0-9_-]+)\\?([BbQq])\\?([!->@-~]*)\\?=");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=\\?=)[ \\t]+(?==\\?)");

  private MailText() {}

  /**
   * @throws Unfit when the charset is unknown here or the bytes are not of it
   */
  static String decode(byte[] bytes, String charset) throws Unfit {
    Charset known = CHARSETS.get(charset.toLowerCase(Locale.ROOT));
    if (known == null) {
      throw new Unfit("an unknown charset");
    }
    try {
      return known.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Unfit("bytes that are not of their charset");
    }
  }

  /**
   * A header for human eyes, its encoded words decoded.
   *
   * @throws Unfit when a word is too long or broken, or hides a control character
   */
  static String words(String header) throws Unfit {
    StringBuilder text = new StringBuilder();
    Matcher word = WORD.matcher(BETWEEN_WORDS.matcher(header).replaceAll(""));
    while (word.find()) {
      if (word.group().length() > WORD_CHARACTERS_MAX) {
        throw new Unfit("an encoded word of more than 75 characters");
      }
      byte[] bytes =
          word.group(2).equalsIgnoreCase("B")
              ? base64(word.group(3))
              : quoted(word.group(3).replace('_', ' '));
      word.appendReplacement(text, Matcher.quoteReplacement(decode(bytes, word.group(1))));
    }
    word.appendTail(text);
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
      throw new Unfit("a control character in a header");
    }
    return text.toString();
  }

  /**
   * The bytes of a body.
   *
   * @param body one character for each byte
   * @throws Unfit when the encoding is unknown or the body is not of it
   */
  static byte[] body(String body, String encoding) throws Unfit {
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "7bit" -> ascii(body).getBytes(StandardCharsets.US_ASCII);
      case "8bit" -> body.getBytes(StandardCharsets.ISO_8859_1);
      case "quoted-printable" -> quoted(ascii(body).replaceAll("[ \\t]+(?=\r?\n|$)", ""));
      case "base64" -> lines(body);
      default -> throw new Unfit("an unknown transfer encoding");
    };
  }

  private static String ascii(String body) throws Unfit {
    if (body.chars().anyMatch(c -> c == 0 || c > '~')) {
      throw new Unfit("bytes that are not ASCII in a body that says so");
    }
    return body;
  }

  private static byte[] lines(String body) throws Unfit {
    for (String line : body.split("\r?\n")) {
      if (line.length() > BASE64_LINE_MAX) {
        throw new Unfit("a Base64 line of more than 76 characters");
      }
    }
    return base64(body.replace("\r", "").replace("\n", ""));
  }

  private static byte[] base64(String text) throws Unfit {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new Unfit("broken Base64");
    }
  }

  private static byte[] quoted(String text) throws Unfit {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '=') {
        bytes.write(c);
      } else if (text.startsWith("\r\n", i + 1)) {
        i += 2;
      } else if (text.startsWith("\n", i + 1)) {
        i += 1;
      } else {
        bytes.write(hex(text, i + 1) * 16 + hex(text, i + 2));
        i += 2;
      }
    }
    return bytes.toByteArray();
  }

  private static int hex(String text, int at) throws Unfit {
    int digit = at < text.length() ? "0123456789ABCDEF".indexOf(text.charAt(at)) : -1;
    if (digit < 0) {
      throw new Unfit("broken quoted-printable");
    }
    return digit;
  }

  /**
   * A value of RFC 2231: its charset, its language, and bytes written {@code %XX}.
   *
   * @throws Unfit when it is not
   */
  static String extended(String value) throws Unfit {
    String[] pieces = value.split("'", 3);
    if (pieces.length != 3) {
      throw new Unfit("a parameter without its charset");
    }
    return decode(quoted(pieces[2].replace('%', '=')), pieces[0]);
  }
}
