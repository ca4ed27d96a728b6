// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.FollowUp;
import fr.relais.core.model.LineageKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** By which names follow-ups are found, in memory. */
final class MemoryLineage {
  private final MemoryTables tables;

  MemoryLineage(MemoryTables tables) {
    this.tables = tables;
  }

  Map<LineageKey, String> find(Collection<LineageKey> keys) {
    Map<LineageKey, String> found = new HashMap<>();
    for (LineageKey key : keys) {
      String named = tables.lineage.get(key);
      if (named != null) {
        found.put(key, inTheEnd(named));
      }
    }
    return found;
  }

  private String inTheEnd(String followUp) {
    FollowUp row = tables.followUps.get(followUp);
    return row == null || row.mergedInto() == null ? followUp : inTheEnd(row.mergedInto());
  }

  void add(String followUp, Collection<LineageKey> keys) {
    keys.stream()
        .filter(key -> !tables.lineage.containsKey(key))
        .forEach(key -> tables.put(tables.lineage, key, followUp));
  }

  void moveAll(String from, String to) {
    for (LineageKey key : List.copyOf(tables.lineage.keySet())) {
      if (from.equals(tables.lineage.get(key))) {
        tables.put(tables.lineage, key, to);
      }
    }
  }
}
