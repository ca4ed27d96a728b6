// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.match.BlindKey;
import fr.relais.core.model.Content;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import fr.relais.flow.Shares;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Versions of reports and the shares that were not understood, both under a follow-up. */
final class Reports implements Shares {
  private final Session session;
  private final Originals originals;

  Reports(Session session, Originals originals) {
    this.session = session;
    this.originals = originals;
  }

  void addVersion(
      String followUp, ReportVersion version, Content part, Collection<BlindKey> identity) {
    String id = version.id();
    List<BlindKey> keys = identity.stream().distinct().toList();
    session
        .sql()
        .later(
            """
            WITH report AS (
              INSERT INTO report (id, follow_up, original_id, performer, cumulative, arrival,
                                  received_at, key_id, sealed_report, sealed_content)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))
            INSERT INTO blind_index AS b (kind, value_hash, follow_up, latest)
            SELECT k.kind, k.value_hash, ?, ?
            FROM unnest(?, ?) AS k (kind, value_hash)
            ON CONFLICT (value_hash, kind, follow_up)
            DO UPDATE SET latest = greatest(b.latest, excluded.latest)\
            """,
            id,
            followUp,
            version.originalId(),
            version.performer(),
            version.cumulative(),
            version.arrival(),
            version.receivedAt(),
            followUp,
            session.keys().seal(followUp, session.json().write(version.report()), facts(id)),
            sealed(followUp, version.originalId(), part, bytes(id)),
            followUp,
            version.receivedAt(),
            Sql.texts(keys.stream().map(k -> k.kind().name()).toList()),
            Sql.bytes(keys.stream().map(session.blind()::of).toList()));
  }

  void addUnread(String followUp, String id, String originalId, Content part) {
    session
        .sql()
        .later(
            """
            INSERT INTO unread (id, follow_up, original_id, key_id, sealed_content)
            VALUES (?, ?, ?, ?, ?)\
            """,
            id,
            followUp,
            originalId,
            followUp,
            sealed(followUp, originalId, part, bytes(id)));
  }

  /** Null when the share is the whole original, whose bytes are kept already. */
  private byte @Nullable [] sealed(String followUp, String originalId, Content part, String place) {
    return originals.whole(originalId, part)
        ? null
        : session.keys().seal(followUp, part.bytes(), place);
  }

  List<ReportVersion> versions(String followUp) {
    return session
        .sql()
        .list(
            """
            SELECT r.id, r.original_id, r.performer, r.cumulative, r.arrival, r.received_at, r.key_id, r.sealed_report,
                   k.period, k.wrapped
            FROM report r JOIN data_key k ON k.id = r.key_id
            WHERE r.follow_up = ? ORDER BY r.seq\
            """,
            this::version,
            followUp);
  }

  private ReportVersion version(Row row) throws SQLException {
    String id = row.text("id");
    String key = row.text("key_id");
    session.keys().remember(key, row.text("period"), row.bytes("wrapped"));
    byte[] json = session.keys().open(key, row.bytes("sealed_report"), facts(id));
    return new ReportVersion(
        id,
        row.text("original_id"),
        row.text("performer"),
        row.truth("cumulative"),
        row.integer("arrival"),
        row.time("received_at"),
        session.json().read(json, Report.class));
  }

  /**
   * What was received under one id.
   *
   * @param version null when it was not understood
   */
  record Share(@Nullable ReportVersion version, @Nullable Content content) {
    static final Share NONE = new Share(null, null);
  }

  /** Only these, by id, in one query; one whose key was destroyed is missing. */
  Map<String, Share> shares(Collection<String> ids) {
    Map<String, Share> found = new HashMap<>();
    if (!ids.isEmpty()) {
      session
          .sql()
          .list(
              """
              SELECT s.*, k.period, k.wrapped, o.sealed_content AS original,
                     ok.period AS original_period, ok.wrapped AS original_wrapped
              FROM (
                SELECT id, original_id, performer, cumulative, arrival, received_at, key_id,
                       sealed_report, sealed_content
                FROM report WHERE id = ANY (?)
                UNION ALL
                SELECT id, original_id, NULL, NULL, NULL, NULL, key_id, NULL, sealed_content
                FROM unread WHERE id = ANY (?)) s
              JOIN data_key k ON k.id = s.key_id
              LEFT JOIN (original_content o JOIN data_key ok ON ok.id = o.original_id)
                ON o.original_id = s.original_id AND s.sealed_content IS NULL
              WHERE s.sealed_content IS NOT NULL OR o.original_id IS NOT NULL\
              """,
              row -> found.put(row.text("id"), share(row)),
              Sql.texts(ids),
              Sql.texts(ids));
    }
    return found;
  }

  private Share share(Row row) throws SQLException {
    String originalPeriod = row.textOrNull("original_period");
    if (originalPeriod != null) {
      session
          .keys()
          .remember(row.text("original_id"), originalPeriod, row.bytes("original_wrapped"));
    }
    session.keys().remember(row.text("key_id"), row.text("period"), row.bytes("wrapped"));
    ReportVersion version = row.bytesOrNull("sealed_report") == null ? null : version(row);
    return new Share(version, content(row.text("id"), row));
  }

  @Override
  public List<String> unread(String followUp) {
    return session
        .sql()
        .list(
            "SELECT id FROM unread WHERE follow_up = ? ORDER BY id",
            row -> row.text("id"),
            followUp);
  }

  @Override
  public Optional<Content> content(String id) {
    return session
        .sql()
        .first(
            """
            WITH share AS (
              SELECT id, original_id, key_id, sealed_content FROM report WHERE id = ?
              UNION ALL
              SELECT id, original_id, key_id, sealed_content FROM unread WHERE id = ?)
            SELECT s.original_id, s.key_id, s.sealed_content, o.sealed_content AS original
            FROM share s
            LEFT JOIN original_content o
              ON o.original_id = s.original_id AND s.sealed_content IS NULL\
            """,
            row -> content(id, row),
            id,
            id);
  }

  private Content content(String id, Row row) throws SQLException {
    byte[] own = row.bytesOrNull("sealed_content");
    return own == null
        ? originals.open(row.text("original_id"), row.bytes("original"))
        : Content.of(session.keys().open(row.text("key_id"), own, bytes(id)));
  }

  private static String facts(String id) {
    return "report/" + id + "/report";
  }

  private static String bytes(String id) {
    return "share/" + id + "/content";
  }
}
