// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.match.BlindKey;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.OriginalMessage;
import fr.relais.core.model.ReportVersion;
import fr.relais.flow.Shares;
import fr.relais.flow.Transaction.EarlierReception;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Original messages and their shares in memory, and by whose keys they are found. */
final class MemoryShares implements Shares {
  private final MemoryTables tables;

  MemoryShares(MemoryTables tables) {
    this.tables = tables;
  }

  Optional<EarlierReception> keep(OriginalMessage message) {
    MemoryTables.Reception reception =
        new MemoryTables.Reception(message.sender(), message.content().hash());
    String earlier = tables.receptions.get(reception);
    if (earlier == null) {
      tables.put(tables.receptions, reception, message.id());
      tables.put(tables.originals, message.id(), new MemoryTables.Original(message, 0, null));
      return Optional.empty();
    }
    MemoryTables.Original kept = tables.originals.get(earlier);
    tables.put(
        tables.originals,
        earlier,
        new MemoryTables.Original(kept.message(), kept.repeats() + 1, kept.answer()));
    return Optional.of(new EarlierReception(earlier, kept.answer()));
  }

  void answered(String originalId, Acknowledgement.Kind kind) {
    MemoryTables.Original kept = tables.originals.get(originalId);
    if (kept != null) {
      tables.put(
          tables.originals,
          originalId,
          new MemoryTables.Original(kept.message(), kept.repeats(), kind));
    }
  }

  void addVersion(
      String followUp, ReportVersion version, Content part, Collection<BlindKey> identity) {
    String id = version.id();
    tables.put(tables.versions, id, new MemoryTables.Version(followUp, version, part));
    tables.add(tables.versionsOf, followUp, id);
    identity.forEach(key -> index(key, followUp, version.receivedAt()));
  }

  private void index(BlindKey key, String followUp, Instant at) {
    MemoryTables.Found found = new MemoryTables.Found(key, followUp);
    tables.put(tables.identities, found, later(tables.identities.getOrDefault(found, at), at));
    tables.add(tables.followUpsOf, key, followUp);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  List<ReportVersion> versions(String followUp) {
    return tables.versionsOf.getOrDefault(followUp, List.of()).stream()
        .map(id -> tables.versions.get(id).version())
        .toList();
  }

  List<String> followUpsByIdentity(Collection<BlindKey> keys, int limit) {
    Map<String, Instant> latest = new HashMap<>();
    for (BlindKey key : keys) {
      for (String followUp : tables.followUpsOf.getOrDefault(key, List.of())) {
        Instant at = tables.identities.get(new MemoryTables.Found(key, followUp));
        if (at != null) {
          latest.merge(followUp, at, MemoryShares::later);
        }
      }
    }
    return latest.entrySet().stream()
        .sorted(
            Map.Entry.<String, Instant>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .limit(limit)
        .toList();
  }

  void moveAll(String from, String to) {
    for (String id : tables.versionsOf.getOrDefault(from, List.of())) {
      MemoryTables.Version kept = tables.versions.get(id);
      tables.put(tables.versions, id, new MemoryTables.Version(to, kept.version(), kept.part()));
    }
    // both in the order of arrival
    Set<String> moved = new HashSet<>(tables.versionsOf.getOrDefault(from, List.of()));
    moved.addAll(tables.versionsOf.getOrDefault(to, List.of()));
    tables.put(
        tables.versionsOf, to, tables.versions.keySet().stream().filter(moved::contains).toList());
    tables.remove(tables.versionsOf, from);
    for (Map.Entry<String, MemoryTables.Unread> each : Map.copyOf(tables.unread).entrySet()) {
      MemoryTables.Unread kept = each.getValue();
      if (kept.followUp().equals(from)) {
        tables.put(
            tables.unread,
            each.getKey(),
            new MemoryTables.Unread(to, kept.originalId(), kept.part()));
      }
    }
    for (Map.Entry<MemoryTables.Found, Instant> each : Map.copyOf(tables.identities).entrySet()) {
      if (each.getKey().followUp().equals(from)) {
        tables.remove(tables.identities, each.getKey());
        index(each.getKey().key(), to, each.getValue());
      }
    }
  }

  @Override
  public List<String> unread(String followUp) {
    return tables.unread.entrySet().stream()
        .filter(each -> each.getValue().followUp().equals(followUp))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  @Override
  public Optional<Content> content(String id) {
    return Optional.ofNullable(tables.versions.get(id))
        .map(MemoryTables.Version::part)
        .or(() -> Optional.ofNullable(tables.unread.get(id)).map(MemoryTables.Unread::part));
  }
}
