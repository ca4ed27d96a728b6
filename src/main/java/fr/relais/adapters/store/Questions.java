// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Questions for people. Their evidence and choices are sealed under the follow-up's key. */
final class Questions {
  private static final String COLUMNS =
      """
      SELECT w.id, w.follow_up, w.question, w.owner, w.state, w.asked_at, w.due_at, w.key_id,
             w.sealed_question, k.period, k.wrapped
      FROM work_item w JOIN data_key k ON k.id = w.key_id
      """;
  private final Session session;

  Questions(Session session) {
    this.session = session;
  }

  /** The part of a question that may hold health data. */
  private record Asked(String evidence, List<String> choices) {}

  void save(WorkItem item) {
    byte[] sealed =
        session
            .keys()
            .seal(
                item.followUp(),
                session.json().write(new Asked(item.evidence(), item.choices())),
                place(item.id()));
    session
        .sql()
        .later(
            """
            INSERT INTO work_item (id, follow_up, question, owner, state, asked_at, due_at, key_id,
                                   sealed_question)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
              follow_up = excluded.follow_up, question = excluded.question,
              owner = excluded.owner, state = excluded.state, asked_at = excluded.asked_at,
              due_at = excluded.due_at, key_id = excluded.key_id,
              sealed_question = excluded.sealed_question\
            """,
            item.id(),
            item.followUp(),
            item.question(),
            item.owner(),
            item.state(),
            item.askedAt(),
            item.dueAt(),
            item.followUp(),
            sealed);
  }

  Optional<WorkItem> find(String id) {
    return session.sql().first(COLUMNS + "WHERE w.id = ? FOR UPDATE OF w", this::item, id);
  }

  List<WorkItem> of(String followUp) {
    return session
        .sql()
        .list(COLUMNS + "WHERE w.follow_up = ? ORDER BY w.asked_at, w.id", this::item, followUp);
  }

  List<WorkItem> open(int limit) {
    return session
        .sql()
        .list(
            COLUMNS + "WHERE w.state = 'OPEN' ORDER BY w.due_at, w.id LIMIT ?", this::item, limit);
  }

  List<WorkItem> claimDue(Instant now, int limit) {
    return session
        .sql()
        .list(
            COLUMNS
                + """
                WHERE w.state = 'OPEN' AND w.due_at <= ?
                  AND NOT EXISTS (
                    SELECT FROM follow_up f WHERE f.id = w.follow_up AND f.not_before > ?)
                ORDER BY w.due_at, w.id LIMIT ? FOR UPDATE OF w SKIP LOCKED\
                """,
            this::item,
            now,
            now,
            limit);
  }

  private WorkItem item(Row row) throws SQLException {
    String id = row.text("id");
    String key = row.text("key_id");
    session.keys().remember(key, row.text("period"), row.bytes("wrapped"));
    byte[] json = session.keys().open(key, row.bytes("sealed_question"), place(id));
    Asked asked = session.json().read(json, Asked.class);
    return new WorkItem(
        id,
        row.text("follow_up"),
        row.constant("question", WorkItem.Question.class),
        row.text("owner"),
        row.constant("state", WorkItemState.class),
        asked.evidence(),
        asked.choices(),
        row.time("asked_at"),
        row.timeOrNull("due_at"));
  }

  private static String place(String id) {
    return "work_item/" + id + "/question";
  }
}
