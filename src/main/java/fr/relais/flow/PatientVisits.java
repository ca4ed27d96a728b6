// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Appointments.Result;
import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.model.Appointment;
import fr.relais.core.model.Appointment.State;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Order;
import fr.relais.core.model.PatientLink;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Site;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the patient does behind the link that he was sent. He proves who he is by his birth date,
 * three times at most; he sees times and how to come, nothing else.
 */
public final class PatientVisits {
  private final Store store;
  private final InstantSource clock;
  private final Visits visits;

  PatientVisits(Store store, InstantSource clock, Visits visits) {
    this.store = store;
    this.clock = clock;
    this.visits = visits;
  }

  /** What the page shows. */
  public sealed interface Seen {

    /** The link names nothing, or nothing any more. */
    record Dead() implements Seen {}

    /**
     * That is not the birth date.
     *
     * @param left how many more tries there are
     */
    record Wrong(int left) implements Seen {}

    /**
     * Times, and nothing that tells of whom or what.
     *
     * @param place the site's name; null when there is none
     */
    record Times(@Nullable String place, List<Appointment> open) implements Seen {
      public Times {
        open = List.copyOf(open);
      }
    }
  }

  /** Whether a page may be asked for at this address. */
  public boolean opens(String token) {
    return store.inTransaction(
        tx ->
            tx.records()
                .get(PatientLink.class, PatientLink.idOf(token))
                .filter(link -> link.opens(clock.instant()))
                .isPresent());
  }

  /** What he sees once he gave his birth date. */
  public Seen see(String token, @Nullable LocalDate birthDate) {
    return store.inTransaction(tx -> see(tx, token, birthDate));
  }

  private Seen see(Transaction tx, String token, @Nullable LocalDate birthDate) {
    Instant now = clock.instant();
    String id = PatientLink.idOf(token);
    PatientLink link =
        tx.records().get(PatientLink.class, id).filter(l -> l.opens(now)).orElse(null);
    FollowUp row = link == null ? null : tx.followUp(link.followUp()).orElse(null);
    if (link == null || row == null) {
      return new Seen.Dead();
    }
    boolean right = birthDate != null && birthDates(tx, row).anyMatch(birthDate::equals);
    tx.audit(
        new AuditLine(
            now,
            FollowUpMachine.RELAIS,
            AuditLine.Action.READ,
            row.id(),
            right ? "PATIENT_LINK" : "PATIENT_LINK_WRONG"));
    if (!right) {
      PatientLink after = link.wrong();
      new Diary(tx).put(after);
      return after.opens(now)
          ? new Seen.Wrong(PatientLink.TRIES_MAX - after.tries())
          : new Seen.Dead();
    }
    String place = tx.roster().site(row.site()).map(Site::name).orElse(null);
    return new Seen.Times(
        place,
        new Diary(tx)
            .of(row.id()).stream()
                .filter(a -> a.state().open() && a.end().isAfter(now))
                .filter(a -> a.state() == State.BOOKED || a.start().isAfter(now))
                .toList());
  }

  private static Stream<LocalDate> birthDates(Transaction tx, FollowUp row) {
    Stream<@Nullable LocalDate> ordered =
        tx.ordersOf(row.id()).stream().map(Order::patient).map(p -> p.birthDate());
    Stream<@Nullable LocalDate> reported =
        tx.versions(row.id()).stream()
            .map(ReportVersion::report)
            .map(report -> report.patient().birthDate());
    return Stream.concat(ordered, reported).filter(Objects::nonNull).map(Objects::requireNonNull);
  }

  /** He chooses one of the times. */
  public Result choose(String token, @Nullable LocalDate birthDate, String appointment) {
    Appointment one =
        open(token, birthDate).stream()
            .filter(a -> a.id().equals(appointment) && a.state() == State.PROPOSED)
            .findFirst()
            .orElse(null);
    if (one == null) {
      return new Result.Refused("Ce créneau n'est plus proposé.");
    }
    Result result = visits.book(one.followUp(), FollowUpMachine.RELAIS, one.id());
    if (result instanceof Result.Done) {
      extend(token, one.end());
    }
    return result;
  }

  /** He can come at none of the times. */
  public Result decline(String token, @Nullable LocalDate birthDate) {
    Optional<Appointment> one = open(token, birthDate).stream().findFirst();
    return one.isEmpty()
        ? new Result.Refused("Ce lien n'est plus valable.")
        : visits.cancel(
            one.get().followUp(),
            FollowUpMachine.RELAIS,
            "Le patient a dit qu'il ne peut pas venir.");
  }

  private List<Appointment> open(String token, @Nullable LocalDate birthDate) {
    return see(token, birthDate) instanceof Seen.Times times ? times.open() : List.of();
  }

  /** What he chose is shown until it ends. */
  private void extend(String token, Instant end) {
    store.inTransaction(
        tx -> {
          tx.records()
              .get(PatientLink.class, PatientLink.idOf(token))
              .ifPresent(link -> new Diary(tx).put(link.until(end)));
          return true;
        });
  }
}
