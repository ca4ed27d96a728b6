// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import java.time.Duration;

/** What the DMP answers when it shows nothing, in a doctor's words: what it is, and what to do. */
final class DmpWords {
  /** How long a doctor waits for it. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private DmpWords() {}

  /**
   * @param code as the port gives it, without health data or identity
   */
  static String refusal(String code) {
    return switch (code) {
      case "DMP_ABSENT" -> "Ce patient n'a pas de DMP. Ce que Relais connaît est ci-dessus.";
      case "DMP_CLOSED" -> "Le DMP de ce patient est fermé. Ce que Relais connaît est ci-dessus.";
      case "DMP_ACCESS_REFUSED" ->
          "Le DMP ne vous ouvre pas ce dossier : l'accès n'y est pas donné, ou le patient l'a"
              + " retiré. Parlez-en avec lui.";
      case "DMP_NO_CERTIFICATE" ->
          "Ce lieu n'a pas encore de certificats pour le DMP. Demandez à l'opérateur ; en"
              + " attendant, ouvrez-le dans votre logiciel.";
      case "DMP_SUBMITTER_INCOMPLETE" ->
          "Votre spécialité n'est pas connue de Relais, et le DMP la demande. Demandez à"
              + " l'opérateur de l'ajouter à l'annuaire (colonne expertise).";
      case "DMP_TIMEOUT" ->
          "Le DMP n'a pas répondu en "
              + PATIENCE.toSeconds()
              + " secondes. Réessayez dans quelques minutes ; rien n'est perdu ici.";
      case "DMP_UNAVAILABLE" ->
          "Le DMP est injoignable. Réessayez dans quelques minutes ; rien n'est perdu ici.";
      case "DMP_NOT_ENTITLED" ->
          "Vous ne pouvez pas, ou plus, lire le DMP de ce patient : rouvrez sa page.";
      default ->
          "Le DMP n'a rien montré (code "
              + (code.matches("[A-Z0-9_]{1,40}") ? code : "DMP_REFUSED")
              + "). Réessayez ; si cela dure, donnez ce code à l'opérateur.";
    };
  }
}
