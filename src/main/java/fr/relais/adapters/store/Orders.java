// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.match.BlindKey;
import fr.relais.core.model.Order;
import fr.relais.core.model.OrderState;
import fr.relais.core.model.RequestPriority;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Orders: sealed whole under a key of their own. What is awaited of them stands in clear, and is
 * the truth when the two differ.
 */
final class Orders {
  private static final String SELECT =
      """
      SELECT o.id, o.state, o.next_due, o.follow_up, o.key_id, o.sealed_order, k.period, k.wrapped
      FROM exam_order o JOIN data_key k ON k.id = o.key_id
      """;
  private final Session session;

  Orders(Session session) {
    this.session = session;
  }

  void save(Order order, Collection<BlindKey> keys) {
    String id = order.id();
    if (session.keys().has(id) || !insert(order)) {
      update(order);
    }
    List<BlindKey> distinct = keys.stream().distinct().toList();
    if (!distinct.isEmpty()) {
      session
          .sql()
          .later(
              """
              INSERT INTO order_index (kind, value_hash, exam_order)
              SELECT k.kind, k.value_hash, ? FROM unnest(?, ?) AS k (kind, value_hash)
              ON CONFLICT DO NOTHING\
              """,
              id,
              Sql.texts(distinct.stream().map(key -> key.kind().name()).toList()),
              Sql.bytes(distinct.stream().map(session.blind()::of).toList()));
    }
  }

  /** Whether it was new: then its key was made with it, in the same statement. */
  private boolean insert(Order order) {
    String id = order.id();
    DataKeys.Wrapped key = session.keys().create(id);
    int written =
        session
            .sql()
            .update(
                """
                WITH key AS (
                  INSERT INTO data_key (id, period, wrapped) VALUES (?, ?, ?)
                  ON CONFLICT (id) DO NOTHING)
                INSERT INTO exam_order (id, key_id, ordered_at, state, requester, site, kind,
                  priority, rank, expected_by, next_due, follow_up, sealed_order)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO NOTHING\
                """,
                id,
                key.period(),
                key.bytes(),
                id,
                id,
                order.orderedAt(),
                order.state(),
                order.requester(),
                order.site(),
                order.kind(),
                order.priority(),
                rank(order.priority()),
                order.expectedBy(),
                order.nextDue(),
                order.followUp(),
                sealed(order));
    if (written == 0) {
      session.keys().forget();
    }
    return written == 1;
  }

  /** A step that was taken ends a postponement: the new due time counts. */
  private void update(Order order) {
    byte[] sealed = sealed(order);
    session
        .sql()
        .later(
            """
            UPDATE exam_order SET
              ordered_at = ?, state = ?, requester = ?, site = ?, kind = ?, priority = ?, rank = ?,
              expected_by = ?, next_due = ?, follow_up = ?, sealed_order = ?, not_before = NULL
            WHERE id = ?\
            """,
            order.orderedAt(),
            order.state(),
            order.requester(),
            order.site(),
            order.kind(),
            order.priority(),
            rank(order.priority()),
            order.expectedBy(),
            order.nextDue(),
            order.followUp(),
            sealed,
            order.id());
  }

  private byte[] sealed(Order order) {
    return session.keys().seal(order.id(), session.json().write(order), place(order.id()));
  }

  private static short rank(RequestPriority priority) {
    return (short) (RequestPriority.STAT.ordinal() - priority.ordinal());
  }

  Optional<Order> find(String id) {
    return session.sql().first(SELECT + "WHERE o.id = ? FOR UPDATE OF o", this::order, id);
  }

  List<Order> by(Collection<BlindKey> keys, int limit) {
    return session
        .sql()
        .list(
            SELECT
                + """
                WHERE o.id IN (SELECT exam_order FROM order_index WHERE value_hash = ANY (?))
                ORDER BY o.ordered_at DESC, o.id LIMIT ?\
                """,
            this::order,
            Sql.bytes(keys.stream().distinct().map(session.blind()::of).toList()),
            limit);
  }

  List<Order> of(String followUp) {
    return session
        .sql()
        .list(
            SELECT + "WHERE o.follow_up = ? ORDER BY o.ordered_at DESC, o.id",
            this::order,
            followUp);
  }

  /** The most recent order that each of these answers, by follow-up. */
  Map<String, Order> answeredBy(Collection<String> followUps) {
    Map<String, Order> found = new HashMap<>();
    session
        .sql()
        .list(
            SELECT
                + """
                WHERE o.id IN (
                  SELECT DISTINCT ON (follow_up) id FROM exam_order WHERE follow_up = ANY (?)
                  ORDER BY follow_up, ordered_at DESC, id)\
                """,
            row -> found.put(row.text("follow_up"), order(row)),
            Sql.texts(followUps));
    return found;
  }

  List<Order> awaited(int limit) {
    return session
        .sql()
        .list(
            SELECT
                + """
                WHERE o.state IN ('EXPECTED', 'MISSING') ORDER BY o.expected_by, o.id LIMIT ?\
                """,
            this::order,
            limit);
  }

  List<Order> orderedBy(String person, String site, int limit) {
    return session
        .sql()
        .list(
            SELECT + "WHERE o.requester = ? AND o.site = ? ORDER BY o.ordered_at, o.id LIMIT ?",
            this::order,
            person,
            site,
            limit);
  }

  List<Order> claimDue(Instant now, int limit) {
    return session
        .sql()
        .list(
            SELECT
                + """
                WHERE o.next_due <= ? AND (o.not_before IS NULL OR o.not_before <= ?)
                ORDER BY o.rank, o.next_due, o.id LIMIT ? FOR UPDATE OF o SKIP LOCKED\
                """,
            this::order,
            now,
            now,
            limit);
  }

  private Order order(Row row) throws SQLException {
    String id = row.text("id");
    String key = row.text("key_id");
    session.keys().remember(key, row.text("period"), row.bytes("wrapped"));
    byte[] json = session.keys().open(key, row.bytes("sealed_order"), place(id));
    return session
        .json()
        .read(json, Order.class)
        .with(
            row.constant("state", OrderState.class),
            row.timeOrNull("next_due"),
            row.textOrNull("follow_up"));
  }

  private static String place(String id) {
    return "exam_order/" + id + "/order";
  }
}
