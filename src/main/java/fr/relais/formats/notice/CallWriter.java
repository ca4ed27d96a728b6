// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.notice;

import fr.relais.core.model.Delivery;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.ParcelWriter;
import java.util.stream.Collectors;

/**
 * A sentence to say on the telephone, under two hundred characters: no name, no place, nothing that
 * tells of health. A key says that it was heard, never that someone takes charge.
 */
public final class CallWriter implements ParcelWriter {

  @Override
  public Parcel write(Letter letter) {
    if (letter.delivery().kind() == Delivery.Kind.NOTICE_PATIENT) {
      return Parcel.ofText(PatientSms.text(letter));
    }
    return Parcel.ofText(
        "Relais. "
            + sentence(letter.delivery().kind())
            + ", référence "
            + spelled(letter.followUp().reference())
            + ". Appuyez sur 1 pour dire que vous avez entendu.");
  }

  private static String sentence(Delivery.Kind kind) {
    return switch (kind) {
      case RESULT, NOTICE_ACT -> "Un document attend votre prise en charge";
      case NOTICE_RUNG -> "Un document attend un médecin";
      case NOTICE_OFFER -> "Un confrère vous propose de prendre la suite d'un document";
      case NOTICE_STAND_DOWN -> "Un confrère s'en occupe, vous n'avez plus rien à faire";
      case NOTICE_CORRECTED -> "Un document que vous aviez reçu a été modifié";
      case NOTICE_APPOINTMENT, VISIT_REPORT -> "Un rendez-vous a changé";
      case NOTICE_PATIENT, DMP_PUBLISH, DMP_DELETE, ACKNOWLEDGEMENT ->
          throw new IllegalArgumentException("this is not spoken");
      case NOTICE_DIGEST -> "Des documents attendent votre lecture";
    };
  }

  private static String spelled(String reference) {
    return reference
        .chars()
        .mapToObj(c -> String.valueOf((char) c))
        .collect(Collectors.joining(" "));
  }
}
