// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.Sha256;
import fr.relais.flow.MailLedger;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The ledger of mails in memory. */
final class MemoryMails implements MailLedger {
  private final MemoryTables tables;

  MemoryMails(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public Set<Place> taken(Collection<Place> places) {
    return places.stream().filter(tables.mailPlaces::containsKey).collect(Collectors.toSet());
  }

  @Override
  public boolean take(Place place, Sha256 mail, Instant at) {
    if (tables.mailPlaces.containsKey(place)) {
      return false;
    }
    tables.put(tables.mailPlaces, place, at);
    MemoryTables.Reception same = new MemoryTables.Reception(place.mailbox(), mail);
    boolean first = !tables.mailsTaken.containsKey(same);
    if (first) {
      tables.put(tables.mailsTaken, same, at);
    }
    return first;
  }

  @Override
  public void awaitReceipt(String delivery, Instant until) {
    tables.put(tables.receiptsAwaited, delivery, until);
  }

  @Override
  public void heard(String delivery) {
    tables.remove(tables.receiptsAwaited, delivery);
  }

  @Override
  public List<String> claimSilent(Instant now, int limit) {
    List<String> silent =
        tables.receiptsAwaited.entrySet().stream()
            .filter(awaited -> MemoryTables.due(awaited.getValue(), now))
            .sorted(Map.Entry.comparingByValue())
            .limit(limit)
            .map(Map.Entry::getKey)
            .toList();
    silent.forEach(this::heard);
    return silent;
  }
}
