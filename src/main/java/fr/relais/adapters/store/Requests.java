// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import com.fasterxml.jackson.core.type.TypeReference;
import fr.relais.core.model.Sha256;
import fr.relais.flow.Transaction.Remembered;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What requests were answered, by the keyed hash of the key that each came with. */
final class Requests {
  private static final TypeReference<List<String>> IDS = new TypeReference<>() {};
  private final Session session;

  Requests(Session session) {
    this.session = session;
  }

  /**
   * Waits for a transaction that asked about the same key: by then it has answered, and the second
   * of two requests at once is answered like the first.
   */
  Optional<Remembered> find(String key) {
    session
        .sql()
        .list(
            "SELECT pg_advisory_xact_lock(?)::text",
            row -> true,
            session.blind().lockOfRequest(key));
    return session
        .sql()
        .first(
            "SELECT request, ids FROM remembered WHERE key_hash = ?",
            this::remembered,
            session.blind().ofRequest(key));
  }

  private Remembered remembered(Row row) throws SQLException {
    return new Remembered(
        new Sha256(HexFormat.of().formatHex(row.bytes("request"))),
        session.json().read(row.text("ids"), IDS));
  }

  /**
   * @throws IllegalStateException when another answer is remembered under this key
   */
  void add(String key, Remembered answer, Instant at) {
    int written =
        session
            .sql()
            .update(
                """
                INSERT INTO remembered (key_hash, request, ids, at) VALUES (?, ?, ?, ?)
                ON CONFLICT (key_hash) DO NOTHING\
                """,
                session.blind().ofRequest(key),
                HexFormat.of().parseHex(answer.request().hex()),
                session.json().text(answer.ids()),
                at);
    if (written == 0) {
      throw new IllegalStateException("REQUEST_REMEMBERED");
    }
  }
}
