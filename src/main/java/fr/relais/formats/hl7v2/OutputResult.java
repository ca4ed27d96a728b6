// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static fr.relais.formats.hl7v2.OutputSegment.components;
import static fr.relais.formats.hl7v2.OutputSegment.data;

import fr.relais.core.model.Coding;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.ReportStatus;
import fr.relais.formats.french.ResultWords;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * OBX (HL7 v2.5 ch. 7.4.2) and the note under it. A number is NM, a number with a comparator SN,
 * words ST, words of several lines with a blank one FT; a second unit has no field and stands in
 * the note.
 */
final class OutputResult {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d*\\.?\\d+");

  private final Observation o;
  private final PerformerReference performer;
  private final ReportStatus whole;

  /**
   * @param whole status of the report: what is taken back whole takes each result back
   */
  OutputResult(Observation observation, PerformerReference performer, ReportStatus whole) {
    this.o = observation;
    this.performer = performer;
    this.whole = whole;
  }

  /**
   * @param rank OBX-1
   */
  List<String> lines(int rank) {
    List<String> lines = new ArrayList<>();
    String type = type();
    lines.add(
        new OutputSegment("OBX")
            .set(1, Integer.toString(rank))
            .set(2, type)
            .set(3, what())
            .text(4, o.subId())
            .set(5, value(type))
            .text(6, o.unit())
            .set(7, range())
            .set(8, o.interpretation() == null ? "" : data(o.interpretation().code()))
            .set(11, status())
            .set(14, OutputTimes.of(o.observedAt()))
            .set(15, components(data(performer.code()), data(performer.name())))
            .toString());
    String note = note();
    if (!note.isEmpty()) {
      lines.add(new OutputSegment("NTE").set(1, "1").text(3, note).toString());
    }
    return lines;
  }

  private String type() {
    String value = o.value();
    if (value == null) {
      return "";
    }
    if (o.comparator() != null) {
      return "SN";
    }
    if (NUMBER.matcher(value).matches()) {
      return "NM";
    }
    boolean short_ = value.lines().allMatch(line -> !line.isBlank() && line.strip().equals(line));
    return short_ ? "ST" : "FT";
  }

  private String value(String type) {
    String value = o.value() == null ? "" : o.value();
    return switch (type) {
      case "SN" -> components(data(o.comparator()), data(value));
      case "ST" -> OutputSegment.repetitions(value.lines().map(OutputSegment::data).toList());
      default -> data(value);
    };
  }

  private String what() {
    Coding second = o.translations().isEmpty() ? null : o.translations().get(0);
    return components(
        data(o.code()),
        data(o.label()),
        data(o.system()),
        second == null ? "" : data(second.code()),
        second == null ? "" : data(second.label()),
        second == null ? "" : data(second.system()));
  }

  private String range() {
    String low = o.low();
    String high = o.high();
    if (low != null && high != null) {
      return data(low) + "-" + data(high);
    }
    return low != null ? ">" + data(low) : high != null ? "<" + data(high) : "";
  }

  private String status() {
    if (whole == ReportStatus.ENTERED_IN_ERROR) {
      return "D";
    }
    if (whole == ReportStatus.CANCELLED && o.status() != ObservationStatus.ENTERED_IN_ERROR) {
      return "X";
    }
    return code(o.status());
  }

  private static String code(ObservationStatus status) {
    return switch (status) {
      case REGISTERED -> "I";
      case PRELIMINARY -> "P";
      case FINAL -> "F";
      case CORRECTED -> "C";
      case CANCELLED -> "X";
      case ENTERED_IN_ERROR -> "D";
    };
  }

  private String note() {
    List<String> said = new ArrayList<>();
    if (o.comment() != null) {
      said.add(o.comment());
    }
    Observation.Secondary second = o.secondary();
    if (second != null) {
      String bounds = secondBounds(second.low(), second.high());
      said.add(
          "Dans une autre unité : "
              + second.value()
              + (second.unit() == null ? "" : " " + second.unit())
              + (bounds.isEmpty() ? "" : " (" + bounds + ")"));
    }
    o.translations().stream()
        .skip(1)
        .map(other -> "Autre code : " + String.join(" ", present(other)))
        .forEach(said::add);
    return String.join("\n", said);
  }

  private static List<String> present(Coding coding) {
    return java.util.stream.Stream.of(coding.code(), coding.system(), coding.label())
        .filter(text -> text != null && !text.isEmpty())
        .toList();
  }

  private static String secondBounds(@Nullable String low, @Nullable String high) {
    if (low == null) {
      return high == null ? "" : "< " + high;
    }
    return high == null ? "> " + low : low + " - " + high;
  }

  /** An earlier result in words: the format has no place that says "earlier". */
  static String prior(Observation o) {
    String when = o.observedAt() == null ? "" : ", " + o.observedAt().day();
    String bounds = secondBounds(o.low(), o.high());
    return "Antériorité"
        + when
        + " : "
        + ResultWords.name(o)
        + (o.code() == null || o.label() == null ? "" : " [" + o.code() + "]")
        + " "
        + (o.comparator() == null ? "" : o.comparator() + " ")
        + (o.value() == null ? ResultWords.value(o) : o.value())
        + (o.unit() == null ? "" : " " + o.unit())
        + (bounds.isEmpty() ? "" : " (" + bounds + ")")
        + (o.interpretation() == null ? "" : " " + o.interpretation().code());
  }
}
