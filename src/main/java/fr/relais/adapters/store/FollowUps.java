// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import com.fasterxml.jackson.core.type.TypeReference;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Handover;
import fr.relais.core.model.ReportKind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Rows of follow-ups. */
final class FollowUps {
  private static final String COLUMNS =
      """
      SELECT f.*, k.period, k.wrapped
      FROM follow_up f LEFT JOIN data_key k ON k.id = f.id
      """;
  private static final TypeReference<List<Handover>> OFFERS = new TypeReference<>() {};
  private final Session session;

  FollowUps(Session session) {
    this.session = session;
  }

  /**
   * @param before number of the last event that the writer had seen; 0 for a new follow-up
   * @return whether the row still stood there
   */
  boolean save(FollowUp row, int before) {
    return (before == 0 ? insert(row) : update(row, before)) == 1;
  }

  private int insert(FollowUp row) {
    if (session.keys().has(row.id())) {
      return session.sql().update(INSERT, values(row, 0));
    }
    DataKeys.Wrapped key = session.keys().create(row.id());
    Object[] values = values(row, 3);
    values[0] = key.id();
    values[1] = key.period();
    values[2] = key.bytes();
    return session
        .sql()
        .update(
            """
            WITH key AS (
              INSERT INTO data_key (id, period, wrapped) VALUES (?, ?, ?)
              ON CONFLICT (id) DO NOTHING)
            """
                + INSERT,
            values);
  }

  private static final String INSERT =
      """
      INSERT INTO follow_up (
        id, reference, state, priority, rank, about, owner, site, requester, received_at,
        clock_start, deadline, next_due, rung, hops, failed_attempts, offers, decision, outcome,
        merged_into, seq)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO NOTHING\
      """;

  /** A step that was taken ends a postponement: the new due time counts. */
  private int update(FollowUp row, int before) {
    Object[] all = values(row, 0);
    Object[] values = new Object[all.length + 1];
    System.arraycopy(all, 1, values, 0, all.length - 1);
    values[all.length - 1] = row.id();
    values[all.length] = before;
    return session
        .sql()
        .update(
            """
            UPDATE follow_up SET
              reference = ?, state = ?, priority = ?, rank = ?, about = ?, owner = ?, site = ?,
              requester = ?, received_at = ?, clock_start = ?, deadline = ?, next_due = ?,
              rung = ?, hops = ?, failed_attempts = ?, offers = ?, decision = ?, outcome = ?,
              merged_into = ?, seq = ?, not_before = NULL
            WHERE id = ? AND seq = ?\
            """,
            values);
  }

  private Object[] values(FollowUp row, int offset) {
    Object[] columns = {
      row.id(),
      row.reference(),
      row.state(),
      row.priority(),
      (short) row.priority().ordinal(),
      row.about(),
      row.owner(),
      row.site(),
      row.requester(),
      row.receivedAt(),
      row.clockStart(),
      row.deadline(),
      row.nextDue(),
      row.rung(),
      row.hops(),
      row.failedAttempts(),
      session.json().text(row.offers()),
      row.decision(),
      row.outcome(),
      row.mergedInto(),
      row.seq()
    };
    Object[] shifted = new Object[columns.length + offset];
    System.arraycopy(columns, 0, shifted, offset, columns.length);
    return shifted;
  }

  Optional<FollowUp> find(String id) {
    return session.sql().first(COLUMNS + "WHERE f.id = ? FOR UPDATE OF f", this::followUp, id);
  }

  Optional<FollowUp> byReference(String reference) {
    return session
        .sql()
        .first(
            COLUMNS
                + """
                WHERE f.reference = ?
                ORDER BY f.state = 'CONCLUDED', f.received_at DESC, f.id
                LIMIT 1 FOR UPDATE OF f\
                """,
            this::followUp,
            reference);
  }

  List<FollowUp> open(int limit) {
    return session
        .sql()
        .list(
            COLUMNS + "WHERE f.state <> 'CONCLUDED' ORDER BY f.rank, f.next_due, f.id LIMIT ?",
            this::followUp,
            limit);
  }

  List<FollowUp> receivedSince(Instant from, int limit) {
    return session
        .sql()
        .list(
            COLUMNS + "WHERE f.received_at >= ? ORDER BY f.received_at DESC, f.id LIMIT ?",
            this::followUp,
            from,
            limit);
  }

  List<FollowUp> requestedBy(String person, String site, int limit) {
    return session
        .sql()
        .list(
            COLUMNS
                + """
                WHERE f.requester = ? AND f.site = ? ORDER BY f.received_at, f.id LIMIT ?\
                """,
            this::followUp,
            person,
            site,
            limit);
  }

  List<FollowUp> openOwnedBy(Collection<String> owners, int limit) {
    return session
        .sql()
        .list(
            COLUMNS
                + """
                WHERE f.state <> 'CONCLUDED' AND f.owner = ANY (?)
                ORDER BY f.rank, f.next_due, f.id LIMIT ? FOR UPDATE OF f\
                """,
            this::followUp,
            Sql.texts(owners),
            limit);
  }

  /** An offer is looked for by its text, then read: one that was answered names its taker too. */
  List<FollowUp> openOf(String person, int limit) {
    return session
        .sql()
        .list(
            COLUMNS
                + """
                WHERE f.state <> 'CONCLUDED' AND (f.owner = ? OR strpos(f.offers, ?) > 0)
                ORDER BY f.rank, f.next_due, f.id LIMIT ?\
                """,
            this::followUp,
            person,
            "\"to\":" + session.json().text(person),
            limit)
        .stream()
        .filter(
            row ->
                row.owner().equals(person)
                    || row.openOffer().filter(offer -> offer.to().equals(person)).isPresent())
        .toList();
  }

  List<FollowUp> claimDue(Instant now, int limit) {
    return session
        .sql()
        .list(
            COLUMNS
                + """
                WHERE f.state <> 'CONCLUDED' AND f.next_due <= ?
                  AND (f.not_before IS NULL OR f.not_before <= ?)
                ORDER BY f.rank, f.next_due, f.id LIMIT ? FOR UPDATE OF f SKIP LOCKED\
                """,
            this::followUp,
            now,
            now,
            limit);
  }

  /** Its orders wait with it; an order without a follow-up waits by its own id. */
  void postpone(String id, Instant until) {
    session
        .sql()
        .update(
            """
            WITH orders AS (
              UPDATE exam_order SET not_before = ? WHERE id = ? OR follow_up = ?)
            UPDATE follow_up SET not_before = ? WHERE id = ?\
            """,
            until,
            id,
            id,
            until,
            id);
  }

  FollowUp followUp(Row row) throws SQLException {
    String id = row.text("id");
    String period = row.textOrNull("period");
    if (period != null) {
      session.keys().remember(id, period, row.bytes("wrapped"));
    }
    return new FollowUp(
        id,
        row.text("reference"),
        row.constant("state", FollowUpState.class),
        row.constant("priority", FollowUpPriority.class),
        row.constant("about", ReportKind.class),
        row.text("owner"),
        row.textOrNull("site"),
        row.textOrNull("requester"),
        row.time("received_at"),
        row.time("clock_start"),
        row.timeOrNull("deadline"),
        row.timeOrNull("next_due"),
        row.integer("rung"),
        row.integer("hops"),
        row.integer("failed_attempts"),
        session.json().read(row.text("offers"), OFFERS),
        row.constantOrNull("decision", ClinicalDecision.class),
        row.constantOrNull("outcome", ClinicalOutcome.class),
        row.textOrNull("merged_into"),
        row.integer("seq"));
  }
}
