// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.match.BlindKey;
import fr.relais.flow.MailLedger;
import fr.relais.flow.Records;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records of any kind, each sealed whole under a key of its own. */
final class SealedRecords implements Records {
  private static final String SELECT =
      """
      SELECT r.id, r.kind, r.sealed_record, k.period, k.wrapped
      FROM sealed_record r JOIN data_key k ON k.id = r.id
      """;
  private final Session session;

  SealedRecords(Session session) {
    this.session = session;
  }

  @Override
  public <T> void put(Class<T> kind, String id, T value, Collection<BlindKey> keys) {
    String name = kind.getSimpleName();
    byte[] sealed = session.keys().seal(id, session.json().write(value), place(name, id));
    session
        .sql()
        .later(
            """
            INSERT INTO sealed_record (kind, id, sealed_record) VALUES (?, ?, ?)
            ON CONFLICT (kind, id) DO UPDATE SET sealed_record = excluded.sealed_record\
            """,
            name,
            id,
            sealed);
    List<BlindKey> distinct = keys.stream().distinct().toList();
    if (!distinct.isEmpty()) {
      session
          .sql()
          .later(
              """
              INSERT INTO sealed_record_index (kind, value_hash, record)
              SELECT ?, k.value_hash, ? FROM unnest(?) AS k (value_hash) ON CONFLICT DO NOTHING\
              """,
              name,
              id,
              Sql.bytes(distinct.stream().map(session.blind()::of).toList()));
    }
  }

  @Override
  public <T> Optional<T> get(Class<T> kind, String id) {
    return session
        .sql()
        .first(
            SELECT + "WHERE r.kind = ? AND r.id = ? FOR UPDATE OF r",
            row -> record(row, kind),
            kind.getSimpleName(),
            id);
  }

  @Override
  public <T> Map<String, T> all(Class<T> kind, Collection<String> ids) {
    Map<String, T> all = new HashMap<>();
    if (!ids.isEmpty()) {
      session
          .sql()
          .list(
              SELECT + "WHERE r.kind = ? AND r.id = ANY (?)",
              row -> all.put(row.text("id"), record(row, kind)),
              kind.getSimpleName(),
              Sql.texts(List.copyOf(ids)));
    }
    return all;
  }

  @Override
  public <T> List<T> find(Class<T> kind, Collection<BlindKey> keys, int limit) {
    return keys.isEmpty()
        ? List.of()
        : session
            .sql()
            .list(
                SELECT
                    + """
                    WHERE r.kind = ? AND r.id IN (
                      SELECT record FROM sealed_record_index
                      WHERE kind = r.kind AND value_hash = ANY (?))
                    ORDER BY r.seq LIMIT ?\
                    """,
                row -> record(row, kind),
                kind.getSimpleName(),
                Sql.bytes(keys.stream().distinct().map(session.blind()::of).toList()),
                limit);
  }

  private <T> T record(Row row, Class<T> kind) throws SQLException {
    String id = row.text("id");
    session.keys().remember(id, row.text("period"), row.bytes("wrapped"));
    byte[] json = session.keys().open(id, row.bytes("sealed_record"), place(row.text("kind"), id));
    return session.json().read(json, kind);
  }

  @Override
  public MailLedger mails() {
    return new Mails(session.sql());
  }

  private static String place(String kind, String id) {
    return "sealed_record/" + kind + "/" + id;
  }
}
