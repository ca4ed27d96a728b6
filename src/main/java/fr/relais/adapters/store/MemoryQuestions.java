// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Questions for people, in memory. */
final class MemoryQuestions {
  private static final Comparator<WorkItem> DUE_FIRST =
      Comparator.comparing(WorkItem::dueAt, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(WorkItem::id);
  private final MemoryTables tables;

  MemoryQuestions(MemoryTables tables) {
    this.tables = tables;
  }

  void save(WorkItem item) {
    if (item.state() == WorkItemState.OPEN && item.dueAt() == null) {
      throw new IllegalStateException("QUESTION_WITHOUT_DUE");
    }
    tables.put(tables.workItems, item.id(), item);
  }

  Optional<WorkItem> find(String id) {
    return Optional.ofNullable(tables.workItems.get(id));
  }

  List<WorkItem> of(String followUp) {
    return tables.workItems.values().stream()
        .filter(item -> item.followUp().equals(followUp))
        .sorted(Comparator.comparing(WorkItem::askedAt).thenComparing(WorkItem::id))
        .toList();
  }

  List<WorkItem> open(int limit) {
    return tables.workItems.values().stream()
        .filter(item -> item.state() == WorkItemState.OPEN)
        .sorted(DUE_FIRST)
        .limit(limit)
        .toList();
  }

  List<WorkItem> claimDue(Instant now, int limit) {
    return tables.workItems.values().stream()
        .filter(item -> item.state() == WorkItemState.OPEN && MemoryTables.due(item.dueAt(), now))
        .filter(item -> !tables.postponed(item.followUp(), now))
        .sorted(DUE_FIRST)
        .limit(limit)
        .toList();
  }

  void moveAll(String from, String to) {
    of(from).forEach(item -> save(moved(item, to)));
  }

  private static WorkItem moved(WorkItem item, String to) {
    return new WorkItem(
        item.id(),
        to,
        item.question(),
        item.owner(),
        item.state(),
        item.evidence(),
        item.choices(),
        item.askedAt(),
        item.dueAt());
  }
}
