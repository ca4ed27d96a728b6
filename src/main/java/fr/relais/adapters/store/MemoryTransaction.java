// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.match.BlindKey;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.LineageKey;
import fr.relais.core.model.OriginalMessage;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import fr.relais.flow.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A transaction in memory; only one runs at a time, so that nothing is ever waited for. */
final class MemoryTransaction implements Transaction {
  static final Comparator<FollowUp> PRESSING_FIRST =
      Comparator.comparing(FollowUp::priority)
          .thenComparing(FollowUp::nextDue, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(FollowUp::id);
  static final Comparator<WorkItem> DUE_FIRST =
      Comparator.comparing(WorkItem::dueAt, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(WorkItem::id);

  private final MemoryTables tables;
  private final MemoryShares shares;
  private final MemoryJobs jobs;

  MemoryTransaction(MemoryTables tables) {
    this.tables = tables;
    this.shares = new MemoryShares(tables);
    this.jobs = new MemoryJobs(tables);
  }

  @Override
  public Optional<EarlierReception> keep(OriginalMessage message) {
    return shares.keep(message);
  }

  @Override
  public void answered(String originalId, Acknowledgement.Kind kind) {
    shares.answered(originalId, kind);
  }

  @Override
  public void lock(Collection<LineageKey> keys) {
    // this transaction is alone already
  }

  @Override
  public <T> T undoable(Supplier<T> steps) {
    int mark = tables.mark();
    try {
      return steps.get();
    } catch (RuntimeException | Error e) {
      tables.undoTo(mark);
      throw e;
    }
  }

  @Override
  public Roster roster() {
    return tables.rosters.values().stream()
        .max(Comparator.comparing(Roster::version))
        .orElse(Roster.EMPTY);
  }

  @Override
  public Map<LineageKey, String> lineage(Collection<LineageKey> keys) {
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

  @Override
  public List<String> followUpsByIdentity(Collection<BlindKey> keys, int limit) {
    return shares.followUpsByIdentity(keys, limit);
  }

  @Override
  public Optional<FollowUp> followUp(String id) {
    return Optional.ofNullable(tables.followUps.get(id));
  }

  @Override
  public Optional<FollowUp> byReference(String reference) {
    return tables.followUps.values().stream()
        .filter(row -> row.reference().equals(reference))
        .min(
            Comparator.comparing((FollowUp row) -> row.state() == FollowUpState.CONCLUDED)
                .thenComparing(Comparator.comparing(FollowUp::receivedAt).reversed())
                .thenComparing(FollowUp::id));
  }

  @Override
  public List<ReportVersion> versions(String followUp) {
    return shares.versions(followUp);
  }

  @Override
  public void save(FollowUp row, List<FollowUpEvent> events) {
    int before = Events.before(row, events);
    FollowUp stands = tables.followUps.get(row.id());
    if (before != (stands == null ? 0 : stands.seq())) {
      throw new IllegalStateException("FOLLOW_UP_CHANGED");
    }
    tables.put(tables.followUps, row.id(), row);
    tables.remove(tables.postponed, row.id());
    List<FollowUpEvent> all = new ArrayList<>(tables.events.getOrDefault(row.id(), List.of()));
    all.addAll(events);
    tables.put(tables.events, row.id(), List.copyOf(all));
  }

  @Override
  public void addVersion(
      String followUp, ReportVersion version, Content part, Collection<BlindKey> identity) {
    shares.addVersion(followUp, version, part, identity);
  }

  @Override
  public void addUnread(String followUp, String id, String originalId, Content part) {
    tables.put(tables.unread, id, new MemoryTables.Unread(followUp, originalId, part));
  }

  @Override
  public void addKeys(String followUp, Collection<LineageKey> keys) {
    keys.stream()
        .filter(key -> !tables.lineage.containsKey(key))
        .forEach(key -> tables.put(tables.lineage, key, followUp));
  }

  @Override
  public void moveAll(String from, String to) {
    shares.moveAll(from, to);
    for (LineageKey key : List.copyOf(tables.lineage.keySet())) {
      if (from.equals(tables.lineage.get(key))) {
        tables.put(tables.lineage, key, to);
      }
    }
    workItemsOf(from).forEach(item -> save(moved(item, to)));
    jobs.moveAll(from, to);
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

  @Override
  public void save(WorkItem item) {
    if (item.state() == WorkItemState.OPEN && item.dueAt() == null) {
      throw new IllegalStateException("QUESTION_WITHOUT_DUE");
    }
    tables.put(tables.workItems, item.id(), item);
  }

  @Override
  public Optional<WorkItem> workItem(String id) {
    return Optional.ofNullable(tables.workItems.get(id));
  }

  @Override
  public List<WorkItem> workItemsOf(String followUp) {
    return tables.workItems.values().stream()
        .filter(item -> item.followUp().equals(followUp))
        .sorted(Comparator.comparing(WorkItem::askedAt).thenComparing(WorkItem::id))
        .toList();
  }

  @Override
  public List<FollowUp> claimDue(Instant now, int limit) {
    return tables.followUps.values().stream()
        .filter(row -> row.state().live() && due(row.nextDue(), now) && !postponed(row.id(), now))
        .sorted(PRESSING_FIRST)
        .limit(limit)
        .toList();
  }

  @Override
  public List<WorkItem> claimDueQuestions(Instant now, int limit) {
    return tables.workItems.values().stream()
        .filter(item -> item.state() == WorkItemState.OPEN && due(item.dueAt(), now))
        .filter(item -> !postponed(item.followUp(), now))
        .sorted(DUE_FIRST)
        .limit(limit)
        .toList();
  }

  private static boolean due(@Nullable Instant at, Instant now) {
    return at != null && !at.isAfter(now);
  }

  private boolean postponed(String followUp, Instant now) {
    Instant until = tables.postponed.get(followUp);
    return until != null && until.isAfter(now);
  }

  @Override
  public void postpone(String followUp, Instant until) {
    tables.put(tables.postponed, followUp, until);
  }

  @Override
  public void enqueue(Collection<Delivery> deliveries) {
    jobs.enqueue(deliveries);
  }

  @Override
  public List<Delivery> claimDeliveries(String node, Instant now, Duration lease, int limit) {
    return jobs.claim(node, now, lease, limit);
  }

  @Override
  public boolean finish(
      Delivery delivery,
      AttemptOutcome outcome,
      DeliveryState next,
      @Nullable Instant retryAt,
      String detail,
      Instant at) {
    return jobs.finish(delivery, outcome, next, retryAt);
  }

  @Override
  public List<String> recipientsOf(String followUp) {
    return jobs.recipientsOf(followUp);
  }

  @Override
  public List<Delivery> deliveriesOf(String followUp) {
    return jobs.of(followUp);
  }

  @Override
  public Optional<Content> content(String id) {
    return shares.content(id);
  }

  @Override
  public void audit(AuditLine line) {
    tables.put(tables.audit, tables.audit.size() + 1, new MemoryTables.Sealed(line, null));
  }
}
