// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Refusals;
import java.time.Duration;
import java.util.Set;

/** What the DMP answers when it shows nothing, in a doctor's words: what it is, and what to do. */
final class DmpWords {
  /** How long a doctor waits for it. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** He took his authorisation back here. */
  static final String WITHDRAWN = "DMP_AUTHORISATION_WITHDRAWN";

  /** Beside a DMP that may be read. */
  static final String OPPOSES_FILING =
      "Ce patient s'oppose à l'alimentation de son DMP : Relais n'y dépose rien. Cela n'empêche pas"
          + " de le lire, s'il ne s'y oppose pas.";

  private static final Set<String> WITHOUT_AUTHORISATION =
      Set.of("DMP_AUTHORISATION_ABSENT", "DMP_AUTHORISATION_EXPIRED", WITHDRAWN);

  private DmpWords() {}

  /** Whether the patient can mend it by saying yes. */
  static boolean lacksAuthorisation(String code) {
    return WITHOUT_AUTHORISATION.contains(code);
  }

  /**
   * What a list does not show; empty when it shows all.
   *
   * @param unread how many documents are not described enough
   * @param whole whether the DMP says that its list is whole
   */
  static String missing(int unread, boolean whole) {
    String hidden =
        unread == 0
            ? ""
            : unread == 1
                ? " 1 autre document y est trop mal décrit pour être ouvert ici."
                : " " + unread + " autres documents y sont trop mal décrits pour être ouverts ici.";
    String part = whole ? "" : " Le DMP dit que cette liste n'est pas entière.";
    return hidden.isEmpty() && part.isEmpty()
        ? ""
        : hidden + part + " Regardez aussi le DMP dans votre logiciel.";
  }

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
      case "DMP_AUTHORISATION_ABSENT" ->
          "Le DMP ne connaît pas encore votre autorisation de lire ce dossier. Demandez-la au"
              + " patient.";
      case "DMP_AUTHORISATION_EXPIRED" ->
          "Votre autorisation de lire ce DMP a pris fin. Demandez au patient s'il la renouvelle.";
      case WITHDRAWN ->
          "Votre autorisation de lire ce DMP est retirée, et ce qui en était affiché ne l'est"
              + " plus.";
      case "DMP_DOCUMENT_ALTERED" ->
          "Le DMP a rendu un document qui n'est pas celui que son registre décrit (taille ou"
              + " empreinte) : Relais ne l'affiche pas et ne le donne pas. Relisez le DMP ; si cela"
              + " dure, ouvrez-le dans votre logiciel et prévenez l'opérateur.";
      case "DMP_DOCUMENT_UNKNOWN" ->
          "Ce document n'est plus dans le DMP : il a été remplacé, supprimé ou masqué depuis la"
              + " lecture de la liste. Relisez le DMP.";
      case "DMP_DOCUMENT_TOO_LARGE" ->
          "Ce document est trop gros pour être lu ici. Ouvrez-le dans votre logiciel.";
      case "DMP_TOO_MANY_RESULTS" ->
          "Le DMP a trop de documents pour être listé ici. Ouvrez-le dans votre logiciel.";
      case "DMP_VIHF_EXPIRED" ->
          "Le DMP n'a pas cru votre connexion, sans doute trop ancienne. Déconnectez-vous,"
              + " reconnectez-vous, puis réessayez ; si cela dure, prévenez l'opérateur.";
      case "DMP_NOT_OF_STRUCTURE" ->
          "Le DMP ne vous connaît pas dans ce lieu : votre situation d'exercice n'y est pas"
              + " déclarée. Demandez à l'opérateur.";
      case "DMP_STRUCTURE_UNKNOWN" ->
          "Le DMP ne connaît pas ce lieu, ou il n'y est plus actif. Demandez à l'opérateur.";
      case "DMP_UNKNOWN_PATIENT" ->
          "Le DMP ne connaît pas cette identité : faites vérifier l'INS du patient.";
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
          passes(code)
              ? "Le DMP est occupé ou n'a pas pu répondre. Réessayez dans quelques minutes ; rien"
                  + " n'est perdu ici."
              : "Le DMP n'a rien montré (code "
                  + (code.matches("[A-Z0-9_]{1,40}") ? code : "DMP_REFUSED")
                  + "). Réessayez ; si cela dure, donnez ce code à l'opérateur.";
    };
  }

  /** Whether it mends itself: nobody has anything to do but wait. */
  private static boolean passes(String code) {
    return Refusals.of(code)
        .filter(
            refusal ->
                refusal.after() == Refusals.After.AGAIN && refusal.told() == Refusals.Told.NOBODY)
        .isPresent();
  }
}
