// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;

/** The words of a notice: neutral, so that no health data and no identity leaves by any channel. */
final class Notices {

  private Notices() {}

  static String text(Delivery delivery, FollowUp row) {
    String ask =
        switch (delivery.kind()) {
          case NOTICE_ACT -> "Un document attend votre prise en charge.";
          case NOTICE_RUNG ->
              "Un document attend une prise en charge ; un confrère n'a pas répondu.";
          case NOTICE_OFFER -> "Un confrère vous propose de prendre la suite d'un document.";
          case NOTICE_STAND_DOWN -> "Un confrère s'en occupe : vous n'avez plus rien à faire.";
          case NOTICE_CORRECTED -> "L'expéditeur a modifié un document que vous aviez reçu.";
          case RESULT -> throw new IllegalArgumentException("a result is sent as its own bytes");
        };
    return "Relais : " + ask + "\r\nRéférence " + row.reference() + ".\r\n";
  }
}
