// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into its messages: {@code [envelope] 1*message [FINFICHIER] [0x1A] [ignored]}, each
 * message closed by FIN; tolerates FINFICHIER in the place of FIN, or before it.
 */
final class MessageSplitter {

  /** How a message ends. */
  enum End {
    FIN,
    /** FINFICHIER in the place of FIN, or before it, every line being whole. */
    MISPLACED,
    NONE,
    /** It stands after FINFICHIER. */
    OUTSIDE
  }

  /**
   * One message.
   *
   * @param first its first line
   * @param mark the line of its end mark, or the line after its last one
   * @param after the line after its last one, end marks included
   */
  record Slice(int first, int mark, int after, End end) {
    Slice upTo(int line) {
      return new Slice(first, mark, line, end);
    }
  }

  private final FileLines lines;
  private final List<Slice> slices = new ArrayList<>();
  private @Nullable Integer textOutside;
  private boolean fileMarkCut;

  MessageSplitter(FileLines lines) {
    this.lines = lines;
    int start = 0;
    boolean fileEnded = false;
    for (int i = 0; i < lines.count() && !fileEnded; i++) {
      if (lines.is(i, Marks.FIN)) {
        closeAtFin(start, i);
        start = i + 1;
      } else if (lines.is(i, Marks.FINFICHIER)) {
        start = closeAtFinFichier(start, i);
        fileEnded = true;
      }
    }
    if (fileEnded) {
      afterTheEnd(start);
    } else {
      withoutEnd(start);
    }
  }

  List<Slice> slices() {
    return slices;
  }

  /** First line of what follows FINFICHIER and is no message; null when nothing does. */
  @Nullable Integer textOutside() {
    return textOutside;
  }

  /** Whether the file was cut inside FINFICHIER, after a whole message. */
  boolean fileMarkCut() {
    return fileMarkCut;
  }

  private void closeAtFin(int start, int mark) {
    if (blank(start, mark) && !slices.isEmpty()) {
      extendLast(mark + 1);
    } else {
      slices.add(new Slice(start, mark, mark + 1, End.FIN));
    }
  }

  private int closeAtFinFichier(int start, int mark) {
    if (blank(start, mark) && !slices.isEmpty()) {
      extendLast(mark + 1);
      return mark + 1;
    }
    int fin = mark + 1;
    while (fin < lines.count() && lines.blank(fin)) {
      fin++;
    }
    boolean inverted = fin < lines.count() && lines.is(fin, Marks.FIN);
    int after = inverted ? fin + 1 : mark + 1;
    slices.add(new Slice(start, mark, after, lines.ended(after - 1) ? End.MISPLACED : End.NONE));
    return after;
  }

  private void afterTheEnd(int start) {
    int first = start;
    while (first < lines.count() && lines.blank(first)) {
      first++;
    }
    if (first == lines.count()) {
      return;
    }
    boolean message = false;
    for (int i = first; i < lines.count(); i++) {
      message |=
          lines.is(i, Marks.FIN)
              || lines.is(i, Marks.FINFICHIER)
              || lines.is(i, Marks.LAB)
              || lines.result(i);
    }
    if (message) {
      slices.add(new Slice(start, lines.count(), lines.count(), End.OUTSIDE));
    } else {
      textOutside = first;
    }
  }

  private void withoutEnd(int start) {
    if (blank(start, lines.count())) {
      return;
    }
    String rest = Blanks.strip(lines.line(start));
    boolean beginsFileMark = !rest.isEmpty() && Marks.FINFICHIER.startsWith(rest);
    if (!slices.isEmpty() && beginsFileMark && start + 1 == lines.count()) {
      fileMarkCut = true;
    } else {
      slices.add(new Slice(start, lines.count(), lines.count(), End.NONE));
    }
  }

  private void extendLast(int after) {
    slices.set(slices.size() - 1, slices.get(slices.size() - 1).upTo(after));
  }

  private boolean blank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!lines.blank(i)) {
        return false;
      }
    }
    return true;
  }
}
