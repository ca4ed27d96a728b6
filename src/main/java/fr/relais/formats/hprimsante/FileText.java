// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.SenderCharset;
import fr.relais.formats.text.CharsetDetection;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The bytes with one char for each unit, so that places in the text are places in the bytes
 * whatever the character set: names of segments, separators and ends of line are ASCII. A final
 * Ctrl-Z (the DOS end of file) and what is blank around it are left out.
 */
final class FileText {
  private final byte[] bytes;
  private final CharsetDetection mark;
  private final String text;

  private FileText(byte[] bytes, CharsetDetection mark, String text) {
    this.bytes = bytes;
    this.mark = mark;
    this.text = text;
  }

  static FileText of(byte[] bytes) {
    CharsetDetection mark = CharsetDetection.of(bytes);
    int start = mark.bomLength();
    int length = mark.wide() ? (bytes.length - start) / 2 * 2 : bytes.length - start;
    Charset units = mark.wide() ? mark.charset() : StandardCharsets.ISO_8859_1;
    String text = new String(bytes, start, length, units);
    return new FileText(bytes, mark, text.substring(0, withoutFinalCtrlZ(text)));
  }

  /** One char for each unit: not the clear text, see {@link #clear}. */
  String text() {
    return text;
  }

  boolean wide() {
    return mark.wide();
  }

  /**
   * What is known of the character set, judged once the lines are glued: an addendum may cut a char
   * of two bytes.
   *
   * @param glued units of {@link #text()}
   * @param declared by the sender; null when he declared none
   */
  CharsetDetection detection(String glued, @Nullable SenderCharset declared) {
    if (mark.wide() || mark.bomLength() > 0) {
      return mark.declared(declared, bytes);
    }
    byte[] units = glued.getBytes(StandardCharsets.ISO_8859_1);
    return CharsetDetection.of(units, CharsetDetection.endsAsDos(bytes)).declared(declared, units);
  }

  /** The text of these units. */
  String clear(String units, Charset charset) {
    return mark.wide() ? units : new String(units.getBytes(StandardCharsets.ISO_8859_1), charset);
  }

  /** The byte order mark, with which every piece of the file begins. */
  byte[] start() {
    byte[] start = new byte[mark.bomLength()];
    System.arraycopy(bytes, 0, start, 0, start.length);
    return start;
  }

  /** The very bytes of these units. */
  void write(int from, int to, ByteArrayOutputStream out) {
    int width = mark.wide() ? 2 : 1;
    out.write(bytes, mark.bomLength() + from * width, (to - from) * width);
  }

  /** ASCII text of our own, in the units of the file. */
  void write(String ascii, ByteArrayOutputStream out) {
    out.writeBytes(ascii.getBytes(mark.wide() ? mark.charset() : StandardCharsets.ISO_8859_1));
  }

  private static int withoutFinalCtrlZ(String text) {
    int length = text.length();
    int at = length;
    while (at > 0 && " \t\r\n\u001a".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
      length = text.charAt(at) == '\u001a' ? at : length;
    }
    return length;
  }
}
