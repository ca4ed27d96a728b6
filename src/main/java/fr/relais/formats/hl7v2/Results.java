// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Attachment;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The OBX and the notes of a part, gathered in the order of the message. */
final class Results {
  private record Placed(ObservationLine line, @Nullable String specimen) {}

  private final ObservationReader reader;
  private final List<Placed> lines = new ArrayList<>();
  private final List<ObservationStatus> statuses = new ArrayList<>();
  private final List<String> narrative = new ArrayList<>();
  private int instructions;

  Results(Findings findings) {
    this.reader = new ObservationReader(findings);
  }

  /** A note about the patient himself, or nothing when the segment is not a note. */
  void patientNote(Segment segment) {
    if (segment.is("NTE")) {
      narrative.addAll(ObservedValue.lines(segment.field(3)));
    }
  }

  void take(Groups.Request request) {
    String specimen = specimen(request);
    ObservationLine last = null;
    for (Segment segment : request.details()) {
      switch (segment.name()) {
        case "OBX" -> last = line(segment, specimen, last);
        case "NTE" -> note(segment, last);
        case "SPM", "TQ1", "TQ2", "CTI" -> last = null;
        default -> {}
      }
    }
  }

  /** An instruction is counted and is no result; what follows it is not said of the one before. */
  private @Nullable ObservationLine line(
      Segment obx, @Nullable String specimen, @Nullable ObservationLine last) {
    if (CarrierFlags.areIn(obx)) {
      instructions++;
      return null;
    }
    return observation(obx, specimen, last);
  }

  private ObservationLine observation(
      Segment obx, @Nullable String specimen, @Nullable ObservationLine last) {
    ObservationLine line = reader.read(obx);
    statuses.add(line.status());
    if (last != null && last.continues(line)) {
      last.append(line);
      return last;
    }
    lines.add(new Placed(line, specimen));
    return line;
  }

  private void note(Segment nte, @Nullable ObservationLine last) {
    List<String> text = ObservedValue.lines(nte.field(3));
    narrative.addAll(text);
    if (last != null) {
      last.comment(text);
    }
  }

  /** SPM-4 when one specimen is described, else OBR-15. */
  private static @Nullable String specimen(Groups.Request request) {
    List<Segment> described = request.details().stream().filter(one -> one.is("SPM")).toList();
    return described.size() == 1
        ? described.get(0).field(4).component(1).text()
        : request.obr().field(15).component(1).sub(1).text();
  }

  /** How many OBX were taken, instructions included. */
  int segments() {
    return statuses.size() + instructions;
  }

  /** One for each result, documents included. */
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
    return lines.stream().map(Placed::line).anyMatch(ObservationLine::narrative);
  }

  List<String> narrative() {
    return narrative;
  }

  /** Notes and text results. */
  List<String> everyText() {
    Stream<String> texts =
        lines.stream()
            .map(Placed::line)
            .filter(ObservationLine::narrative)
            .flatMap(line -> line.texts().stream())
            .flatMap(String::lines);
    return Stream.concat(narrative.stream(), texts).toList();
  }
}
