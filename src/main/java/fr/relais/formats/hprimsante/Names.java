// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.ProblemCode;
import fr.relais.formats.text.CharsetDetection;
import java.util.Map;

/**
 * Whether the names of the patient and of the doctors depend on a character set that is guessed.
 */
record Names(CharsetDetection detection) {
  private static final String CURE =
      "Envoyer le fichier en UTF-8 ; vérifier le nom auprès de l'émetteur.";

  /** P: used and birth name, doctors; OBR: who asks, who gets a copy. */
  private static final Map<String, int[]> FIELDS =
      Map.of("P", new int[] {5, 6, 13}, "OBR", new int[] {16, 28});

  void check(Segment segment, Findings findings) {
    for (int field : FIELDS.getOrDefault(segment.name(), new int[0])) {
      String place = segment.place(field);
      switch (detection.certaintyOf(segment.field(field).raw())) {
        case SURE -> {}
        case LIKELY ->
            findings.warning(
                ProblemCode.CHARSET_CONFLICT,
                place,
                "Le fichier ne dit pas son jeu de caractères : les accents du nom sont les plus"
                    + " probables, sans être certains.",
                CURE);
        case OPEN ->
            findings.error(
                ProblemCode.CHARSET_CONFLICT,
                place,
                "Le fichier ne dit pas son jeu de caractères, et deux jeux donnent des noms"
                    + " différents.",
                CURE);
      }
    }
  }
}
