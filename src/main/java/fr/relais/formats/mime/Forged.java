// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import fr.relais.core.model.ProblemCode;
import java.util.List;

/**
 * Headers that no honest mail has: a second sender or subject (RFC 5322 section 3.6), and control
 * characters, which make a line of their own of what is written after them.
 */
final class Forged {
  private static final List<String> ONCE = List.of("from", "sender", "reply-to", "subject");
  private static final List<String> CLEAN =
      List.of("from", "sender", "reply-to", "to", "cc", "subject");

  private Forged() {}

  /** Whether there is any. */
  static boolean is(Fields fields) {
    Findings findings = new Findings();
    check(fields, findings);
    return findings.hasError();
  }

  static void check(Fields fields, Findings findings) {
    if (ONCE.stream().anyMatch(name -> fields.values(name).size() > 1)) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "en-tête",
          "Le courriel porte deux expéditeurs ou deux objets : on ne sait pas qui l'a envoyé.",
          "Vérifier l'émetteur par un autre moyen ; lui demander de renvoyer le courriel.");
    }
    if (CLEAN.stream().anyMatch(fields::hidesControls)) {
      findings.error(
          ProblemCode.CONTROL_CHARACTER,
          "en-tête",
          "Un caractère de contrôle est caché dans une adresse ou dans l'objet du courriel.",
          "Vérifier l'émetteur par un autre moyen ; lui demander de renvoyer le courriel.");
    }
  }
}
