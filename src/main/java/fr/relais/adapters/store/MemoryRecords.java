// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.match.BlindKey;
import fr.relais.flow.MailLedger;
import fr.relais.flow.Records;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records of any kind in memory. */
final class MemoryRecords implements Records {
  private final MemoryTables tables;

  MemoryRecords(MemoryTables tables) {
    this.tables = tables;
  }

  /** A record's name. */
  record Name(String kind, String id) {}

  /** A key under which records of a kind are found. */
  record Key(String kind, BlindKey key) {}

  @Override
  public <T> void put(Class<T> kind, String id, T value, Collection<BlindKey> keys) {
    tables.put(tables.records, new Name(kind.getSimpleName(), id), value);
    for (BlindKey key : keys) {
      tables.add(tables.recordsOf, new Key(kind.getSimpleName(), key), id);
    }
  }

  @Override
  public <T> Optional<T> get(Class<T> kind, String id) {
    return Optional.ofNullable(tables.records.get(new Name(kind.getSimpleName(), id)))
        .map(kind::cast);
  }

  @Override
  public <T> Map<String, T> all(Class<T> kind, Collection<String> ids) {
    Map<String, T> all = new HashMap<>();
    ids.forEach(id -> get(kind, id).ifPresent(value -> all.put(id, value)));
    return all;
  }

  @Override
  public <T> List<T> find(Class<T> kind, Collection<BlindKey> keys, int limit) {
    List<String> ids =
        keys.stream()
            .flatMap(
                key ->
                    tables
                        .recordsOf
                        .getOrDefault(new Key(kind.getSimpleName(), key), List.of())
                        .stream())
            .toList();
    return tables.records.entrySet().stream()
        .filter(e -> e.getKey().kind().equals(kind.getSimpleName()))
        .filter(e -> ids.contains(e.getKey().id()))
        .limit(limit)
        .map(e -> kind.cast(e.getValue()))
        .toList();
  }

  @Override
  public MailLedger mails() {
    return new MemoryMails(tables);
  }
}
