// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Problem;
import fr.relais.core.model.Recipient;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.formats.text.CharsetDetection;
import fr.relais.formats.text.FrenchSpelling;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one message of a file; whatever is in doubt gives no report. */
final class MessageReader {

  /**
   * What one message gave.
   *
   * @param sender line 11; null when the header was not read
   * @param report null when the message is in quarantine
   */
  record Reading(
      @Nullable Report report, @Nullable NameLine sender, boolean lab, List<Problem> problems) {
    static Reading refused(List<Problem> problems) {
      return new Reading(null, null, false, problems);
    }
  }

  /** Family and given name, sender, addressee, from the start of the header. */
  private static final List<Integer> NAMES = List.of(1, 2, 10, 11);

  private final MessageSplitter.Slice slice;
  private final String text;
  private final CharsetDetection detection;
  private final int firstLineNumber;

  /** The text is that of the slice alone, end marks included. */
  MessageReader(MessageSplitter.Slice slice, String text, CharsetDetection detection) {
    this.slice = slice;
    this.text = text;
    this.detection = detection;
    this.firstLineNumber = slice.first() + 1;
  }

  Reading read() {
    List<Problem> problems = new ArrayList<>();
    checkCharacters(problems);
    int lastLine = Math.max(slice.after(), slice.first() + 1);
    switch (slice.end()) {
      case FIN -> {}
      case MISPLACED -> problems.add(HprimProblems.endMarkMisplaced(slice.mark() + 1));
      case NONE -> problems.add(HprimProblems.truncated(lastLine));
      case OUTSIDE -> problems.add(HprimProblems.messageOutside(firstLineNumber));
    }
    if (problems.stream().anyMatch(Problem::isError)) {
      return Reading.refused(problems);
    }
    return content(problems);
  }

  private Reading content(List<Problem> problems) {
    List<String> lines = lines();
    int end = Math.min(slice.mark() - slice.first(), lines.size());
    HeaderPlace place = HeaderPlace.in(lines, headEnd(lines, end));
    if (place == null) {
      problems.add(HprimProblems.headerIncomplete(firstLineNumber));
      return Reading.refused(problems);
    }
    Header header = Header.of(lines, place, firstLineNumber);
    Body body = new Body(lines, header.bodyStart(), end, firstLineNumber);
    problems.addAll(header.problems());
    checkNames(lines, place.start(), problems);
    problems.addAll(body.problems());
    boolean understood = problems.stream().noneMatch(Problem::isError);
    if (understood && body.consumed() != resLinesInText()) {
      problems.add(HprimProblems.countMismatch(firstLineNumber));
      understood = false;
    }
    Report report = understood ? report(header, body) : null;
    return new Reading(report, header.sender(), body.lab(), problems);
  }

  private static Report report(Header header, Body body) {
    List<String> narrative = body.narrative();
    Wording wording = new Wording(narrative);
    PractitionerReference requester = header.addressee().practitioner();
    String file = header.fileNumber();
    return Report.builder(
            body.lab() ? ReportKind.BIOLOGY : wording.kind(),
            status(body.observations(), wording),
            header.patient())
        .whole(wording.cancelsAndReplaces())
        .issuedAt(header.issuedAt())
        .fileNumber(file)
        .orders(file == null ? List.of() : List.of(new OrderNumbers(null, file)))
        .performer(new PerformerReference(header.sender().name(), null, header.sender().code()))
        .requester(requester)
        .recipients(requester == null ? List.of() : List.of(new Recipient(requester, null)))
        .observations(body.observations())
        .narrative(narrative)
        .complete(body.complete())
        .laboratoryCall(wording.laboratoryCall())
        .build();
  }

  private static ReportStatus status(List<Observation> observations, Wording wording) {
    if (wording.cancelsAndReplaces() || any(observations, ObservationStatus.CORRECTED)) {
      return ReportStatus.CORRECTED;
    }
    return wording.partial() || any(observations, ObservationStatus.PRELIMINARY)
        ? ReportStatus.PRELIMINARY
        : ReportStatus.FINAL;
  }

  private static boolean any(List<Observation> observations, ObservationStatus status) {
    return observations.stream().anyMatch(o -> o.status() == status);
  }

  /** The names of the patient, the sender and the addressee are those of every possible reading. */
  private void checkNames(List<String> lines, int start, List<Problem> problems) {
    for (int name : NAMES) {
      int number = firstLineNumber + start + name;
      switch (detection.certaintyOf(Blanks.strip(lines.get(start + name)))) {
        case SURE -> {}
        case LIKELY -> problems.add(HprimProblems.nameLikely(number));
        case OPEN -> problems.add(HprimProblems.nameOpen(number));
      }
    }
  }

  private void checkCharacters(List<Problem> problems) {
    int fault = FrenchSpelling.firstFault(text);
    if (fault >= 0) {
      problems.add(HprimProblems.charsetConflict(lineOf(fault)));
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && c != '\t' && c != '\r' && c != '\n') {
        problems.add(HprimProblems.controlCharacter(lineOf(i)));
        return;
      }
    }
  }

  private int lineOf(int index) {
    FileLines before = new FileLines(text.substring(0, index));
    int count = before.count();
    boolean inside = count > 0 && !before.ended(count - 1);
    return firstLineNumber + (inside ? count - 1 : count);
  }

  private List<String> lines() {
    FileLines found = new FileLines(text);
    List<String> lines = new ArrayList<>(found.count());
    for (int i = 0; i < found.count(); i++) {
      String line = found.line(i);
      // files put end to end keep the byte order mark of each
      lines.add(i == 0 && line.startsWith("\uFEFF") ? line.substring(1) : line);
    }
    return lines;
  }

  /** A header stops where results start. */
  private static int headEnd(List<String> lines, int end) {
    for (int i = 0; i < end; i++) {
      String line = Blanks.strip(lines.get(i));
      if (line.equals(Marks.LAB) || Marks.resultLike(line) || line.startsWith(Marks.TEX)) {
        return i;
      }
    }
    return end;
  }

  /** Counted in the raw text, apart from the reading, so that no result is passed over. */
  private int resLinesInText() {
    int count = 0;
    boolean lineStart = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (lineStart && Marks.resultLike(text, i, text.length())) {
        count++;
      }
      lineStart = c == '\r' || c == '\n' || lineStart && Blanks.is(c);
    }
    return count;
  }
}
