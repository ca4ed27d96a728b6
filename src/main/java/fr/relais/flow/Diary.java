// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.WorkingCalendar;
import fr.relais.core.match.BlindKey;
import fr.relais.core.model.Appointment;
import fr.relais.core.model.FreeSlots;
import fr.relais.core.model.PatientLink;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.VisitReport;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The appointments of one transaction: found by their follow-up and by the doctor's day. */
final class Diary {
  private static final int FOUND_MAX = 500;
  private final Transaction tx;

  Diary(Transaction tx) {
    this.tx = tx;
  }

  /** Those of a follow-up, the earliest first. */
  List<Appointment> of(String followUp) {
    return tx.records().find(Appointment.class, List.of(followUpKey(followUp)), FOUND_MAX).stream()
        .filter(a -> a.followUp().equals(followUp))
        .sorted(Comparator.comparing(Appointment::start).thenComparing(Appointment::id))
        .toList();
  }

  /** Those of a doctor on these days, both included. */
  List<Appointment> between(String practitioner, LocalDate first, LocalDate last) {
    List<BlindKey> days =
        first.datesUntil(last.plusDays(1)).map(day -> dayKey(practitioner, day)).toList();
    return tx.records().find(Appointment.class, days, FOUND_MAX).stream()
        .filter(a -> a.practitioner().equals(practitioner))
        .filter(a -> !WorkingCalendar.dayOf(a.start()).isAfter(last))
        .filter(a -> !WorkingCalendar.dayOf(a.end()).isBefore(first))
        .sorted(Comparator.comparing(Appointment::start).thenComparing(Appointment::id))
        .toList();
  }

  /** Those that are booked and held at this place that day, whoever holds them. */
  List<Appointment> at(String site, LocalDate day, List<Practitioner> doctors) {
    List<BlindKey> keys = doctors.stream().map(person -> dayKey(person.id(), day)).toList();
    return tx.records().find(Appointment.class, keys, FOUND_MAX).stream()
        .filter(a -> a.kind() == Appointment.Kind.IN_PERSON)
        .filter(a -> a.state() == Appointment.State.BOOKED && site.equals(a.place().site()))
        .filter(a -> WorkingCalendar.dayOf(a.start()).equals(day))
        .sorted(Comparator.comparing(Appointment::start).thenComparing(Appointment::id))
        .toList();
  }

  /**
   * The doctor's own appointments on the days of these times; nobody else books with him until this
   * transaction ends.
   */
  List<Appointment> around(String practitioner, List<Appointment> wished) {
    hold(practitioner);
    Set<BlindKey> days = new LinkedHashSet<>();
    wished.forEach(a -> days.addAll(days(practitioner, a.start(), a.end())));
    return tx.records().find(Appointment.class, days, FOUND_MAX);
  }

  /** Nobody else books with him, or changes his free times, until this transaction ends. */
  void hold(String practitioner) {
    String id = agenda(practitioner);
    if (tx.records().get(FreeSlots.class, id).isEmpty()) {
      put(new FreeSlots(practitioner, List.of()));
      tx.records().get(FreeSlots.class, id);
    }
  }

  FreeSlots free(String practitioner) {
    return tx.records()
        .get(FreeSlots.class, agenda(practitioner))
        .orElseGet(() -> new FreeSlots(practitioner, List.of()));
  }

  void put(FreeSlots slots) {
    tx.records()
        .put(
            FreeSlots.class,
            agenda(slots.practitioner()),
            slots,
            List.of(new BlindKey(BlindKey.Kind.PERSON, slots.practitioner())));
  }

  void put(Appointment appointment) {
    Set<BlindKey> keys = new LinkedHashSet<>();
    keys.add(followUpKey(appointment.followUp()));
    keys.addAll(days(appointment.practitioner(), appointment.start(), appointment.end()));
    tx.records().put(Appointment.class, appointment.id(), appointment, keys);
  }

  void put(PatientLink link) {
    tx.records().put(PatientLink.class, link.id(), link, List.of(followUpKey(link.followUp())));
  }

  void put(VisitReport report) {
    tx.records()
        .put(
            VisitReport.class,
            VisitReport.idOf(report.appointment().id()),
            report,
            List.of(followUpKey(report.appointment().followUp())));
  }

  List<PatientLink> links(String followUp) {
    return tx.records().find(PatientLink.class, List.of(followUpKey(followUp)), FOUND_MAX);
  }

  List<VisitReport> reports(List<Appointment> appointments) {
    return appointments.stream()
        .flatMap(a -> tx.records().get(VisitReport.class, VisitReport.idOf(a.id())).stream())
        .toList();
  }

  /** What belonged to the first follow-up belongs to the second. */
  void moveAll(String from, String to) {
    of(from).forEach(a -> put(a.of(to)));
    links(from)
        .forEach(l -> put(new PatientLink(l.id(), to, l.tries(), l.expiresAt(), l.closed())));
  }

  private static String agenda(String practitioner) {
    return "agenda-of-" + practitioner;
  }

  private static BlindKey followUpKey(String followUp) {
    return new BlindKey(BlindKey.Kind.FOLLOW_UP, followUp);
  }

  private static BlindKey dayKey(String practitioner, LocalDate day) {
    return new BlindKey(BlindKey.Kind.PERSON, practitioner + " " + day);
  }

  private static List<BlindKey> days(String practitioner, Instant start, Instant end) {
    return List.of(
        dayKey(practitioner, WorkingCalendar.dayOf(start)),
        dayKey(practitioner, WorkingCalendar.dayOf(end)));
  }
}
