// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.formats.hl7v2.Delimiters;
import java.util.ArrayList;
import java.util.List;

/**
 * One message of a file, from its header to the line before the next header: {@code H ... L}.
 *
 * @param by the separators that its header declares
 * @param from where it starts in the text of the file
 */
record RawMessage(Delimiters by, int from, List<RawSegment> segments) {
  private static final int SEGMENTS_MAX = 200_000;

  /**
   * Every message of a file. CR, LF and CRLF end a line, whatever the mix; empty lines are nothing.
   *
   * @param text begins with a header
   * @return empty when it does not, or when there are more lines than a day of results has
   */
  static List<RawMessage> in(String text) {
    List<RawMessage> messages = new ArrayList<>();
    int at = firstLine(text);
    int count = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && text.charAt(end) != '\r' && text.charAt(end) != '\n') {
        end++;
      }
      int next = end + (text.startsWith("\r\n", end) ? 2 : 1);
      next = Math.min(next, text.length());
      if (!text.substring(at, Math.min(end, at + 200)).isBlank() || end > at + 200) {
        count++;
        if (count > SEGMENTS_MAX || !take(text, at, end, next, messages)) {
          return List.of();
        }
      }
      at = next;
    }
    return messages;
  }

  /** Where the first line starts: after blanks and empty lines. */
  static int firstLine(String text) {
    int at = 0;
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /** Whether the line belongs to a message. */
  private static boolean take(String text, int at, int end, int next, List<RawMessage> messages) {
    RawSegment.Span span = new RawSegment.Span(at, next);
    Delimiters declared =
        text.charAt(at) == 'H' ? Signs.of(text.substring(at, Math.min(end, at + 12))) : null;
    if (declared != null) {
      messages.add(new RawMessage(declared, at, new ArrayList<>()));
    }
    if (messages.isEmpty()) {
      return false;
    }
    RawMessage message = messages.get(messages.size() - 1);
    boolean addendum =
        end - at > 1 && text.charAt(at) == 'A' && text.charAt(at + 1) == message.by.field();
    if (addendum) {
      RawSegment before = message.segments.get(message.segments.size() - 1);
      before.units().append(text, at + 2, end);
      before.lines().add(span);
    } else {
      List<RawSegment.Span> lines = new ArrayList<>(List.of(span));
      message.segments.add(new RawSegment(new StringBuilder(text.substring(at, end)), lines));
    }
    return true;
  }

  /** Where it ends in the text of the file. */
  int to() {
    List<RawSegment.Span> last = segments.get(segments.size() - 1).lines();
    return last.get(last.size() - 1).to();
  }

  /** Lines that begin as an observation does, counted apart from the walk of the segments. */
  int observationLines(String text) {
    int count = 0;
    for (int at = text.indexOf("OBX", from);
        at >= 0 && at < to();
        at = text.indexOf("OBX", at + 1)) {
      char before = at == 0 ? '\n' : text.charAt(at - 1);
      count += before == '\n' || before == '\r' ? 1 : 0;
    }
    return count;
  }
}
