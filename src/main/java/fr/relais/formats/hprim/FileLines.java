// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import java.util.Arrays;

/**
 * The lines of a text, by their places: CRLF, LF and CR end a line, whatever the mix. A final
 * Ctrl-Z (0x1A, the DOS end of file) and what is blank after it belong to no line.
 */
final class FileLines {
  /** A result has a few hundred lines; a file of a whole day some thousands. */
  static final int LINES_MAX = 200_000;

  private final String text;
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int[] nexts = new int[64];
  private int count;

  /** Stops reading after {@link #LINES_MAX} lines; see {@link #tooMany()}. */
  FileLines(String text) {
    this.text = text;
    int length = withoutFinalCtrlZ(text);
    int at = 0;
    while (at < length && count <= LINES_MAX) {
      int end = at;
      while (end < length && text.charAt(end) != '\r' && text.charAt(end) != '\n') {
        end++;
      }
      boolean crLf = end + 1 < length && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n';
      int next = end == length ? end : crLf ? end + 2 : end + 1;
      add(at, end, next);
      at = next;
    }
  }

  int count() {
    return count;
  }

  boolean tooMany() {
    return count > LINES_MAX;
  }

  String line(int index) {
    return text.substring(starts[index], ends[index]);
  }

  /** Whether the line, without the blanks around it, is this text. */
  boolean is(int index, String wanted) {
    int from = starts[index];
    int to = ends[index];
    while (from < to && Blanks.is(text.charAt(from))) {
      from++;
    }
    while (to > from && Blanks.is(text.charAt(to - 1))) {
      to--;
    }
    return to - from == wanted.length() && text.startsWith(wanted, from);
  }

  boolean blank(int index) {
    return is(index, "");
  }

  /** Whether the line seems to be a result. */
  boolean result(int index) {
    return Marks.resultLike(text, starts[index], ends[index]);
  }

  boolean ended(int index) {
    return nexts[index] > ends[index];
  }

  int start(int index) {
    return starts[index];
  }

  /** Where the next line starts. */
  int next(int index) {
    return nexts[index];
  }

  private void add(int start, int end, int next) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      nexts = Arrays.copyOf(nexts, count * 2);
    }
    starts[count] = start;
    ends[count] = end;
    nexts[count] = next;
    count++;
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
