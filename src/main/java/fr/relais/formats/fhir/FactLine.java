// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Coding;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.jspecify.annotations.Nullable;

/** What the lines of one Observation have in common, and how each is made. */
record FactLine(
    Scope scope,
    String place,
    ObservationStatus status,
    boolean prior,
    @Nullable String subId,
    @Nullable String specimen,
    @Nullable PartialDateTime at) {

  /** Whether it is the same fact in another unit, as our own bundles write it. */
  static boolean secondUnit(ObservationComponentComponent component) {
    return component.getCode().getCoding().stream()
        .anyMatch(
            coding ->
                Uris.COMPONENT.equals(coding.getSystem())
                    && ObservationWriter.SECOND_UNIT.equals(coding.getCode()));
  }

  /**
   * The line of the Observation itself.
   *
   * @param alone whether nothing else of it carries a value
   */
  fr.relais.core.model.Observation of(Observation from, boolean alone) {
    FactValue value = FactValue.of(from.getValue(), place + ".value", scope);
    FactRange range = FactRange.of(from.getReferenceRange(), value.unit());
    FactFlags flags = FactFlags.of(from.getInterpretation(), place, scope.findings);
    absent(value, from.getDataAbsentReason(), place);
    if (alone
        && value.text() == null
        && !from.hasDataAbsentReason()
        && status == ObservationStatus.FINAL) {
      scope.findings.warning(
          ProblemCode.REQUIRED_MISSING,
          place + ".value",
          "Un résultat validé n'a pas de valeur.",
          "Voir l'original ; envoyez la valeur, ou dataAbsentReason.");
    }
    List<String> comment = new ArrayList<>();
    common(comment, value, from.getDataAbsentReason(), range, flags);
    more(comment, "Méthode", from.getMethod());
    more(comment, "Site", from.getBodySite());
    from.getNote().stream().map(Annotation::getText).filter(Objects::nonNull).forEach(comment::add);
    return fact(
        code(from.getCode(), place),
        value,
        range,
        flags,
        from.getComponent().stream()
            .filter(FactLine::secondUnit)
            .map(this::second)
            .findFirst()
            .orElse(null),
        comment);
  }

  /** The line of a component, which says of what it is a part. */
  fr.relais.core.model.Observation of(
      ObservationComponentComponent from, Observation whole, String where) {
    FactValue value = FactValue.of(from.getValue(), where + ".value", scope);
    FactRange range = FactRange.of(from.getReferenceRange(), value.unit());
    FactFlags flags = FactFlags.of(from.getInterpretation(), where, scope.findings);
    absent(value, from.getDataAbsentReason(), where);
    List<String> comment = new ArrayList<>();
    String title = FactValue.words(whole.getCode());
    String said = FactValue.of(whole.getValue(), place + ".value", scope).text();
    if (title != null) {
      comment.add("Partie de : " + title + (said == null ? "" : " (" + said + ")"));
    }
    common(comment, value, from.getDataAbsentReason(), range, flags);
    if (!whole.hasValue()) {
      whole.getNote().stream()
          .map(Annotation::getText)
          .filter(Objects::nonNull)
          .forEach(comment::add);
    }
    return fact(code(from.getCode(), where), value, range, flags, null, comment);
  }

  private fr.relais.core.model.Observation fact(
      Code code,
      FactValue value,
      FactRange range,
      FactFlags flags,
      fr.relais.core.model.Observation.@Nullable Secondary secondary,
      List<String> comment) {
    return new fr.relais.core.model.Observation(
        code.first() == null ? null : code.first().code(),
        code.first() == null ? null : code.first().system(),
        code.label(),
        code.others(),
        value.text(),
        value.comparator(),
        value.unit(),
        range.low(),
        range.high(),
        flags.flag(),
        status,
        prior,
        subId,
        specimen,
        at,
        secondary,
        comment.isEmpty() ? null : String.join("\n", comment));
  }

  private fr.relais.core.model.Observation.@Nullable Secondary second(
      ObservationComponentComponent component) {
    FactValue value = FactValue.of(component.getValue(), place + ".component", scope);
    FactRange range = FactRange.of(component.getReferenceRange(), value.unit());
    String mark = value.comparator() == null ? "" : value.comparator();
    return value.text() == null
        ? null
        : new fr.relais.core.model.Observation.Secondary(
            mark + value.text(), value.unit(), range.low(), range.high());
  }

  private record Code(@Nullable Coding first, List<Coding> others, @Nullable String label) {}

  /** LOINC first; then as the message orders them. */
  private Code code(CodeableConcept concept, String where) {
    List<Coding> all = new ArrayList<>();
    for (org.hl7.fhir.r4.model.Coding coding : concept.getCoding()) {
      if (coding.hasCode()) {
        boolean loinc = Uris.LOINC.equals(coding.getSystem());
        String system = loinc ? "LN" : coding.hasSystem() ? coding.getSystem() : "L";
        Coding read = new Coding(coding.getCode(), system, coding.getDisplay());
        int at = loinc && all.stream().noneMatch(c -> "LN".equals(c.system())) ? 0 : all.size();
        all.add(at, read);
      }
    }
    String label = FactValue.words(concept);
    if (label == null) {
      scope.findings.error(
          ProblemCode.REQUIRED_MISSING,
          where + ".code",
          "Un résultat ne dit pas ce qui est mesuré.",
          "Donnez code.coding (LOINC) ou code.text.");
    }
    if (all.isEmpty()) {
      return new Code(null, List.of(), label);
    }
    boolean bare = all.get(0).code().equals(label);
    return new Code(all.get(0), all.subList(1, all.size()), bare ? null : label);
  }

  /** Both a value and the reason why there is none (invariant obs-6): one of them is wrong. */
  private void absent(FactValue value, CodeableConcept reason, String where) {
    if (value.text() != null && !reason.isEmpty()) {
      scope.findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          where,
          "Un résultat a une valeur, et dit aussi pourquoi il n'en a pas.",
          "Gardez l'un des deux.");
    }
  }

  private void common(
      List<String> comment,
      FactValue value,
      CodeableConcept reason,
      FactRange range,
      FactFlags flags) {
    if (value.text() == null && !reason.isEmpty()) {
      comment.add("Valeur absente : " + AbsentReasons.french(reason, scope));
    }
    if (!flags.words().isEmpty()) {
      comment.add("Interprétation : " + String.join(", ", flags.words()));
    }
    comment.addAll(range.words());
  }

  private static void more(List<String> comment, String what, CodeableConcept concept) {
    String words = FactValue.words(concept);
    if (words != null) {
      comment.add(what + " : " + words);
    }
  }
}
