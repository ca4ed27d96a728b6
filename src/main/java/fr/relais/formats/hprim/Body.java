// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.core.model.Observation;
import fr.relais.core.model.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows the header: {@code *text [LAB *(TEX / RES / blank)]}. A line of the LAB part that is
 * neither is text.
 */
final class Body {
  /** No text has so many separators. */
  private static final int RESULT_BARS = 5;

  private final int firstLineNumber;
  private final List<Observation> observations = new ArrayList<>();
  private final List<String> narrative = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private boolean lab;
  private boolean strayText;
  private int resLines;
  private int closingLines;
  private int textLines;

  private final List<String> comment = new ArrayList<>();

  /** Whether a TEX line now comments the last observation. */
  private boolean commenting;

  /**
   * Reads the body of one message.
   *
   * @param lines the whole message
   * @param from the line after the header
   * @param end the line after the last one of the body
   */
  Body(List<String> lines, int from, int end, int firstLineNumber) {
    this.firstLineNumber = firstLineNumber;
    boolean secondHeader = false;
    int last = end - 1;
    while (last > from && Blanks.only(lines.get(last))) {
      last--;
    }
    for (int i = from; i < end; i++) {
      read(lines.get(i), i, i == last);
      if (!secondHeader && HeaderPlace.secondHeader(lines, i, end)) {
        secondHeader = true;
        problems.add(HprimProblems.severalPatients(firstLineNumber + i));
      }
    }
    endComment();
  }

  List<Observation> observations() {
    return observations;
  }

  /** Line by line, without the blank lines at both ends. */
  List<String> narrative() {
    int from = 0;
    int to = narrative.size();
    while (from < to && narrative.get(from).isEmpty()) {
      from++;
    }
    while (to > from && narrative.get(to - 1).isEmpty()) {
      to--;
    }
    return List.copyOf(narrative.subList(from, to));
  }

  List<Problem> problems() {
    return problems;
  }

  boolean lab() {
    return lab;
  }

  /** Whether every result that the message carries is in the observations, as far as it says. */
  boolean complete() {
    return !observations.isEmpty()
        && !strayText
        && !new TextPart(narrative.subList(0, textLines)).saysMoreThan(observations);
  }

  /** RES lines that became an observation, or that close a block. */
  int consumed() {
    return observations.size() + closingLines;
  }

  private void read(String line, int index, boolean last) {
    String text = Blanks.strip(line);
    if (text.equals(Marks.LAB)) {
      if (lab) {
        problems.add(HprimProblems.secondLab(firstLineNumber + index));
      }
      textLines = lab ? textLines : narrative.size();
      lab = true;
    } else if (!lab) {
      tell(line);
    } else if (text.equals("RES") || text.startsWith(Marks.RES)) {
      result(text);
    } else if (text.equals("TEX") || text.startsWith(Marks.TEX)) {
      comment(text.length() > 4 ? line.substring(line.indexOf('|') + 1) : "", last);
    } else if (!text.isEmpty()) {
      stray(line, index);
    }
  }

  private void result(String text) {
    endComment();
    if (text.equals("RES")) {
      return;
    }
    ResLine read = ResLine.of(text, ++resLines);
    problems.addAll(read.problems());
    closingLines += read.closing() ? 1 : 0;
    commenting = read.observation() != null;
    if (read.observation() != null) {
      observations.add(read.observation());
    }
  }

  private void comment(String text, boolean last) {
    List<String> told = tell(text);
    if (!last && told.stream().anyMatch(SectionTitle::is)) {
      endComment();
      return;
    }
    if (commenting) {
      told.stream().map(Blanks::strip).filter(line -> !line.isEmpty()).forEach(comment::add);
    }
  }

  /** Gives the last observation the comments gathered since. */
  private void endComment() {
    if (commenting && !comment.isEmpty()) {
      int last = observations.size() - 1;
      observations.set(last, commented(observations.get(last), String.join("\n", comment)));
    }
    comment.clear();
    commenting = false;
  }

  private void stray(String line, int index) {
    strayText = true;
    int number = firstLineNumber + index;
    boolean cutResult =
        commenting
            && observations.get(observations.size() - 1).value() == null
            && line.indexOf('|') >= 0;
    boolean altered =
        Marks.resultLike(Blanks.strip(line))
            || !cutResult && line.chars().filter(c -> c == '|').count() >= RESULT_BARS;
    problems.add(
        altered
            ? HprimProblems.resultAltered(number)
            : cutResult ? HprimProblems.lineBroken(number) : HprimProblems.textInLab(number));
    endComment();
    tell(line);
  }

  private List<String> tell(String line) {
    List<String> told = HtmlText.plain(line).lines().map(Blanks::stripEnd).toList();
    narrative.addAll(told.isEmpty() ? List.of("") : told);
    return told;
  }

  private static Observation commented(Observation o, String comment) {
    return new Observation(
        o.code(),
        o.system(),
        o.label(),
        o.translations(),
        o.value(),
        o.comparator(),
        o.unit(),
        o.low(),
        o.high(),
        o.interpretation(),
        o.status(),
        o.prior(),
        o.subId(),
        o.specimen(),
        o.observedAt(),
        o.secondary(),
        o.comment() == null ? comment : o.comment() + "\n" + comment);
  }
}
