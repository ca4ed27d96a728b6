// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Attachment;
import fr.relais.core.model.Coding;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.PartialDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One OBX as it was read, before the notes that follow it. */
final class ObservationLine {
  private final Segment segment;
  private final String type;
  private final List<Coding> codes;
  private final ObservedValue value;
  private final @Nullable Attachment attachment;
  private @Nullable Interpretation interpretation;
  private final ObservationStatus status;
  private final @Nullable PartialDateTime observedAt;
  private final List<String> texts = new ArrayList<>();
  private final List<String> comments = new ArrayList<>();

  /**
   * @param codes the first is the one that is kept as the observation's own
   */
  ObservationLine(
      Segment segment,
      List<Coding> codes,
      ObservedValue value,
      @Nullable Attachment attachment,
      @Nullable Interpretation interpretation,
      ObservationStatus status,
      @Nullable PartialDateTime observedAt) {
    this.segment = segment;
    this.type = segment.field(2).code();
    this.codes = codes;
    this.value = value;
    this.attachment = attachment;
    this.interpretation = interpretation;
    this.status = status;
    this.observedAt = observedAt;
    if (value.value() != null) {
      texts.add(value.value());
    }
  }

  ObservationStatus status() {
    return status;
  }

  @Nullable Attachment attachment() {
    return attachment;
  }

  /** Whether it is text for people, not a value. */
  boolean narrative() {
    return type.equals("TX") || type.equals("FT");
  }

  List<String> texts() {
    return texts;
  }

  void comment(List<String> lines) {
    comments.addAll(lines);
  }

  /** Whether the next line only goes on with the same text: same code, sub-id, status and time. */
  boolean continues(ObservationLine next) {
    return narrative()
        && comments.isEmpty()
        && type.equals(next.type)
        && codes.equals(next.codes)
        && status == next.status
        && segment.field(4).code().equals(next.segment.field(4).code())
        && java.util.Objects.equals(observedAt, next.observedAt);
  }

  /** Takes the text of a line that continues this one. */
  void append(ObservationLine next) {
    texts.addAll(next.texts);
    interpretation = Flags.mostSevere(interpretation, next.interpretation);
  }

  Observation observation(@Nullable String specimen) {
    Coding main = codes.get(0);
    String unit = Unit.of(segment.field(6)).text();
    ReferenceRange range = ReferenceRange.of(segment.field(7).text(), unit);
    List<String> remarks = new ArrayList<>(comments);
    if (range.other() != null) {
      remarks.add(0, "Référence : " + range.other());
    }
    return new Observation(
        main.code().isEmpty() ? null : main.code(),
        main.system(),
        main.label(),
        codes.subList(1, codes.size()),
        texts.isEmpty() ? null : String.join("\n", texts),
        value.comparator(),
        unit,
        range.low(),
        range.high(),
        interpretation,
        status,
        false,
        segment.field(4).text(),
        specimen,
        observedAt,
        null,
        remarks.isEmpty() ? null : String.join("\n", remarks));
  }
}
