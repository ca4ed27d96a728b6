// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.OriginalMessage;
import fr.relais.core.model.Sha256;
import fr.relais.flow.Transaction.EarlierReception;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Original messages: one row for each reception, the bytes sealed beside it. */
final class Originals {
  private final Session session;
  private final Map<String, Sha256> hashes = new HashMap<>();

  Originals(Session session) {
    this.session = session;
  }

  /**
   * One statement. A repeat waits for the transaction that is keeping the same bytes, is counted on
   * the first reception's row, and writes nothing else.
   */
  Optional<EarlierReception> keep(OriginalMessage message) {
    String id = message.id();
    DataKeys.Wrapped key = session.keys().create(id);
    byte[] sealed = session.keys().seal(id, message.content().bytes(), place(id));
    Kept kept =
        session
            .sql()
            .first(
                """
                WITH kept AS (
                  INSERT INTO original_message AS o (id, sender, channel, received_at, sha256)
                  VALUES (?, ?, ?, ?, ?)
                  ON CONFLICT (sha256, sender) DO UPDATE SET repeats = o.repeats + 1
                  RETURNING o.id, o.answer, o.repeats),
                key AS (
                  INSERT INTO data_key (id, period, wrapped)
                  SELECT ?, ?, ? FROM kept WHERE repeats = 0),
                content AS (
                  INSERT INTO original_content (original_id, sealed_content)
                  SELECT ?, ? FROM kept WHERE repeats = 0)
                SELECT id, answer, repeats FROM kept\
                """,
                row ->
                    new Kept(
                        row.integer("repeats"),
                        new EarlierReception(
                            row.text("id"),
                            row.constantOrNull("answer", Acknowledgement.Kind.class))),
                id,
                message.sender(),
                message.channel(),
                message.receivedAt(),
                bytes(message.content().hash()),
                id,
                key.period(),
                key.bytes(),
                id,
                sealed)
            .orElseThrow();
    if (kept.repeats() > 0) {
      session.keys().forget();
      return Optional.of(kept.reception());
    }
    hashes.put(id, message.content().hash());
    return Optional.empty();
  }

  private record Kept(int repeats, EarlierReception reception) {}

  void answered(String originalId, Acknowledgement.Kind kind) {
    session.sql().later("UPDATE original_message SET answer = ? WHERE id = ?", kind, originalId);
  }

  /** Whether this share of the original is all of it. */
  boolean whole(String originalId, Content part) {
    Sha256 known = hashes.get(originalId);
    if (known == null) {
      known = read(originalId).orElse(null);
    }
    return part.hash().equals(known);
  }

  private Optional<Sha256> read(String originalId) {
    return session
        .sql()
        .first(
            "SELECT sha256 FROM original_message WHERE id = ?",
            row -> new Sha256(HexFormat.of().formatHex(row.bytes("sha256"))),
            originalId);
  }

  Content open(String originalId, byte[] sealed) {
    return Content.of(session.keys().open(originalId, sealed, place(originalId)));
  }

  void forget() {
    hashes.clear();
  }

  private static byte[] bytes(Sha256 hash) {
    return HexFormat.of().parseHex(hash.hex());
  }

  private static String place(String id) {
    return "original_content/" + id + "/content";
  }
}
