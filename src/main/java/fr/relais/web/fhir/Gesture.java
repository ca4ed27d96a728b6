// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import fr.relais.core.decide.Act;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of {@code $act}. Codes are the words of the code, in lower case with hyphens:
 * {@code take}, {@code inform-patient}, {@code patient-reached}.
 */
record Gesture(
    @Nullable CodeType act,
    @Nullable CodeType decision,
    @Nullable CodeType outcome,
    @Nullable Reference to,
    @Nullable StringType note) {
  private static final int NOTE_MAX = 2_000;

  Act act(String caller, Instant now) {
    Act.Kind kind = code("act", act, List.of(Act.Kind.values()));
    if (kind == null) {
      throw wrong("act", List.of(Act.Kind.values()));
    }
    String text = note == null ? null : note.getValue();
    if (text != null && text.length() > NOTE_MAX) {
      throw Refusal.of(
          422,
          ProblemCode.TOO_LARGE,
          "Parameters",
          "La note dépasse " + NOTE_MAX + " caractères.",
          "Raccourcissez-la.");
    }
    return new Act(
        kind,
        caller,
        now,
        to == null ? null : to.getReferenceElement().getIdPart(),
        code("decision", decision, List.of(ClinicalDecision.values())),
        code("outcome", outcome, List.of(ClinicalOutcome.values())),
        text,
        null);
  }

  private static <E extends Enum<E>> @Nullable E code(
      String name, @Nullable CodeType code, List<E> all) {
    if (code == null || code.isEmpty()) {
      return null;
    }
    return all.stream()
        .filter(each -> word(each).equals(code.getValue()))
        .findFirst()
        .orElseThrow(() -> wrong(name, all));
  }

  private static String word(Enum<?> each) {
    return each.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Refusal wrong(String name, List<? extends Enum<?>> all) {
    return Refusal.of(
        422,
        ProblemCode.CODE_NOT_UNDERSTOOD,
        "Parameters",
        "Le paramètre " + name + " manque, ou son code n'est pas connu.",
        "Codes possibles : "
            + all.stream().map(Gesture::word).collect(Collectors.joining(", "))
            + ".");
  }
}
