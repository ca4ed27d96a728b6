// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Content;
import fr.relais.formats.xml.XmlMarks;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is seen of FHIR without a parser: the beginning and the end, whatever the charset. */
final class FhirMarks {
  private static final int BEGINNING_BYTES = 64 * 1024;
  private static final int END_BYTES = 2 * 1024;

  /** The root element, after declaration, instructions and comments. */
  private static final Pattern ROOT =
      Pattern.compile(
          "^(?:\\s|<\\?[^>]{0,500}\\?>|<!--(?:(?!-->).)*+-->|<!DOCTYPE(?:[^\\[>]|\\[[^\\]]*+\\])*+>)*+"
              + "<(?:([A-Za-z_][\\w.-]{0,99}):)?[A-Z][A-Za-z]{1,60}[\\s>/]([^>]{0,20000})",
          Pattern.DOTALL);

  private FhirMarks() {}

  /** Whether the content is an object with a resource type, or a root element of FHIR. */
  static boolean seen(Content content) {
    return json(content) || xml(content);
  }

  static boolean json(Content content) {
    String text = beginning(content);
    return text.startsWith("{") && text.contains("\"resourceType\"");
  }

  static boolean xml(Content content) {
    String text = beginning(content);
    if (!text.startsWith("<")) {
      return false;
    }
    Matcher root = ROOT.matcher(text);
    if (!root.find()) {
      return false;
    }
    String name = root.group(1) == null ? "xmlns" : "xmlns:" + root.group(1);
    return Pattern.compile(Pattern.quote(name) + "\\s{0,9}=\\s{0,9}[\"']http://hl7\\.org/fhir[\"']")
        .matcher(root.group(2))
        .find();
  }

  /** Whether the object or the root element that opens is closed at the end. */
  static boolean endsWhole(Content content) {
    if (!json(content)) {
      return XmlMarks.endsWhole(content);
    }
    byte[] bytes = content.bytes();
    int start = Math.max(0, bytes.length - END_BYTES);
    String end = new String(bytes, start, bytes.length - start, StandardCharsets.ISO_8859_1);
    return end.replace("\0", "").stripTrailing().endsWith("}");
  }

  /** The first characters, without a byte-order mark; UTF-16 is seen by its mark or its zeros. */
  private static String beginning(Content content) {
    int length = Math.min(content.size(), BEGINNING_BYTES);
    byte[] first = new byte[length];
    for (int i = 0; i < length; i++) {
      first[i] = content.at(i);
    }
    int mark = 0;
    Charset charset = StandardCharsets.ISO_8859_1;
    if (at(first, 0xef, 0xbb)) {
      mark = Math.min(3, length);
    } else if (at(first, 0xff, 0xfe)) {
      mark = 2;
      charset = StandardCharsets.UTF_16LE;
    } else if (at(first, 0xfe, 0xff)) {
      mark = 2;
      charset = StandardCharsets.UTF_16BE;
    } else if (length > 1 && first[0] != 0 && first[1] == 0) {
      charset = StandardCharsets.UTF_16LE;
    } else if (length > 1 && first[0] == 0 && first[1] != 0) {
      charset = StandardCharsets.UTF_16BE;
    }
    return new String(first, mark, length - mark, charset).stripLeading();
  }

  private static boolean at(byte[] bytes, int first, int second) {
    return bytes.length > 1 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
  }
}
