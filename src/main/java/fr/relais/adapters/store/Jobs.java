// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUpPriority;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deliveries as jobs. When one may run is business time; a lease is the database's own. */
final class Jobs {
  private final Session session;

  Jobs(Session session) {
    this.session = session;
  }

  void enqueue(Collection<Delivery> deliveries) {
    session
        .sql()
        .laterEach(
            """
            INSERT INTO delivery (id, follow_up, kind, subject, recipient, channel, address,
                                  priority, rank, state, run_at, attempts, token)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            deliveries.stream().map(Jobs::values).toList());
  }

  private static Object[] values(Delivery delivery) {
    return new Object[] {
      delivery.id(),
      delivery.followUp(),
      delivery.kind(),
      delivery.subject(),
      delivery.recipient(),
      delivery.channel(),
      delivery.address(),
      delivery.priority(),
      (short) delivery.priority().ordinal(),
      delivery.state(),
      delivery.runAt(),
      delivery.attempts(),
      delivery.token()
    };
  }

  /**
   * One statement: what is chosen, its new token and lease, the end of the attempt whose lease ran
   * out, and the new attempt are written together.
   */
  List<Delivery> claim(String node, Instant now, Duration lease, int limit) {
    return session
        .sql()
        .list(
            """
            WITH chosen AS (
              SELECT d.id FROM delivery d
              WHERE d.state = 'READY' AND d.run_at <= ?
                AND (d.lease_until IS NULL OR d.lease_until < clock_timestamp())
                AND NOT EXISTS (
                  SELECT FROM delivery e
                  WHERE e.follow_up = d.follow_up AND e.recipient = d.recipient
                    AND e.state = 'READY' AND e.seq < d.seq)
              ORDER BY d.rank, d.run_at, d.seq LIMIT ? FOR UPDATE SKIP LOCKED),
            claimed AS (
              UPDATE delivery d SET token = d.token + 1, attempts = d.attempts + 1, node = ?,
                lease_until = clock_timestamp() + ? * interval '1 microsecond'
              FROM chosen c WHERE d.id = c.id RETURNING d.*),
            closed AS (
              UPDATE delivery_attempt a
              SET outcome = 'UNKNOWN', ended_at = ?, detail = 'LEASE_EXPIRED'
              FROM claimed c
              WHERE a.delivery = c.id AND a.token < c.token AND a.outcome IS NULL),
            begun AS (
              INSERT INTO delivery_attempt (delivery, token, node, begun_at)
              SELECT id, token, node, ? FROM claimed)
            SELECT * FROM claimed ORDER BY rank, run_at, seq""",
            Jobs::delivery,
            now,
            limit,
            node,
            lease.toNanos() / 1000,
            now,
            now);
  }

  boolean finish(
      Delivery delivery,
      AttemptOutcome outcome,
      DeliveryState next,
      @Nullable Instant retryAt,
      String detail,
      Instant at) {
    return session
            .sql()
            .update(
                """
                WITH ended AS (
                  UPDATE delivery SET state = ?, run_at = coalesce(?::timestamptz, run_at),
                    lease_until = NULL
                  WHERE id = ? AND token = ? AND state = 'READY' RETURNING id, token)
                UPDATE delivery_attempt a SET outcome = ?, ended_at = ?, detail = ?
                FROM ended e WHERE a.delivery = e.id AND a.token = e.token""",
                next,
                retryAt,
                delivery.id(),
                delivery.token(),
                outcome,
                at,
                detail)
        == 1;
  }

  List<String> recipientsOf(String followUp) {
    return session
        .sql()
        .list(
            """
            SELECT recipient FROM delivery WHERE follow_up = ?
            GROUP BY recipient ORDER BY min(seq)""",
            row -> row.text("recipient"),
            followUp);
  }

  List<Delivery> of(String followUp) {
    return session
        .sql()
        .list("SELECT * FROM delivery WHERE follow_up = ? ORDER BY seq", Jobs::delivery, followUp);
  }

  private static Delivery delivery(Row row) throws SQLException {
    return new Delivery(
        row.text("id"),
        row.text("follow_up"),
        row.constant("kind", Delivery.Kind.class),
        row.textOrNull("subject"),
        row.text("recipient"),
        row.text("channel"),
        row.text("address"),
        row.constant("priority", FollowUpPriority.class),
        row.constant("state", DeliveryState.class),
        row.time("run_at"),
        row.integer("attempts"),
        row.number("token"));
  }
}
