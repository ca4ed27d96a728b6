// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.match.Identities;
import fr.relais.core.match.Sought;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.MatchGrade;
import fr.relais.core.model.Order;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Site;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one patient, brought together: for the doctor who holds a clinic at the site
 * today, and for whoever reads the whole of one of his results. Each reading, and each search
 * whatever it found, leaves its trace with its basis.
 */
public final class PatientFiles {
  private final Store store;
  private final Rules rules;
  private final Circles circles;
  private final InstantSource clock;

  PatientFiles(Store store, Rules rules, Circles circles, InstantSource clock) {
    this.store = store;
    this.rules = rules;
    this.circles = circles;
    this.clock = clock;
  }

  /** What a search gave. */
  public sealed interface Found {
    /** One person. */
    record One(PatientDoor door) implements Found {}

    /** More than one, or one whose identities contradict each other: nothing is said of them. */
    record Several() implements Found {}

    /** Nobody whom he may see. */
    record Nobody() implements Found {}

    /** He may not search: he holds no clinic today. */
    record NotHere() implements Found {}
  }

  /** The sites where this doctor holds a clinic today; empty for everyone else. */
  public List<Site> sitesToday(String reader) {
    return Standing.present(store.roster(), reader, clock.instant())
        .map(Standing::sites)
        .orElse(List.of());
  }

  /** From a result that he reads to its patient; empty when he may not, or nobody is named. */
  public Optional<PatientDoor> of(String reader, String followUp) {
    return store.inTransaction(
        tx -> {
          FollowUp row = tx.byReference(followUp).or(() -> tx.followUp(followUp)).orElse(null);
          PatientIdentity patient = row == null ? null : identity(tx, row);
          return row != null
                  && patient != null
                  && Standing.by(tx, circles, row, reader, clock.instant()).isPresent()
              ? Optional.of(new PatientDoor(patient, row.id()))
              : Optional.empty();
        });
  }

  /** The identity that is checked furthest: of the report, or of the order that it answers. */
  private static @Nullable PatientIdentity identity(Transaction tx, FollowUp row) {
    PatientIdentity said = Circles.patient(tx, row);
    return said == null || said.hasQualifiedIns()
        ? said
        : tx.ordersOf(row.id()).stream()
            .map(Order::patient)
            .filter(PatientIdentity::hasQualifiedIns)
            .filter(p -> Identities.compare(p, said) != MatchGrade.CERTAINLY_NOT)
            .findFirst()
            .orElse(said);
  }

  /** Looks for a patient of the sites where he holds a clinic today. */
  public Found search(String reader, Sought sought) {
    return store.inTransaction(
        tx -> {
          Instant now = clock.instant();
          Standing standing = Standing.present(tx.roster(), reader, now).orElse(null);
          String how = "PATIENT_SEARCH " + (sought.numbered() ? "INS" : "TRAITS");
          if (standing == null) {
            trace(tx, reader, reader, how + " REFUSED");
            return new Found.NotHere();
          }
          Sought.Found found =
              Sought.among(new PatientSearch(tx, circles, standing, rules, now).candidates(sought));
          trace(tx, reader, standing.sites().get(0).id(), how + " " + found.count().name());
          return switch (found.count()) {
            case NOBODY -> new Found.Nobody();
            case SEVERAL -> new Found.Several();
            case ONE -> new Found.One(new PatientDoor(found.required(), null));
          };
        });
  }

  /** What he may see now; empty when he may not be here any more. Each line of it is traced. */
  public Optional<PatientFile> open(String reader, PatientDoor door) {
    return store.inTransaction(
        tx -> {
          Optional<PatientFile> file = file(tx, reader, door);
          file.ifPresent(shown -> trace(tx, shown));
          return file;
        });
  }

  /** The same, for something else than to show it: nothing of it is traced. */
  public Optional<PatientFile> check(String reader, PatientDoor door) {
    return store.inTransaction(tx -> file(tx, reader, door));
  }

  private Optional<PatientFile> file(Transaction tx, String reader, PatientDoor door) {
    Instant now = clock.instant();
    PatientIdentity patient = door.patient();
    String led = door.followUp();
    Gathering.Rows rows = Gathering.Rows.of(tx, patient, led);
    Optional<Standing> standing =
        led == null
            ? Standing.present(tx.roster(), reader, now)
                .filter(s -> !Circles.refusedBy(tx, patient, reader))
            : Optional.ofNullable(rows.byId().get(led))
                .filter(row -> stillHis(tx, row, patient))
                .flatMap(row -> Standing.by(tx, circles, row, reader, now));
    return standing.map(s -> new Gathering(tx, circles, s, patient, rows, now).file(led));
  }

  /** A match that was found wrong since is undone: the result leads to its patient, no other. */
  private static boolean stillHis(Transaction tx, FollowUp row, PatientIdentity patient) {
    PatientIdentity said = identity(tx, row);
    return said != null && Identities.compare(said, patient) != MatchGrade.CERTAINLY_NOT;
  }

  private void trace(Transaction tx, PatientFile file) {
    String basis = "PATIENT " + file.basis().name();
    String reader = file.reader().id();
    file.exams().forEach(exam -> trace(tx, reader, exam.result().row().id(), basis));
    file.apart().forEach(each -> trace(tx, reader, each.row().id(), basis + " APART"));
    file.awaited().forEach(each -> trace(tx, reader, each.order().id(), basis));
  }

  private void trace(Transaction tx, String reader, String subject, String detail) {
    tx.audit(new AuditLine(clock.instant(), reader, AuditLine.Action.READ, subject, detail));
  }
}
