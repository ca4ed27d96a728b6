// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.ProblemCode;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the validator found, in French. Its own sentences repeat values, so none of them is kept. */
final class ValidatorWords {
  /** Names of invariants are ours or FHIR's, never the message's. */
  private static final Pattern RULE = Pattern.compile("(?:rule |Constraint failed: )'?([a-z]{2,12}-[0-9]{1,3}[a-z]?)\\b");

  private ValidatorWords() {}

  /** One finding in words. */
  record Told(ProblemCode code, String cause, String cure) {}

  /** The invariant that failed; empty when it is something else. */
  static String rule(@Nullable String message) {
    Matcher found = RULE.matcher(Objects.requireNonNullElse(message, ""));
    return found.find() ? found.group(1) : "";
  }

  /**
   * @param id the validator's own name of what it found
   */
  static Told of(@Nullable String id) {
    String name = Objects.requireNonNullElse(id, "").toLowerCase(Locale.ROOT);
    if (name.contains("minimum") || name.contains("_min")) {
      return new Told(
          ProblemCode.REQUIRED_MISSING,
          "Il manque un élément que le profil exige.",
          "Renseignez-le ; le profil dit lequel à cet endroit.");
    } else if (name.contains("maximum") || name.contains("_max")) {
      return new Told(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "Un élément est donné plus souvent que le profil ne l'admet.",
          "Gardez-en un seul, ou retirez-le.");
    } else if (name.contains("terminology") || name.contains("code")) {
      return new Told(
          ProblemCode.CODE_NOT_UNDERSTOOD,
          "Ce code n'est pas dans la liste que le profil demande, ou n'a pu être vérifié.",
          "Prenez un code de la liste.");
    } else if (name.contains("fixed") || name.contains("pattern") || name.contains("does_not_match")) {
      return new Told(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "Cette valeur n'est pas celle que le profil impose.",
          "Recopiez celle du profil.");
    } else if (name.contains("constraint") || name.contains("bad_rule") || name.contains("inv")) {
      return new Told(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "Une règle du profil n'est pas respectée.",
          "Lisez la règle dans le profil, à cet endroit.");
    } else if (name.contains("reference")) {
      return new Told(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "Cette référence ne mène pas à une ressource du type attendu.",
          "Corrigez la référence, ou joignez la ressource.");
    } else if (name.contains("type_specific") || name.contains("datetime") || name.contains("date")) {
      return new Told(
          ProblemCode.DATE_NOT_UNDERSTOOD,
          "La forme de cette valeur n'est pas celle de son type.",
          "Corrigez-la selon FHIR R4.");
    }
    return new Told(
        ProblemCode.FIELD_NOT_UNDERSTOOD,
        "Cette partie n'est pas conforme au profil, ou à FHIR R4.",
        "Comparez-la avec l'exemple juste du même type.");
  }
}
