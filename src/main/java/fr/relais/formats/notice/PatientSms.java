// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.notice;

import fr.relais.core.model.Appointment;
import fr.relais.core.model.AppointmentNotice;
import fr.relais.core.model.Letter;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/**
 * What a patient's telephone shows, maybe to others: the site's name, a time, an address, a number.
 * Neither the doctor, nor the exam, nor that there is a result.
 */
final class PatientSms {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM");
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

  private PatientSms() {}

  static String text(Letter letter) {
    AppointmentNotice notice = letter.appointment();
    if (notice == null) {
      throw new CannotWrite(
          Problem.error(
              ProblemCode.REQUIRED_MISSING,
              "rendez-vous",
              "Le rendez-vous de cette notice manque.",
              "Proposez le rendez-vous de nouveau."));
    }
    Appointment appointment = notice.appointment();
    String from = letter.site() == null ? "Rendez-vous" : letter.site().name();
    String phone = appointment.place().callBack();
    String link =
        notice.token() == null
            ? ""
            : letter.portal().toString().replaceAll("/+$", "") + "/r/" + notice.token();
    String or = phone == null ? "" : " ou " + phone;
    return from
        + " : "
        + switch (appointment.state()) {
          case PROPOSED ->
              "merci de choisir un rendez-vous avant le "
                  + day(notice.lastStart())
                  + " : "
                  + link
                  + or;
          case BOOKED -> "votre rendez-vous est le " + moment(appointment) + " : " + link + or;
          case HELD, MISSED, CANCELLED ->
              "le rendez-vous du "
                  + moment(appointment)
                  + " est annulé"
                  + (phone == null ? "" : ", merci d'appeler le " + phone);
        };
  }

  private static String moment(Appointment appointment) {
    return day(appointment.start())
        + " à "
        + appointment.start().atZone(ParisTime.ZONE).format(HOUR);
  }

  private static String day(Instant at) {
    return at.atZone(ParisTime.ZONE).format(DAY);
  }
}
