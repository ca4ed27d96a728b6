// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.match.BlindKey;
import fr.relais.core.model.LineageKey;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** By which names follow-ups are found: lineage keys, and blind keys of people. */
final class Lineage {
  private final Session session;

  Lineage(Session session) {
    this.session = session;
  }

  /** One statement; the array is walked in its order, so that two nodes never wait crosswise. */
  void lock(Collection<LineageKey> keys) {
    List<Long> locks = keys.stream().map(session.blind()::lockOf).distinct().sorted().toList();
    if (!locks.isEmpty()) {
      session
          .sql()
          .list(
              "SELECT pg_advisory_xact_lock(k)::text FROM unnest(?) AS k",
              row -> true,
              Sql.numbers(locks));
    }
  }

  Map<LineageKey, String> find(Collection<LineageKey> keys) {
    Map<LineageKey, String> found = new HashMap<>();
    Map<ByteBuffer, LineageKey> byHash = new HashMap<>();
    keys.forEach(key -> byHash.put(ByteBuffer.wrap(session.blind().of(key)), key));
    if (!keys.isEmpty()) {
      session
          .sql()
          .list(
              """
              WITH RECURSIVE named AS (
                SELECT k.value_hash, k.follow_up AS id, f.merged_into
                FROM lineage_key k LEFT JOIN follow_up f ON f.id = k.follow_up
                WHERE k.value_hash = ANY (?)
                UNION
                SELECT n.value_hash, f.id, f.merged_into
                FROM named n JOIN follow_up f ON f.id = n.merged_into)
              SELECT value_hash, id FROM named WHERE merged_into IS NULL\
              """,
              row ->
                  found.put(byHash.get(ByteBuffer.wrap(row.bytes("value_hash"))), row.text("id")),
              Sql.bytes(byHash.keySet().stream().map(ByteBuffer::array).toList()));
    }
    return found;
  }

  void add(String followUp, Collection<LineageKey> keys) {
    List<LineageKey> distinct = keys.stream().distinct().sorted().toList();
    if (!distinct.isEmpty()) {
      session
          .sql()
          .later(
              """
              INSERT INTO lineage_key (performer, kind, value_hash, follow_up)
              SELECT k.performer, k.kind, k.value_hash, ?
              FROM unnest(?, ?, ?) AS k (performer, kind, value_hash)
              ON CONFLICT (value_hash, performer, kind) DO NOTHING\
              """,
              followUp,
              Sql.texts(distinct.stream().map(LineageKey::performer).toList()),
              Sql.texts(distinct.stream().map(key -> key.kind().name()).toList()),
              Sql.bytes(distinct.stream().map(session.blind()::of).toList()));
    }
  }

  List<String> byIdentity(Collection<BlindKey> keys, int limit) {
    return session
        .sql()
        .list(
            """
            SELECT follow_up FROM blind_index WHERE value_hash = ANY (?)
            GROUP BY follow_up ORDER BY max(latest) DESC, follow_up LIMIT ?\
            """,
            row -> row.text("follow_up"),
            Sql.bytes(keys.stream().distinct().map(session.blind()::of).toList()),
            limit);
  }

  /** Everything but the events, which are the first one's own history. */
  void moveAll(String from, String to) {
    session
        .sql()
        .update(
            """
            WITH
              reports AS (UPDATE report SET follow_up = ? WHERE follow_up = ?),
              shares AS (UPDATE unread SET follow_up = ? WHERE follow_up = ?),
              questions AS (UPDATE work_item SET follow_up = ? WHERE follow_up = ?),
              asked AS (UPDATE exam_order SET follow_up = ? WHERE follow_up = ?),
              sent AS (UPDATE delivery SET follow_up = ? WHERE follow_up = ?),
              names AS (UPDATE lineage_key SET follow_up = ? WHERE follow_up = ?),
              people AS (DELETE FROM blind_index WHERE follow_up = ? RETURNING *)
            INSERT INTO blind_index AS b (kind, value_hash, follow_up, latest)
            SELECT kind, value_hash, ?, latest FROM people
            ON CONFLICT (value_hash, kind, follow_up)
            DO UPDATE SET latest = greatest(b.latest, excluded.latest)\
            """,
            to,
            from,
            to,
            from,
            to,
            from,
            to,
            from,
            to,
            from,
            to,
            from,
            from,
            to);
  }
}
