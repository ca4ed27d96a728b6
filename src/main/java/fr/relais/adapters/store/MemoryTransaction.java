// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.match.BlindKey;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.LineageKey;
import fr.relais.core.model.Order;
import fr.relais.core.model.OriginalMessage;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Records;
import fr.relais.flow.Shares;
import fr.relais.flow.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A transaction in memory; only one runs at a time, so that nothing is ever waited for. */
final class MemoryTransaction implements Transaction {
  static final Comparator<FollowUp> PRESSING_FIRST =
      Comparator.comparing(FollowUp::priority)
          .thenComparing(FollowUp::nextDue, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(FollowUp::id);

  private final MemoryTables tables;
  private final MemoryShares shares;
  private final MemoryLineage lineage;
  private final MemoryQuestions questions;
  private final MemoryJobs jobs;
  private final MemoryOrders orders;
  private final MemoryRecords records;
  private final MemoryCarriage carriage;

  MemoryTransaction(MemoryTables tables) {
    this.tables = tables;
    this.shares = new MemoryShares(tables);
    this.lineage = new MemoryLineage(tables);
    this.questions = new MemoryQuestions(tables);
    this.jobs = new MemoryJobs(tables);
    this.orders = new MemoryOrders(tables);
    this.records = new MemoryRecords(tables);
    this.carriage = new MemoryCarriage(tables, shares, jobs, orders);
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
    return lineage.find(keys);
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
    lineage.add(followUp, keys);
  }

  @Override
  public void moveAll(String from, String to) {
    shares.moveAll(from, to);
    lineage.moveAll(from, to);
    questions.moveAll(from, to);
    orders.moveAll(from, to);
    jobs.moveAll(from, to);
  }

  @Override
  public void save(WorkItem item) {
    questions.save(item);
  }

  @Override
  public Optional<WorkItem> workItem(String id) {
    return questions.find(id);
  }

  @Override
  public List<WorkItem> workItemsOf(String followUp) {
    return questions.of(followUp);
  }

  @Override
  public List<FollowUp> claimDue(Instant now, int limit) {
    return tables.open(
        row -> MemoryTables.due(row.nextDue(), now) && !tables.postponed(row.id(), now), limit);
  }

  @Override
  public List<WorkItem> claimDueQuestions(Instant now, int limit) {
    return questions.claimDue(now, limit);
  }

  @Override
  public void postpone(String followUp, Instant until) {
    tables.put(tables.postponed, followUp, until);
    orders.postpone(followUp, until);
  }

  @Override
  public void enqueue(Collection<Delivery> deliveries) {
    jobs.enqueue(deliveries);
  }

  @Override
  public List<Delivery> claimDeliveries(
      String node, Instant now, Duration lease, int limit, Set<String> avoided) {
    return jobs.claim(node, now, lease, limit, avoided);
  }

  @Override
  public Map<String, Carried> carried(Collection<Delivery> deliveries) {
    return carriage.of(deliveries);
  }

  @Override
  public Set<String> finish(Collection<Ended> ended) {
    return jobs.finish(ended);
  }

  @Override
  public Optional<Delivery> delivery(String id) {
    return jobs.find(id);
  }

  @Override
  public void heard(String delivery, DeliveryState next, @Nullable Instant retryAt) {
    jobs.heard(delivery, next, retryAt);
  }

  @Override
  public List<Attempt> attemptsOf(String followUp) {
    return jobs.attemptsOf(followUp);
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
  public Shares shares() {
    return shares;
  }

  @Override
  public void save(Order order, Collection<BlindKey> keys) {
    orders.save(order, keys);
  }

  @Override
  public Optional<Order> order(String id) {
    return orders.find(id);
  }

  @Override
  public List<Order> ordersBy(Collection<BlindKey> keys, int limit) {
    return orders.by(keys, limit);
  }

  @Override
  public List<Order> ordersOf(String followUp) {
    return orders.of(followUp);
  }

  @Override
  public List<Order> claimDueOrders(Instant now, int limit) {
    return orders.claimDue(now, limit);
  }

  @Override
  public Records records() {
    return records;
  }

  @Override
  public List<FollowUpEvent> history(String followUp) {
    return tables.events.getOrDefault(followUp, List.of());
  }

  @Override
  public List<FollowUp> openOwnedBy(Collection<String> owners, int limit) {
    return tables.open(row -> owners.contains(row.owner()), limit);
  }

  @Override
  public Optional<Remembered> remembered(String key) {
    return orders.remembered(key);
  }

  @Override
  public void remember(String key, Remembered answer, Instant at) {
    orders.remember(key, answer);
  }

  @Override
  public void audit(AuditLine line) {
    tables.put(tables.audit, tables.audit.size() + 1, new MemoryTables.Sealed(line, null));
  }
}
