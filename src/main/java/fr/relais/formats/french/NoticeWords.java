// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.french;

import fr.relais.core.model.Delivery;

/** What a notice says: neutral, so that no health data and no identity leaves by any channel. */
public final class NoticeWords {
  private NoticeWords() {}

  /**
   * One sentence.
   *
   * @throws IllegalArgumentException for a result, which is no notice
   */
  public static String of(Delivery.Kind kind) {
    return switch (kind) {
      case NOTICE_ACT -> "Un document attend votre prise en charge.";
      case NOTICE_RUNG -> "Un document attend un médecin.";
      case NOTICE_OFFER -> "Un confrère vous propose de prendre la suite d'un document.";
      case NOTICE_STAND_DOWN -> "Un confrère s'en occupe : vous n'avez plus rien à faire.";
      case NOTICE_CORRECTED -> "L'expéditeur a modifié un document que vous aviez reçu.";
      case NOTICE_DIGEST -> "Des documents attendent votre lecture, sans urgence.";
      case NOTICE_APPOINTMENT -> "Un rendez-vous est pris, déplacé ou annulé.";
      case NOTICE_PATIENT -> "Un rendez-vous vous est proposé, ou il a changé.";
      case VISIT_REPORT -> "Un confrère a écrit un compte rendu.";
      case RESULT, DMP_PUBLISH, DMP_DELETE, ACKNOWLEDGEMENT ->
          throw new IllegalArgumentException("a document is not a notice");
    };
  }
}
