// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.calendar;

import fr.relais.core.model.Appointment;
import fr.relais.core.model.Appointment.State;
import fr.relais.core.model.AppointmentNotice;
import fr.relais.core.model.Content;
import fr.relais.core.model.Letter;
import fr.relais.core.model.ParisTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * An appointment as a calendar takes it (RFC 5545; its methods, RFC 5546): a time, a short
 * reference, the site, the doctor's own video tool. No name, no reason, nothing of health: a
 * calendar is shown on locked screens and copied to other services.
 */
public final class CalendarWriter {
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** The rules of Europe/Paris since 1996, of which every appointment is later. */
  private static final String[] PARIS = {
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Paris",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "END:STANDARD",
    "END:VTIMEZONE"
  };

  private CalendarWriter() {}

  /** What people read in their calendar, and as the subject of the mail. */
  public static String summary(Letter letter) {
    return "Rendez-vous (réf. " + letter.followUp().reference() + ")";
  }

  public static String contentType(AppointmentNotice notice) {
    return "text/calendar; charset=utf-8; method=" + method(notice.appointment());
  }

  private static String method(Appointment appointment) {
    return appointment.state() == State.CANCELLED ? "CANCEL" : "REQUEST";
  }

  /** The event, as a whole calendar object. */
  public static Content write(Letter letter, AppointmentNotice notice) {
    Appointment appointment = notice.appointment();
    boolean cancelled = appointment.state() == State.CANCELLED;
    Folding out = new Folding();
    out.line("BEGIN:VCALENDAR")
        .line("VERSION:2.0")
        .line("PRODID:-//Relais//Rendez-vous//FR")
        .line("CALSCALE:GREGORIAN")
        .line("METHOD:" + method(appointment));
    for (String line : PARIS) {
      out.line(line);
    }
    out.line("BEGIN:VEVENT")
        .line("UID:" + appointment.id() + "@relais")
        .line("SEQUENCE:" + appointment.sequence())
        .line("DTSTAMP:" + UTC.format(notice.at()))
        .line("DTSTART;TZID=Europe/Paris:" + local(appointment.start()))
        .line("DTEND;TZID=Europe/Paris:" + local(appointment.end()))
        .line("SUMMARY:" + Folding.text(summary(letter)))
        .line("CLASS:PRIVATE")
        .line("TRANSP:" + (cancelled ? "TRANSPARENT" : "OPAQUE"))
        .line("STATUS:" + (cancelled ? "CANCELLED" : "CONFIRMED"))
        .line("ORGANIZER;CN=Relais:" + letter.portal())
        .line(
            "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:"
                + letter.delivery().address());
    if (letter.site() != null) {
      out.line("LOCATION:" + Folding.text(letter.site().name()));
    }
    if (appointment.place().link() != null) {
      out.line("URL:" + appointment.place().link());
    }
    return Content.of(out.line("END:VEVENT").line("END:VCALENDAR").bytes());
  }

  private static String local(Instant at) {
    return at.atZone(ParisTime.ZONE).format(LOCAL);
  }
}
