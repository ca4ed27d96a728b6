// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The data keys that one transaction uses. They are never kept longer: destroying a key in the
 * database must be enough to purge.
 */
final class DataKeys {
  private static final int REWRAP_BATCH = 500;
  private final Sql sql;
  private final InstallationKeys installation;
  private final Sealing sealing;
  private final Map<String, SecretKey> known = new HashMap<>();

  DataKeys(Sql sql, InstallationKeys installation, Sealing sealing) {
    this.sql = sql;
    this.installation = installation;
    this.sealing = sealing;
  }

  /** A data key as it is kept. */
  record Wrapped(String id, String period, byte[] bytes) {}

  boolean has(String id) {
    return known.containsKey(id);
  }

  /** Makes a key that the caller inserts together with what it is for. */
  Wrapped create(String id) {
    SecretKey key = sealing.newKey();
    known.put(id, key);
    return wrap(id, key);
  }

  /** Remembers a key that came with a row. */
  SecretKey remember(String id, String period, byte[] wrapped) {
    return known.computeIfAbsent(id, k -> unwrap(new Wrapped(id, period, wrapped)));
  }

  /** The key of this id, made if there is none. */
  SecretKey of(String id) {
    SecretKey key = known.get(id);
    return key != null ? key : read(id).map(this::unwrapAndKeep).orElseGet(() -> insert(id));
  }

  byte[] seal(String id, byte[] plain, String place) {
    return sealing.seal(of(id), plain, place);
  }

  byte[] open(String id, byte[] sealed, String place) {
    return sealing.open(of(id), sealed, place);
  }

  /** What was made since may be undone with the steps that made it. */
  void forget() {
    known.clear();
  }

  /**
   * Wraps some keys of older periods under the current one, in the order of their ids.
   *
   * @return those ids; none when no older key comes after
   */
  List<String> rewrap(String after) {
    List<Wrapped> old =
        sql.list(
            """
            SELECT id, period, wrapped FROM data_key WHERE id > ? AND period <> ?
            ORDER BY id LIMIT ? FOR UPDATE\
            """,
            row -> new Wrapped(row.text("id"), row.text("period"), row.bytes("wrapped")),
            after,
            installation.currentPeriod(),
            REWRAP_BATCH);
    sql.batch(
        "UPDATE data_key SET period = ?, wrapped = ? WHERE id = ?",
        old.stream()
            .map(key -> wrap(key.id(), unwrap(key)))
            .map(key -> new Object[] {key.period(), key.bytes(), key.id()})
            .toList());
    return old.stream().map(Wrapped::id).toList();
  }

  private Optional<Wrapped> read(String id) {
    return sql.first(
        "SELECT period, wrapped FROM data_key WHERE id = ?",
        row -> new Wrapped(id, row.text("period"), row.bytes("wrapped")),
        id);
  }

  private SecretKey insert(String id) {
    Wrapped made = create(id);
    sql.update(
        "INSERT INTO data_key (id, period, wrapped) VALUES (?, ?, ?)",
        id,
        made.period(),
        made.bytes());
    return of(id);
  }

  private SecretKey unwrapAndKeep(Wrapped wrapped) {
    SecretKey key = unwrap(wrapped);
    known.put(wrapped.id(), key);
    return key;
  }

  private Wrapped wrap(String id, SecretKey key) {
    String period = installation.currentPeriod();
    byte[] bytes = sealing.encrypt(installation.of(period), key.getEncoded(), place(id, period));
    return new Wrapped(id, period, bytes);
  }

  private SecretKey unwrap(Wrapped wrapped) {
    SecretKey outer = installation.of(wrapped.period());
    String place = place(wrapped.id(), wrapped.period());
    return new SecretKeySpec(sealing.decrypt(outer, wrapped.bytes(), place), "AES");
  }

  private static String place(String id, String period) {
    return "data_key/" + id + "/" + period;
  }
}
