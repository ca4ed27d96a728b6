// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xml;

import fr.relais.core.model.Content;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is seen of XML without a parser: its first and last characters. */
public final class XmlMarks {
  /** A root element and its namespaces are never further than this. */
  private static final int BEGINNING_BYTES = 64 * 1024;

  private static final int END_BYTES = 4 * 1024;
  private static final Pattern ROOT =
      Pattern.compile(
          "<(?![?!])((?:[\\p{L}_][\\p{L}\\p{N}_.-]{0,99}:)?[\\p{L}_][\\p{L}\\p{N}_.-]{0,99})");

  private XmlMarks() {}

  /** The first characters, without a byte-order mark; UTF-16 is seen by its mark or its zeros. */
  public static String beginning(Content content) {
    return text(content, Math.min(content.size(), BEGINNING_BYTES)).stripLeading();
  }

  /** All of it, one character a byte but for UTF-16: enough to look for names. */
  public static String whole(Content content) {
    return text(content, content.size());
  }

  /** Whether the element that opens first is closed last; comments may follow. */
  public static boolean endsWhole(Content content) {
    Matcher root = ROOT.matcher(withoutProlog(beginning(content)));
    if (!root.find()) {
      return false;
    }
    String all = text(content, content.size());
    String end = all.substring(Math.max(0, all.length() - END_BYTES)).replace("\0", "");
    return Pattern.compile(
            "</" + Pattern.quote(root.group(1)) + "\\s{0,99}>(?:\\s|<!--(?:(?!-->).)*+-->)*+$",
            Pattern.DOTALL)
        .matcher(end)
        .find();
  }

  /** Comments hide what looks like elements. */
  private static String withoutProlog(String text) {
    StringBuilder kept = new StringBuilder();
    int at = 0;
    int comment = text.indexOf("<!--");
    while (comment >= 0) {
      kept.append(text, at, comment);
      int end = text.indexOf("-->", comment);
      at = end < 0 ? text.length() : end;
      comment = text.indexOf("<!--", at);
    }
    return kept.append(text, at, text.length()).toString();
  }

  private static String text(Content content, int length) {
    byte[] bytes = content.bytes();
    int mark = 0;
    Charset charset = StandardCharsets.ISO_8859_1;
    int first = bytes.length > 0 ? bytes[0] & 0xff : -1;
    int second = bytes.length > 1 ? bytes[1] & 0xff : -1;
    if (first == 0xef && second == 0xbb) {
      mark = Math.min(3, length);
    } else if (first == 0xff && second == 0xfe) {
      mark = 2;
      charset = StandardCharsets.UTF_16LE;
    } else if (first == 0xfe && second == 0xff) {
      mark = 2;
      charset = StandardCharsets.UTF_16BE;
    } else if (first == '<' && second == 0) {
      charset = StandardCharsets.UTF_16LE;
    } else if (first == 0 && second == '<') {
      charset = StandardCharsets.UTF_16BE;
    }
    return new String(bytes, mark, length - mark, charset);
  }
}
