// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.PatientNotices;
import fr.relais.core.decide.WorkingCalendar;
import fr.relais.core.model.Appointment;
import fr.relais.core.model.Appointment.State;
import fr.relais.core.model.AppointmentNotice;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Order;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.PatientLink;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import fr.relais.core.model.VisitReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What goes out about an appointment: to calendars, to the patient, to those who follow him. */
final class Invitations {
  private static final int TOKEN_CHARACTERS = 12;
  private final Ids ids;
  private final Outbox outbox;
  private final DeclaredPractitioners declarations;

  Invitations(Ids ids, Rules rules) {
    this.ids = ids;
    this.outbox = new Outbox(ids, rules.sheets());
    this.declarations = new DeclaredPractitioners(ids);
  }

  /** Calendars learn of what was booked, moved or cancelled after it was booked. */
  void calendars(
      Transaction tx, FollowUp row, Appointment appointment, Roster roster, Instant now) {
    Set<String> people = new LinkedHashSet<>();
    people.add(appointment.practitioner());
    roster
        .site(row.site())
        .filter(site -> site.mailbox() != null)
        .map(Site::asRecipient)
        .ifPresent(people::add);
    for (String id : people) {
      Practitioner person = roster.reachable(id, WorkingCalendar.dayOf(now)).orElse(null);
      Channel channel =
          person == null
              ? null
              : person.mailbox() != null
                  ? Channel.MAIL
                  : person.hook() != null ? Channel.HOOK : null;
      if (person != null && channel != null) {
        Delivery delivery =
            delivery(
                row,
                Delivery.Kind.NOTICE_APPOINTMENT,
                id,
                channel,
                Objects.requireNonNull(person.address(channel)),
                now);
        send(
            tx,
            delivery,
            new AppointmentNotice(appointment, appointment.start(), null, null, null, now));
      }
    }
  }

  /**
   * The patient is told by SMS where he accepted it, with a link that takes the place of the ones
   * before.
   *
   * @param open what he may choose from, or what was booked; empty when it was cancelled
   * @return why he is not told; empty when he is
   */
  Optional<String> patient(
      Transaction tx, FollowUp row, List<Appointment> open, Appointment about, Instant now) {
    Diary diary = new Diary(tx);
    diary.links(row.id()).stream().filter(l -> !l.closed()).forEach(l -> diary.put(l.close()));
    PatientNotices.Sms sms = PatientNotices.sms(tx.ordersOf(row.id()), reports(tx, row));
    if (sms.number().isEmpty()) {
      return Optional.of(sms.reason());
    }
    Instant lastStart =
        open.stream().map(Appointment::start).max(Comparator.naturalOrder()).orElse(about.start());
    String token = null;
    if (!open.isEmpty()) {
      token = token();
      boolean booked = open.get(0).state() == State.BOOKED;
      Instant ends = booked ? open.get(0).end() : lastStart;
      diary.put(new PatientLink(PatientLink.idOf(token), row.id(), 0, ends, false));
    }
    Delivery delivery =
        delivery(
            row,
            Delivery.Kind.NOTICE_PATIENT,
            Delivery.PATIENT,
            Channel.CALL,
            sms.number().get(),
            now);
    send(tx, delivery, new AppointmentNotice(about, lastStart, token, null, null, now));
    return Optional.empty();
  }

  /** Why the patient is not written to; empty when he is. */
  String silence(Transaction tx, FollowUp row) {
    return PatientNotices.sms(tx.ordersOf(row.id()), reports(tx, row)).reason();
  }

  /** The doctor's report goes in copy to those who follow the patient; how many they are. */
  int report(
      Transaction tx, FollowUp row, Appointment held, String text, Roster roster, Instant now) {
    List<Delivery> copies = new ArrayList<>();
    for (String person : copiesTo(tx, row, roster, now)) {
      outbox.copy(row, Delivery.Kind.VISIT_REPORT, person, roster, now).ifPresent(copies::add);
    }
    PatientIdentity patient = patientOf(tx, row);
    for (Delivery copy : copies) {
      send(tx, copy, new AppointmentNotice(held, held.start(), null, patient, text, now));
    }
    new Diary(tx).put(new VisitReport(held, held.practitioner(), now, text, copies.size()));
    return copies.size();
  }

  private static @Nullable PatientIdentity patientOf(Transaction tx, FollowUp row) {
    List<Report> reports = reports(tx, row);
    if (!reports.isEmpty()) {
      return reports.get(reports.size() - 1).patient();
    }
    List<Order> orders = tx.ordersOf(row.id());
    return orders.isEmpty() ? null : orders.get(0).patient();
  }

  private List<String> copiesTo(Transaction tx, FollowUp row, Roster roster, Instant now) {
    List<Report> reports = reports(tx, row);
    List<Order> orders = tx.ordersOf(row.id());
    if (PatientNotices.masked(reports)) {
      return List.of();
    }
    Set<String> people = new LinkedHashSet<>();
    Practitioner gp = generalPractitioner(tx, reports, orders, roster, now);
    if (gp != null && !gp.id().equals(row.owner())) {
      people.add(gp.id());
    }
    boolean refused = orders.stream().anyMatch(o -> o.choices().refusesRequester());
    if (!refused) {
      roster
          .site(row.site())
          .filter(Site::takesCopies)
          .map(Site::asRecipient)
          .ifPresent(people::add);
    }
    people.removeIf(person -> PatientNotices.refused(person, orders));
    return List.copyOf(people);
  }

  private @Nullable Practitioner generalPractitioner(
      Transaction tx, List<Report> reports, List<Order> orders, Roster roster, Instant now) {
    Order order = orders.isEmpty() ? null : orders.get(0);
    if (reports.isEmpty()) {
      return order == null ? null : roster.practitioner(order.generalPractitioner()).orElse(null);
    }
    return declarations.find(tx, reports.get(reports.size() - 1), order, roster, now).person();
  }

  private static List<Report> reports(Transaction tx, FollowUp row) {
    return tx.versions(row.id()).stream().map(ReportVersion::report).toList();
  }

  /** The end of an identifier is chance alone. */
  private String token() {
    String id = ids.next();
    return id.substring(Math.max(0, id.length() - TOKEN_CHARACTERS));
  }

  private static void send(Transaction tx, Delivery delivery, AppointmentNotice notice) {
    tx.records()
        .put(AppointmentNotice.class, AppointmentNotice.idOf(delivery.id()), notice, List.of());
    tx.enqueue(List.of(delivery));
  }

  private Delivery delivery(
      FollowUp row,
      Delivery.Kind kind,
      String recipient,
      Channel channel,
      String address,
      Instant now) {
    return new Delivery(
        ids.next(),
        row.id(),
        kind,
        null,
        recipient,
        channel.code(),
        address,
        row.priority(),
        DeliveryState.READY,
        now,
        0,
        0);
  }
}
