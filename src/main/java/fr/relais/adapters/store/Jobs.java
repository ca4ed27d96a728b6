// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Sha256;
import fr.relais.flow.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Deliveries as jobs. When one may run is business time; a lease is the database's own. */
final class Jobs {
  /** Rows in front that are looked at to see whether avoided ones stand in the way. */
  private static final int PROBED = 200;

  /** Rows put aside at one claim, at most: what it may cost more. */
  private static final int PUT_ASIDE_MAX = 1000;

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
  List<Delivery> claim(
      String node, Instant now, Duration lease, int limit, Collection<String> avoided) {
    Sql.Many alone = Sql.texts(avoided);
    if (!avoided.isEmpty()) {
      putAside(alone, now);
    }
    return session
        .sql()
        .list(
            CLAIM,
            Jobs::delivery,
            now,
            alone,
            limit,
            alone,
            now,
            limit,
            limit,
            limit,
            node,
            lease.toNanos() / 1000,
            now,
            now);
  }

  /**
   * When avoided rows are most of those in front, takes them out of the way of the others: a claim
   * looks for them by their endpoint from now on.
   */
  private void putAside(Sql.Many avoided, Instant now) {
    session
        .sql()
        .later(
            """
            WITH probe AS (
              SELECT channel || ' ' || address AS endpoint FROM delivery
              WHERE state = 'READY' AND NOT aside AND run_at <= ?
              ORDER BY rank, run_at, seq LIMIT ?)
            UPDATE delivery SET aside = true
            WHERE (SELECT count(*) FROM probe WHERE endpoint = ANY (?)) > ? AND id IN (
              SELECT d.id FROM (
                SELECT id FROM delivery WHERE state = 'READY' AND NOT aside AND run_at <= ?
                ORDER BY rank, run_at, seq LIMIT ?) front
              JOIN delivery d ON d.id = front.id
              WHERE d.state = 'READY' AND d.channel || ' ' || d.address = ANY (?)
              FOR UPDATE OF d SKIP LOCKED)""",
            now,
            PROBED,
            avoided,
            PROBED / 2,
            now,
            PUT_ASIDE_MAX,
            avoided);
  }

  /**
   * Chosen among the rows in the order of their turn, and among those put aside of each endpoint
   * that is no longer avoided ({@code apart} hops from one endpoint to the next in the index).
   */
  private static final String CLAIM =
      """
      WITH RECURSIVE
      waiting AS (
        SELECT d.id, d.rank, d.run_at, d.seq FROM delivery d
        WHERE d.state = 'READY' AND NOT d.aside AND d.run_at <= ?
          AND (d.lease_until IS NULL OR d.lease_until < clock_timestamp())
          AND d.channel || ' ' || d.address <> ALL (?)
          AND NOT EXISTS (
            SELECT FROM delivery e
            WHERE e.follow_up = d.follow_up AND e.recipient = d.recipient
              AND e.channel = d.channel AND e.state = 'READY' AND e.seq < d.seq)
        ORDER BY d.rank, d.run_at, d.seq LIMIT ? FOR UPDATE SKIP LOCKED),
      apart AS (
        (SELECT d.channel || ' ' || d.address AS endpoint FROM delivery d
         WHERE d.state = 'READY' AND d.aside ORDER BY 1 LIMIT 1)
        UNION ALL
        SELECT (
          SELECT d.channel || ' ' || d.address FROM delivery d
          WHERE d.state = 'READY' AND d.aside AND d.channel || ' ' || d.address > a.endpoint
          ORDER BY 1 LIMIT 1)
        FROM apart a WHERE a.endpoint IS NOT NULL),
      back AS (
        SELECT d.id, d.rank, d.run_at, d.seq
        FROM (SELECT endpoint FROM apart WHERE endpoint <> ALL (?)) a
        CROSS JOIN LATERAL (
          SELECT h.id FROM delivery h
          WHERE h.state = 'READY' AND h.aside AND h.channel || ' ' || h.address = a.endpoint
            AND h.run_at <= ?
            AND (h.lease_until IS NULL OR h.lease_until < clock_timestamp())
            AND NOT EXISTS (
              SELECT FROM delivery e
              WHERE e.follow_up = h.follow_up AND e.recipient = h.recipient
                AND e.channel = h.channel AND e.state = 'READY' AND e.seq < h.seq)
          ORDER BY h.rank, h.run_at, h.seq LIMIT ?) head
        JOIN delivery d ON d.id = head.id
        WHERE d.state = 'READY' AND (d.lease_until IS NULL OR d.lease_until < clock_timestamp())
        ORDER BY d.rank, d.run_at, d.seq LIMIT ? FOR UPDATE OF d SKIP LOCKED),
      chosen AS (
        SELECT id FROM (TABLE waiting UNION ALL TABLE back) ready
        ORDER BY rank, run_at, seq LIMIT ?),
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
      SELECT * FROM claimed ORDER BY rank, run_at, seq""";

