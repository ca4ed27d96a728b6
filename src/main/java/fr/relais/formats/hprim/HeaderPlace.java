// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the twelve lines start: some senders put a routing line of fixed columns before line 1, or
 * in its place, and blank lines may come first. The dates of lines 7 and 10, the social security
 * number and the postcode say which.
 *
 * @param routingFirst whether the routing line stands in the place of line 1
 */
record HeaderPlace(int start, boolean routingFirst) {
  private static final int ROUTING_LENGTH_MIN = 80;
  private static final int SKIPPED_MAX = 5;

  /**
   * Null when twelve lines are not there, or when the dates show that a line is missing or too
   * many.
   *
   * @param headEnd the line after the last one that may belong to a header
   */
  static @Nullable HeaderPlace in(List<String> lines, int headEnd) {
    int start = 0;
    int score = score(lines, 0, headEnd);
    for (int i = 1; i <= SKIPPED_MAX && i < headEnd && skippable(lines.get(i - 1)); i++) {
      int here = score(lines, i, headEnd);
      if (here > score) {
        start = i;
        score = here;
      }
    }
    if (score < 0) {
      return null;
    }
    boolean routingFirst = routing(lines.get(start));
    return new HeaderPlace(start, routingFirst);
  }

  /**
   * Whether this line of a body seems to be the birth date, or the social security number, of
   * another patient's header: it stands where it would before an examination date.
   */
  static boolean secondHeader(List<String> lines, int birthLine, int end) {
    if (!wholeDate(lines.get(birthLine))) {
      return SocialSecurity.looksLikeOne(lines.get(birthLine))
          && birthLine + 2 < end
          && wholeDate(lines.get(birthLine + 2));
    }
    boolean examination = birthLine + 3 < end && wholeDate(lines.get(birthLine + 3));
    boolean number = birthLine + 1 < end && SocialSecurity.looksLikeOne(lines.get(birthLine + 1));
    return examination || number;
  }

  private static boolean skippable(String line) {
    return Blanks.only(line) || routing(line);
  }

  private static boolean routing(String line) {
    return line.length() >= ROUTING_LENGTH_MIN && line.contains("     ");
  }

  /** How well lines 6, 7, 8 and 10 fit; negative when it cannot be a header. */
  private static int score(List<String> lines, int start, int headEnd) {
    if (start + Header.LINES > headEnd) {
      return -1;
    }
    String birth = lines.get(start + 6);
    String examination = lines.get(start + 9);
    boolean birthRead = wholeDate(birth);
    boolean examinationRead = HeaderDate.examination(examination).reading() != NOT_READ;
    boolean numberRead = SocialSecurity.looksLikeOne(lines.get(start + 7));
    boolean birthElsewhere = wholeDate(lines.get(start + 5)) || wholeDate(lines.get(start + 7));
    boolean neither = !birthRead && !Blanks.only(birth) && !examinationRead;
    if (!birthRead && birthElsewhere || neither && !numberRead) {
      return -1;
    }
    return (birthRead ? 4 : 0)
        + (examinationRead && !Blanks.only(examination) ? 4 : 0)
        + (numberRead ? 3 : 0)
        + (postcode(lines.get(start + 5)) ? 1 : 0);
  }

  private static final HeaderDate.Reading NOT_READ = HeaderDate.Reading.NOT_UNDERSTOOD;

  private static boolean wholeDate(String line) {
    HeaderDate.Reading reading = HeaderDate.birth(line).reading();
    return reading == HeaderDate.Reading.UNDERSTOOD || reading == HeaderDate.Reading.NO_CENTURY;
  }

  private static boolean postcode(String line) {
    String text = Blanks.strip(line);
    return text.length() >= 5 && text.substring(0, 5).chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
