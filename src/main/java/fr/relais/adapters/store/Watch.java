// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.flow.Store;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Figures and checks over the whole store. */
final class Watch {
  /** How late a timer may be (invariant 14). */
  static final int LATE_SECONDS = 60;

  private final Sql sql;

  Watch(Sql sql) {
    this.sql = sql;
  }

  Store.Figures figures(Instant now) {
    return sql.first(
            """
            SELECT
              (SELECT count(*) FROM original_message) AS received,
              (SELECT coalesce(sum(repeats), 0) FROM original_message WHERE repeats > 0) AS repeats,
              (SELECT count(DISTINCT original_id) FROM unread) AS quarantined,
              (SELECT count(*) FROM work_item WHERE state = 'OPEN') AS questions,
              (SELECT count(*) FROM delivery WHERE state = 'READY' AND run_at <= ?) AS ready,
              (SELECT count(*) FROM delivery WHERE state = 'READY' AND run_at > ?) AS waiting,
              (SELECT count(*) FROM delivery WHERE state = 'EXPIRED') AS expired,
              (SELECT count(*) FROM follow_up WHERE state <> 'CONCLUDED' AND next_due < ?) AS late,
              (SELECT min(next_due) FROM follow_up WHERE state <> 'CONCLUDED') AS first_due,
              (SELECT count(*) FROM audit_pending) AS unsealed,
              (SELECT min(l.at) FROM audit_pending p JOIN audit_line l ON l.id = p.line)
                AS oldest_unsealed,
              (SELECT count(*) FROM exam_order WHERE state IN ('EXPECTED', 'MISSING')) AS awaited\
            """,
            row -> figures(now, row),
            now,
            now,
            now)
        .orElseThrow();
  }

  private Store.Figures figures(Instant now, Row row) throws SQLException {
    Map<FollowUpState, Long> byState = new EnumMap<>(FollowUpState.class);
    sql.list(
        "SELECT state, count(*) AS n FROM follow_up GROUP BY state",
        each -> byState.put(each.constant("state", FollowUpState.class), each.number("n")));
    Map<FollowUpPriority, Long> byPriority = new EnumMap<>(FollowUpPriority.class);
    sql.list(
        "SELECT priority, count(*) AS n FROM follow_up WHERE state <> 'CONCLUDED' GROUP BY 1",
        each ->
            byPriority.put(each.constant("priority", FollowUpPriority.class), each.number("n")));
    return new Store.Figures(
        row.number("received"),
        row.number("repeats"),
        row.number("quarantined"),
        byState,
        byPriority,
        row.number("questions"),
        row.number("ready"),
        row.number("waiting"),
        row.number("expired"),
        row.number("late"),
        since(row.timeOrNull("first_due"), now),
        row.number("awaited"),
        row.number("unsealed"),
        since(row.timeOrNull("oldest_unsealed"), now),
        byNode(
            """
            SELECT node, count(*) AS n FROM follow_up_event
            WHERE kind IN ('RUNG_REACHED', 'OFFER_EXPIRED') GROUP BY node\
            """),
        byNode("SELECT node, count(*) AS n FROM delivery_attempt GROUP BY node"));
  }

  Store.Outgoing outgoing(Instant now) {
    return sql.first(
            """
            SELECT
              count(*) FILTER (WHERE d.state = 'READY') AS waiting,
              count(*) FILTER (WHERE d.state IN ('SENT', 'CONFIRMED')) AS filed,
              count(*) FILTER (WHERE d.state = 'EXPIRED') AS refused,
              min(coalesce((SELECT min(a.begun_at) FROM delivery_attempt a WHERE a.delivery = d.id),
                d.run_at)) FILTER (WHERE d.state = 'READY') AS oldest,
              (SELECT count(*) FROM receipt_awaited) AS receipts
            FROM delivery d WHERE d.channel = 'dmp'\
            """,
            row ->
                new Store.Outgoing(
                    row.number("waiting"),
                    since(row.timeOrNull("oldest"), now),
                    row.number("filed"),
                    row.number("refused"),
                    row.number("receipts")))
        .orElseThrow();
  }

