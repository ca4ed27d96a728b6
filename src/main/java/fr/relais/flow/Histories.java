// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Rights;
import fr.relais.core.match.BlindKeys;
import fr.relais.core.match.Identities;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.MatchGrade;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.ReportVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The earlier results of the patient of one result: those of certainly the same person, at the same
 * site or open to this reader anyway. What a mask hides, or the patient refused him, stays out.
 */
final class Histories {
  private static final int FOUND_MAX = 50;

  private final Transaction tx;
  private final Circles circles;
  private final Instant now;

  Histories(Transaction tx, Circles circles, Instant now) {
    this.tx = tx;
    this.circles = circles;
    this.now = now;
  }

  List<Earlier> of(String reader, Cases.Case found) {
    PatientIdentity patient = Circles.patient(tx, found.row());
    if (patient == null || !found.reading().sees(Rights.Field.HISTORY)) {
      return List.of();
    }
    List<Earlier> all = new ArrayList<>();
    for (String id : tx.followUpsByIdentity(BlindKeys.of(patient), FOUND_MAX)) {
      if (!id.equals(found.row().id())) {
        one(reader, found, patient, id).ifPresent(all::add);
      }
    }
    all.sort(Comparator.comparing((Earlier earlier) -> earlier.latest().receivedAt()).reversed());
    return List.copyOf(all);
  }

  private Optional<Earlier> one(
      String reader, Cases.Case found, PatientIdentity patient, String id) {
    FollowUp row = tx.followUp(id).orElse(null);
    List<ReportVersion> versions = row == null ? List.of() : tx.versions(id);
    if (row == null || versions.isEmpty()) {
      return Optional.empty();
    }
    ReportVersion latest = versions.get(versions.size() - 1);
    boolean same = Identities.compare(latest.report().patient(), patient) == MatchGrade.CERTAIN;
    Rights.Reading reading = circles.reading(tx, row, reader, now);
    boolean opens = reading.view() == Rights.View.WHOLE;
    boolean here = row.site() != null && row.site().equals(found.row().site());
    boolean may =
        opens
            || here
                && Rights.history(
                    found.reading().relation(), reading.relation(), circles.facts(tx, row));
    if (!same || !may) {
      return Optional.empty();
    }
    tx.audit(
        new AuditLine(
            now,
            reader,
            AuditLine.Action.READ,
            id,
            "HISTORY " + found.reading().relation().name()));
    return Optional.of(
        new Earlier(row, latest, Objects.requireNonNull(Picture.of(versions)), opens));
  }
}
