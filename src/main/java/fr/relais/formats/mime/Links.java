// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import fr.relais.core.model.Letter;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import java.util.regex.Pattern;

/**
 * The addresses of the people's pages: the portal, the short reference, the act. Never a name,
 * never a word about health.
 */
final class Links {
  private static final Pattern REFERENCE = Pattern.compile("[A-Z0-9]{1,12}");
  private final String base;
  private final String list;

  Links(Letter letter) {
    String reference = letter.followUp().reference();
    if (!REFERENCE.matcher(reference).matches()) {
      throw new CannotWrite(
          Problem.error(
              ProblemCode.FIELD_NOT_UNDERSTOOD,
              "référence",
              "La référence du suivi n'est pas faite de capitales et de chiffres.",
              "Vérifiez comment les références sont données."));
    }
    String portal = letter.portal().toString();
    list = portal.replaceAll("/+$", "") + "/suivi";
    base = list + "/" + reference;
  }

  /** The doctor's own list. */
  String list() {
    return list;
  }

  String take() {
    return base + "/prendre";
  }

  String seen() {
    return base + "/vu";
  }

  String refuse() {
    return base + "/refuser";
  }

  String handOver() {
    return base + "/transmettre";
  }

  String laboratoryCall() {
    return base + "/appel-laboratoire";
  }

  String reachPatient() {
    return base + "/joindre-patient";
  }
}