  List<Store.Noticed> notices(Instant from, Instant to) {
    return sql.list(
        """
        SELECT d.recipient, count(*) FILTER (WHERE d.channel = 'call') AS interrupting,
          count(*) FILTER (WHERE d.channel <> 'call') AS quiet
        FROM delivery_attempt a JOIN delivery d ON d.id = a.delivery
        WHERE a.begun_at >= ? AND a.begun_at < ? AND a.outcome = 'OK'
        GROUP BY d.recipient ORDER BY d.recipient\
        """,
        row ->
            new Store.Noticed(
                row.text("recipient"), row.number("interrupting"), row.number("quiet")),
        from,
        to);
  }

  private Map<String, Long> byNode(String query) {
    Map<String, Long> counts = new TreeMap<>();
    sql.list(query, row -> counts.put(row.text("node"), row.number("n")));
    return counts;
  }

  static Duration since(@Nullable Instant at, Instant now) {
    return at == null || at.isAfter(now) ? Duration.ZERO : Duration.between(at, now);
  }

  /** The constraints of the tables forbid some of these; a table restored without them does not. */
  List<String> violations(Instant now) {
    return sql.list(
        """
        SELECT 'FOLLOW_UP_WITHOUT_OWNER ' || id AS line FROM follow_up
          WHERE state <> 'CONCLUDED' AND coalesce(owner, '') = ''
        UNION ALL
        SELECT 'FOLLOW_UP_WITHOUT_NEXT_DUE ' || id FROM follow_up
          WHERE state <> 'CONCLUDED' AND next_due IS NULL
        UNION ALL
        SELECT 'FOLLOW_UP_LATE ' || id FROM follow_up
          WHERE state <> 'CONCLUDED' AND next_due < ?
        UNION ALL
        SELECT 'EVENT_GAP ' || f.id
          FROM follow_up f LEFT JOIN follow_up_event e ON e.follow_up = f.id
          GROUP BY f.id, f.seq
          HAVING count(e.seq) <> f.seq OR coalesce(max(e.seq), 0) <> f.seq
        UNION ALL
        SELECT 'ORIGINAL_WITHOUT_FOLLOW_UP ' || o.id FROM original_message o
          WHERE NOT EXISTS (SELECT FROM report r WHERE r.original_id = o.id)
            AND NOT EXISTS (SELECT FROM unread u WHERE u.original_id = o.id)
        UNION ALL
        SELECT 'SHARE_WITHOUT_FOLLOW_UP ' || s.id FROM (
            SELECT id, follow_up FROM report UNION ALL SELECT id, follow_up FROM unread) s
          WHERE NOT EXISTS (SELECT FROM follow_up f WHERE f.id = s.follow_up)
        UNION ALL
        SELECT 'QUESTION_WITHOUT_OWNER ' || id FROM work_item
          WHERE state = 'OPEN' AND coalesce(owner, '') = ''
        UNION ALL
        SELECT 'QUESTION_WITHOUT_DUE ' || id FROM work_item
          WHERE state = 'OPEN' AND due_at IS NULL
        UNION ALL
        SELECT 'QUARANTINE_WITHOUT_QUESTION ' || u.original_id FROM unread u
          WHERE NOT EXISTS (SELECT FROM work_item w WHERE w.follow_up = u.follow_up)
        UNION ALL
        SELECT 'MERGED_INTO_NOTHING ' || f.id FROM follow_up f
          WHERE f.merged_into IS NOT NULL
            AND NOT EXISTS (SELECT FROM follow_up t WHERE t.id = f.merged_into)
        UNION ALL
        SELECT 'ORDER_WITHOUT_NEXT_DUE ' || id FROM exam_order
          WHERE state = 'EXPECTED' AND next_due IS NULL
        UNION ALL
        SELECT 'ORDER_LATE ' || id FROM exam_order
          WHERE state = 'EXPECTED' AND next_due < ?
        ORDER BY 1 LIMIT 1000\
        """,
        row -> row.text("line"),
        now.minusSeconds(LATE_SECONDS),
        now.minusSeconds(LATE_SECONDS));
  }
}
