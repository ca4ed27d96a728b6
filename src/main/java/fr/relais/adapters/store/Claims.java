// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Deliveries taken as jobs. When one may run is business time; a lease is the database's own. */
final class Claims {
  /** Rows in front that are looked at to see whether avoided ones stand in the way. */
  private static final int PROBED = 200;

  /** Rows put aside at one claim, at most: what it may cost more. */
  private static final int PUT_ASIDE_MAX = 4000;

  /** What becomes of those chosen: token and lease, the attempt that ran out, the new attempt. */
  private static final String CLAIMED =
      """
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
      SELECT * FROM claimed ORDER BY rank, run_at, seq\
      """;

  /** The endpoints of what is aside, by hops from one to the next in the index. */
  private static final String APART =
      """
      apart AS (
        (SELECT d.channel || ' ' || d.address AS endpoint FROM delivery d
         WHERE d.state = 'READY' AND d.aside ORDER BY 1 LIMIT 1)
        UNION ALL
        SELECT (
          SELECT d.channel || ' ' || d.address FROM delivery d
          WHERE d.state = 'READY' AND d.aside AND d.channel || ' ' || d.address > a.endpoint
          ORDER BY 1 LIMIT 1)
        FROM apart a WHERE a.endpoint IS NOT NULL)\
      """;

  /** Chosen among the rows in the order of their turn, when none is put aside. */
  private static final String CLAIM =
      """
      WITH chosen AS (
        SELECT d.id FROM delivery d
        WHERE d.state = 'READY' AND NOT d.aside AND d.run_at <= ?
          AND (d.lease_until IS NULL OR d.lease_until < clock_timestamp())
          AND d.channel || ' ' || d.address <> ALL (?)
          AND NOT EXISTS (
            SELECT FROM delivery e
            WHERE e.follow_up = d.follow_up AND e.recipient = d.recipient
              AND e.channel = d.channel AND e.state = 'READY' AND e.seq < d.seq)
        ORDER BY d.rank, d.run_at, d.seq LIMIT ? FOR UPDATE SKIP LOCKED),
      """
          + CLAIMED;

  /**
   * Chosen among the rows in the order of their turn, and among those put aside of each endpoint
   * that is no longer avoided ({@code apart} hops from one endpoint to the next in the index).
   */
  private static final String CLAIM_ALL =
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
      """
          + APART
          + """
          ,
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
          """
          + CLAIMED;

  private static final String ASIDE =
      "WITH RECURSIVE " + APART + " SELECT endpoint FROM apart WHERE endpoint IS NOT NULL";

  private final Session session;
  private final ClaimPace pace;

  Claims(Session session, ClaimPace pace) {
    this.session = session;
    this.pace = pace;
  }

  /**
   * One statement: what is chosen, its new token and lease, the end of the attempt whose lease ran
   * out, and the new attempt are written together.
   */
  List<Delivery> claim(
      String node, Instant now, Duration lease, int limit, Collection<String> avoided) {
    Sql.Many alone = Sql.texts(avoided);
    if (!pace.looksForAside(() -> aside(avoided, now), avoided)) {
      return session
          .sql()
          .list(CLAIM, Jobs::delivery, now, alone, limit, node, lease.toNanos() / 1000, now, now);
    }
    return session
        .sql()
        .list(
            CLAIM_ALL,
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

  /** The endpoints whose rows are aside, or are put there now since so many of theirs wait. */
  private Set<String> aside(Collection<String> avoided, Instant now) {
    Set<String> endpoints = new HashSet<>(session.sql().list(ASIDE, row -> row.text("endpoint")));
    boolean crowd =
        session
                .sql()
                .number(
                    """
                    SELECT count(*) FROM (
                      SELECT FROM delivery WHERE state = 'READY' AND NOT aside LIMIT ?) front\
                    """,
                    PROBED)
            == PROBED;
    if (crowd && !avoided.isEmpty()) {
      putAside(Sql.texts(avoided), now);
      endpoints.addAll(avoided);
    }
    return endpoints;
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
              FOR UPDATE OF d SKIP LOCKED)\
            """,
            now,
            PROBED,
            avoided,
            PROBED / 2,
            now,
            PUT_ASIDE_MAX,
            avoided);
  }
}
