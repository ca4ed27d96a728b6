// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.pdf;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into lines of a width. */
final class Lines {
  private Lines() {}

  /**
   * At blanks; a word wider than the line is cut where it reaches the edge. Each line but the last
   * keeps the blank that ends it, so that two words stay two when the text is read aloud.
   *
   * @param width in points
   */
  static List<String> of(String text, PdfFont font, double size, double width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    double used = 0;
    double blank = font.width(" ", size);
    for (String word : text.split(" ", -1)) {
      double wide = font.width(word, size);
      boolean first = line.isEmpty();
      if (!first && used + blank + wide > width) {
        lines.add(line.append(' ').toString());
        line.setLength(0);
        used = 0;
        first = true;
      }
      if (!first) {
        line.append(' ');
        used += blank;
      }
      String rest = word;
      while (font.width(rest, size) > width && rest.length() > 1) {
        int fits = fitting(rest, font, size, width);
        lines.add(rest.substring(0, fits));
        rest = rest.substring(fits);
      }
      line.append(rest);
      used += font.width(rest, size);
    }
    lines.add(line.toString());
    return lines;
  }

  private static int fitting(String word, PdfFont font, double size, double width) {
    int end = word.length() - 1;
    while (end > 1 && font.width(word.substring(0, end), size) > width) {
      end--;
    }
    return end;
  }
}
