// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.Attachment;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The OBX and the comments of a part, gathered in the order of the message. */
final class Results {
  private record Placed(ObservedLine line, @Nullable String specimen) {}

  private static final Set<String> TEXTS = Set.of("TX", "FIC");
  private static final int STATUS = 11;

  private final Findings findings;
  private final ObservationReader reader;
  private final List<Placed> lines = new ArrayList<>();
  private final List<ObservationStatus> statuses = new ArrayList<>();
  private final List<String> narrative = new ArrayList<>();
  private int consumed;

  Results(Findings findings) {
    this.findings = findings;
    this.reader = new ObservationReader(findings);
  }

  /** What stands beside P. */
  void patientNote(Segment segment) {
    if (segment.is("C")) {
      narrative.addAll(comment(segment));
    } else {
      other(segment);
    }
  }

  void take(Groups.Request request) {
    Segment obr = request.obr();
    String specimen = obr == null ? null : obr.field(15).component(1).text();
    ObservedLine last = null;
    for (Segment segment : request.details()) {
      switch (segment.name()) {
        case "OBX" -> last = observation(segment, specimen, fallback(segment, request), last);
        case "C" -> note(segment, last);
        default -> other(segment);
      }
    }
  }

  /** What nobody measures: weight, height, treatment, said beside a request. */
  void tell(Groups.Request request) {
    for (Segment segment : request.details()) {
      switch (segment.name()) {
        case "OBX" -> {
          consumed++;
          narrative.add(told(segment));
        }
        case "C" -> narrative.addAll(comment(segment));
        default -> other(segment);
      }
    }
  }

  private static String told(Segment obx) {
    String label = obx.field(3).component(2).code();
    return Stream.of(
            label.isEmpty() ? obx.field(3).component(1).code() : label,
            String.join(" ", Value.lines(obx.field(5))),
            obx.field(6).code())
        .filter(text -> !text.isBlank())
        .reduce((one, two) -> one + " " + two)
        .orElse("");
  }

  private @Nullable ObservedLine observation(
      Segment obx,
      @Nullable String specimen,
      @Nullable ObservationStatus fallback,
      @Nullable ObservedLine last) {
    consumed++;
    if (ObservedLine.title(obx)) {
      String label = obx.field(3).component(2).text();
      narrative.add(label == null ? obx.field(3).component(1).code() : label);
      return null;
    }
    ObservedLine line = reader.read(obx, fallback);
    if (line.attachment() == null) {
      statuses.add(line.status());
    }
    if (last != null && last.continues(line)) {
      last.append(line);
      return last;
    }
    lines.add(new Placed(line, specimen));
    return line;
  }

  /**
   * The status of an OBX that says none: what OBR-25 says of them all; of a text or a file, what
   * the results beside it say. A number without status stays without.
   */
  private static @Nullable ObservationStatus fallback(Segment obx, Groups.Request request) {
    Segment obr = request.obr();
    ExamStatus exam = obr == null ? ExamStatus.UNSAID : ExamStatus.of(obr);
    if (exam.observations() != null) {
      return exam.observations();
    }
    if (!TEXTS.contains(obx.field(2).code())) {
      return null;
    }
    List<ObservationStatus> beside =
        request.details().stream()
            .filter(other -> other.is("OBX"))
            .map(other -> ObservationReader.of(other.field(STATUS).component(1).code()))
            .filter(Objects::nonNull)
            .toList();
    if (beside.isEmpty()) {
      return null;
    }
    boolean open =
        beside.contains(ObservationStatus.PRELIMINARY)
            || beside.contains(ObservationStatus.REGISTERED);
    return open ? ObservationStatus.PRELIMINARY : ObservationStatus.FINAL;
  }

  private void note(Segment c, @Nullable ObservedLine last) {
    List<String> text = comment(c);
    narrative.addAll(text);
    if (last != null) {
      last.comment(text);
    }
  }

  /** C-3, one line for each repetition; a separator inside the text does not cut it. */
  private static List<String> comment(Segment c) {
    List<String> lines = new ArrayList<>();
    c.field(3).repetitions().forEach(one -> lines.add(one.verbatim().stripTrailing()));
    for (int i = 4; i <= c.count(); i++) {
      // a lone letter is the kind of the comment
      if (c.field(i).present() && !c.field(i).code().matches("[A-Z]")) {
        lines.add(c.field(i).verbatim().strip());
      }
    }
    return lines;
  }

  private void other(Segment segment) {
    if (segment.is("P") || Groups.leftOut(segment)) {
      return;
    }
    findings.error(
        ProblemCode.LINE_NOT_UNDERSTOOD,
        segment.is(Segments.STRANGER) ? "ligne" : segment.place(),
        "Ligne qui n'est pas un segment attendu dans ce message.",
        "Faire commencer par A| la suite d'un texte coupé ; vérifier les noms des segments.");
  }

  /** How many OBX were taken, titles included. */
  int consumed() {
    return consumed;
  }

  /** One for each result; documents have none of their own. */
  List<ObservationStatus> statuses() {
    return statuses;
  }

  List<Observation> observations() {
    return lines.stream()
        .filter(placed -> placed.line().attachment() == null)
        .map(placed -> placed.line().observation(placed.specimen()))
        .toList();
  }

  List<Attachment> attachments() {
    return lines.stream()
        .map(placed -> placed.line().attachment())
        .filter(Objects::nonNull)
        .toList();
  }

  /** Whether a result is text for people. */
  boolean anyText() {
    return lines.stream().map(Placed::line).anyMatch(ObservedLine::narrative);
  }

  List<String> narrative() {
    return narrative;
  }

  /** Comments and text results. */
  List<String> everyText() {
    Stream<String> texts =
        lines.stream()
            .map(Placed::line)
            .filter(ObservedLine::narrative)
            .flatMap(line -> line.texts().stream())
            .flatMap(String::lines);
    return Stream.concat(narrative.stream(), texts).toList();
  }
}
