// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.CodeableConcept;

/** Why there is no value (FHIR R4, code system data-absent-reason), in French. */
final class AbsentReasons {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("unknown", "inconnue"),
          Map.entry("asked-unknown", "demandée, inconnue"),
          Map.entry("temp-unknown", "pas encore connue"),
          Map.entry("not-asked", "non demandée"),
          Map.entry("asked-declined", "refusée"),
          Map.entry("masked", "masquée"),
          Map.entry("not-applicable", "sans objet"),
          Map.entry("unsupported", "non prise en charge"),
          Map.entry("as-text", "dans le texte"),
          Map.entry("error", "erreur de mesure"),
          Map.entry("not-a-number", "pas un nombre"),
          Map.entry("negative-infinity", "au-dessous de toute mesure"),
          Map.entry("positive-infinity", "au-dessus de toute mesure"),
          Map.entry("not-performed", "examen non fait"),
          Map.entry("not-permitted", "non permise"));

  private AbsentReasons() {}

  static String french(CodeableConcept reason, Scope scope) {
    String code = Objects.requireNonNullElse(reason.getCodingFirstRep().getCode(), "");
    if (code.equals("as-text")) {
      scope.contentElsewhere();
    }
    String said = reason.hasText() ? reason.getText().strip() : WORDS.get(code);
    return said != null
        ? said
        : Objects.requireNonNullElse(FactValue.words(reason), "sans raison donnée");
  }
}
