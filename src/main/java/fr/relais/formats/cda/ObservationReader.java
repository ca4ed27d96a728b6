// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.ProblemCode;
import fr.relais.formats.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One result (template 1.3.6.1.4.1.19376.1.3.1.6), or an earlier one given beside it. */
final class ObservationReader {
  static final String COMMENT = "48767-8";
  private static final Set<Interpretation> SUSCEPTIBILITY =
      Set.of(
          Interpretation.S,
          Interpretation.I,
          Interpretation.R,
          Interpretation.MS,
          Interpretation.VS);

  private final Narrative narrative;
  private final Findings findings;

  ObservationReader(Narrative narrative, Findings findings) {
    this.narrative = narrative;
    this.findings = findings;
  }

  Observation read(XmlElement observation, Surroundings around) {
    Coded what = Coded.of(observation.child("code"), narrative);
    List<Value> values =
        observation
            .children("value")
            .filter(value -> !Media.is(value))
            .map(value -> Value.of(value, narrative, findings))
            .filter(value -> value.text() != null)
            .toList();
    List<Value> translated =
        observation
            .all("value", "translation")
            .map(this::translated)
            .filter(Objects::nonNull)
            .toList();
    List<Value> all = Stream.concat(values.stream(), translated.stream()).toList();
    Value first = all.isEmpty() ? new Value(null, null, null) : all.get(0);
    Value value = Assertion.denied(observation) ? first.denied() : first;
    Range.All ranges = Range.of(observation, narrative);
    Range range = ranges.beside(value.unit());
    Interpretations interpretations = Interpretations.of(observation, findings);
    ObservationStatus status = status(observation, value);
    if (value.text() == null
        && status == ObservationStatus.FINAL
        && !susceptibility(interpretations, around)) {
      valueMissing();
    }
    return new Observation(
        what.code(),
        what.system(),
        what.label(),
        what.translations(),
        value.text(),
        value.comparator(),
        value.unit(),
        range.low(),
        range.high(),
        interpretations.flag(),
        status,
        around.prior(),
        around.isolate() == null ? null : around.isolate().number(),
        specimen(observation, around),
        new Times(findings).read(observation.child("effectiveTime"), "observation/effectiveTime"),
        secondary(all, ranges),
        comment(observation, around, all, ranges, interpretations));
  }

  /** S, I and R are the result of an antibiogram, with or without a figure beside them. */
  private static boolean susceptibility(Interpretations said, Surroundings around) {
    return said.flag() == null
        ? around.isolate() != null && !said.words().isEmpty()
        : SUSCEPTIBILITY.contains(said.flag());
  }

  /** The same quantity in another unit, as a translation of the first (PQR). */
  private @Nullable Value translated(XmlElement translation) {
    String written = translation.attribute("value");
    String unit = Parts.textOf(translation.child("originalText"));
    return written == null
        ? null
        : new Value(
            written.replace(',', '.'), null, unit != null ? unit : translation.attribute("code"));
  }

  private static Observation.@Nullable Secondary secondary(List<Value> all, Range.All ranges) {
    if (all.size() < 2) {
      return null;
    }
    Value second = all.get(1);
    Range range =
        Objects.equals(second.unit(), all.get(0).unit()) ? Range.NONE : besideOnly(ranges, second);
    String sign = second.comparator() == null ? "" : second.comparator();
    return new Observation.Secondary(
        sign + second.text(), second.unit(), range.low(), range.high());
  }

  private static Range besideOnly(Range.All ranges, Value value) {
    return ranges.ranges().stream()
        .filter(range -> range.unit() != null && range.unit().equals(value.unit()))
        .findFirst()
        .orElse(Range.NONE);
  }

  private ObservationStatus status(XmlElement observation, Value value) {
    String code = Parts.value(observation.child("statusCode"), "code");
    return switch (code == null ? "completed" : code) {
      case "completed" -> ObservationStatus.FINAL;
      case "active", "held", "new", "suspended" ->
          value.text() == null ? ObservationStatus.REGISTERED : ObservationStatus.PRELIMINARY;
      case "aborted", "cancelled", "obsolete" -> ObservationStatus.CANCELLED;
      case "nullified" -> ObservationStatus.ENTERED_IN_ERROR;
      default -> {
        findings.error(
            ProblemCode.CODE_NOT_UNDERSTOOD,
            "observation/statusCode",
            "Statut de résultat inconnu.",
            "Employer completed, active ou aborted.");
        yield ObservationStatus.PRELIMINARY;
      }
    };
  }

  private void valueMissing() {
    findings.warning(
        ProblemCode.REQUIRED_MISSING,
        "observation/value",
        "Un résultat validé n'a pas de valeur.",
        "Voir l'original ; envoyer la valeur, ou le statut aborted.");
  }

  private @Nullable String specimen(XmlElement observation, Surroundings around) {
    String own = around.specimens().usedBy(observation);
    return own != null ? own : around.specimen();
  }

  private @Nullable String comment(
      XmlElement observation,
      Surroundings around,
      List<Value> values,
      Range.All ranges,
      Interpretations interpretations) {
    List<String> lines = new ArrayList<>();
    if (around.isolate() != null) {
      lines.add("Micro-organisme : " + around.isolate().name());
    }
    if (!interpretations.words().isEmpty()) {
      lines.add("Interprétation : " + String.join(", ", interpretations.words()));
    }
    values.stream().skip(2).forEach(value -> lines.add("Autre valeur : " + Value.written(value)));
    List<Range> shown = new ArrayList<>();
    values.stream().limit(2).forEach(value -> shown.add(ranges.beside(value.unit())));
    ranges.ranges().stream()
        .filter(range -> !shown.contains(range))
        .forEach(range -> lines.add("Valeurs de référence : " + range.written()));
    lines.addAll(ranges.words());
    String text = Parts.textOf(observation.child("text"));
    if (text != null) {
      lines.add(text);
    }
    observation
        .all("entryRelationship", "act")
        .filter(act -> COMMENT.equals(Parts.value(act.child("code"), "code")))
        .map(act -> narrative.meant(act.child("text")))
        .filter(Objects::nonNull)
        .forEach(lines::add);
    return lines.isEmpty() ? null : String.join("\n", lines);
  }
}