  /**
   * One statement for the batch. The rows are locked in the order of their ids, so that two nodes
   * never wait crosswise. What the recipient's side said meanwhile stands.
   */
  Set<String> finish(Collection<Transaction.Ended> ended) {
    List<Transaction.Ended> all = List.copyOf(ended);
    return Set.copyOf(
        session
            .sql()
            .list(
                """
                WITH ended AS (
                  SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                    AS e (id, token, state, retry_at, outcome, at, detail, sha256, losses)),
                held AS (
                  SELECT d.id FROM delivery d JOIN ended e ON d.id = e.id AND d.token = e.token
                  ORDER BY d.id FOR UPDATE OF d),
                noted AS (
                  UPDATE delivery_attempt a
                  SET outcome = e.outcome, ended_at = e.at, detail = e.detail, sha256 = e.sha256,
                    losses = e.losses
                  FROM ended e JOIN held h ON h.id = e.id
                  WHERE a.delivery = e.id AND a.token = e.token AND a.outcome IS NULL
                  RETURNING a.delivery),
                changed AS (
                  UPDATE delivery d SET state = e.state, run_at = coalesce(e.retry_at, d.run_at),
                    lease_until = NULL
                  FROM ended e JOIN noted n ON n.delivery = e.id
                  WHERE d.id = e.id AND d.token = e.token AND d.state = 'READY')
                SELECT delivery FROM noted""",
                row -> row.text("delivery"),
                Sql.texts(each(all, e -> e.delivery().id())),
                Sql.numbers(each(all, e -> e.delivery().token())),
                Sql.texts(each(all, e -> e.next().name())),
                Sql.times(each(all, Transaction.Ended::retryAt)),
                Sql.texts(each(all, e -> e.outcome().name())),
                Sql.times(each(all, Transaction.Ended::at)),
                Sql.texts(each(all, Transaction.Ended::detail)),
                Sql.bytes(each(all, e -> bytes(e.digest()))),
                Sql.texts(each(all, Transaction.Ended::losses))));
  }

  /** One column of the batch; it may hold nulls. */
  private static <T extends @Nullable Object> List<T> each(
      List<Transaction.Ended> all, Function<Transaction.Ended, T> column) {
    List<T> values = new ArrayList<>();
    all.forEach(ended -> values.add(column.apply(ended)));
    return values;
  }

  private static byte @Nullable [] bytes(@Nullable Sha256 digest) {
    return digest == null ? null : HexFormat.of().parseHex(digest.hex());
  }

  Optional<Delivery> find(String id) {
    return session.sql().first("SELECT * FROM delivery WHERE id = ?", Jobs::delivery, id);
  }

  /** A refusal that comes while the attempt still runs takes its token away. */
  void heard(String id, DeliveryState next, @Nullable Instant retryAt) {
    session
        .sql()
        .later(
            """
            UPDATE delivery SET state = ?, run_at = coalesce(?::timestamptz, run_at),
              lease_until = NULL, token = token + ?
            WHERE id = ?""",
            next,
            retryAt,
            next == DeliveryState.READY ? 1 : 0,
            id);
  }

  List<Transaction.Attempt> attemptsOf(String followUp) {
    return session
        .sql()
        .list(
            """
            SELECT d.*, a.begun_at, a.outcome, a.detail, a.losses
            FROM delivery d JOIN delivery_attempt a ON a.delivery = d.id
            WHERE d.follow_up = ? ORDER BY a.begun_at, d.seq, a.token""",
            Jobs::attempt,
            followUp);
  }

  private static Transaction.Attempt attempt(Row row) throws SQLException {
    return new Transaction.Attempt(
        delivery(row),
        row.time("begun_at"),
        row.constantOrNull("outcome", AttemptOutcome.class),
        row.textOrNull("detail"),
        row.textOrNull("losses"));
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
