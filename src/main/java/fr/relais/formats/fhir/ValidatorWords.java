// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import fr.relais.core.model.ProblemCode;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the validator found, in French. Its own sentences repeat values, so none of them is kept.
 */
final class ValidatorWords {
  /** Names of invariants are ours or FHIR's, never the message's. */
  private static final Pattern RULE =
      Pattern.compile("(?:rule |Constraint failed: )'?([a-z]{2,12}-[0-9]{1,3}[a-z]?)\\b");

  /** Paths of a definition: the profile's, never the message's. */
  private static final Pattern MISSING =
      Pattern.compile("^(?:[^']{0,200}: )?([A-Z][A-Za-z.:\\[\\]-]{1,120}): minimum required");

  private ValidatorWords() {}

  /** One finding in words. */
  record Told(ProblemCode code, String cause, String cure) {}

  /** Remarks, and codes whose system is not here to check them while no profile demands it. */
  static boolean unimportant(SingleValidationMessage message) {
    return message.getSeverity() == ResultSeverityEnum.INFORMATION
        || message.getSeverity() == ResultSeverityEnum.WARNING && name(message).contains("termin");
  }

  private static String name(SingleValidationMessage message) {
    return Objects.requireNonNullElse(message.getMessageId(), "").toLowerCase(Locale.ROOT);
  }

  static Told of(SingleValidationMessage message) {
    String said = Objects.requireNonNullElse(message.getMessage(), "");
    Matcher rule = RULE.matcher(said);
    Matcher missing = MISSING.matcher(said);
    if (rule.find()) {
      return new Told(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "La règle " + rule.group(1) + " n'est pas respectée.",
          "Lisez-la dans le profil, à cet endroit.");
    } else if (missing.find()) {
      return new Told(
          ProblemCode.REQUIRED_MISSING,
          "Il manque " + missing.group(1) + ", que le profil exige.",
          "Renseignez-le.");
    }
    return byName(name(message));
  }

  private static Told byName(String name) {
    if (name.contains("minimum") || name.contains("_min")) {
      return new Told(
          ProblemCode.REQUIRED_MISSING,
          "Il manque un élément que le profil exige.",
          "Renseignez-le ; l'exemple juste du même type le montre.");
    } else if (name.contains("maximum") || name.contains("_max")) {
      return new Told(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "Un élément est donné plus souvent que le profil ne l'admet.",
          "Gardez-en un seul, ou retirez-le.");
    } else if (name.contains("termin")) {
      return new Told(
          ProblemCode.CODE_NOT_UNDERSTOOD,
          "Ce code n'est pas dans la liste que le profil demande.",
          "Prenez un code de la liste.");
    } else if (name.contains("reference")) {
      return new Told(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "Cette référence ne mène pas à une ressource du type attendu.",
          "Corrigez la référence, ou joignez la ressource.");
    }
    return new Told(
        ProblemCode.FIELD_NOT_UNDERSTOOD,
        "Cette partie n'est pas conforme au profil, ou à FHIR R4.",
        "Comparez-la avec l'exemple juste du même type.");
  }
}
