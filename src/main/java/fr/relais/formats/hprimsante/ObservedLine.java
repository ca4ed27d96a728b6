// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.Attachment;
import fr.relais.core.model.Coding;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.PartialDateTime;
import fr.relais.formats.hl7v2.Element;
import fr.relais.formats.hl7v2.Flags;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One OBX as it was read, before the comments that follow it. */
final class ObservedLine {
  private final Segment segment;
  private final String type;
  private final List<Coding> codes;
  private final Value value;
  private final @Nullable Attachment attachment;
  private @Nullable Interpretation interpretation;
  private final ObservationStatus status;
  private final @Nullable PartialDateTime observedAt;
  private final List<String> texts = new ArrayList<>();
  private final List<String> comments = new ArrayList<>();

  /**
   * @param codes the first is the one that is kept as the observation's own
   */
  ObservedLine(
      Segment segment,
      List<Coding> codes,
      Value value,
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
    if (value.text() != null) {
      texts.add(value.text());
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
    return type.equals("TX");
  }

  List<String> texts() {
    return texts;
  }

  void comment(List<String> lines) {
    comments.addAll(lines);
  }

  /** {@code TX} whose value is a point: the title of a section, no result. */
  static boolean title(Segment obx) {
    return obx.field(2).code().equals("TX")
        && obx.field(5).code().equals(".")
        && !obx.field(6).present()
        && !obx.field(7).present()
        && !obx.field(8).present();
  }

  /** Whether the next line only goes on with the same text: same code, sub-id, status and time. */
  boolean continues(ObservedLine next) {
    return narrative()
        && comments.isEmpty()
        && type.equals(next.type)
        && codes.equals(next.codes)
        && status == next.status
        && segment.field(4).code().equals(next.segment.field(4).code())
        && Objects.equals(observedAt, next.observedAt);
  }

  /** Takes the text of a line that continues this one. */
  void append(ObservedLine next) {
    texts.addAll(next.texts);
    interpretation = Flags.mostSevere(interpretation, next.interpretation);
  }

  Observation observation(@Nullable String specimen) {
    Coding main = codes.get(0);
    String unit = unit(segment);
    Range range = Range.of(segment.field(7), unit);
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
        unit != null ? unit : value.unit(),
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

  /** OBX-6 is one: a repetition sign in it belongs to the unit ({@code 10^9/L}). */
  static @Nullable String unit(Segment obx) {
    Element field = obx.field(6);
    int end = field.raw().indexOf(field.by().component());
    String raw = end < 0 ? field.raw() : field.raw().substring(0, end);
    return new Element(raw, field.by(), field.escapes()).text();
  }
}
