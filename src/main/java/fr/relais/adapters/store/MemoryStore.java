// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.Order;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Store;
import fr.relais.flow.Transaction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The store in memory, for stories and simulations: the same contract, one transaction at a time,
 * nothing kept when the program ends.
 */
public final class MemoryStore implements Store {
  private final String node;
  private final ReentrantLock alone = new ReentrantLock();
  private final MemoryTables tables = new MemoryTables();

  /**
   * @param node name of this running copy of Relais
   */
  public MemoryStore(String node) {
    this.node = node;
  }

  @Override
  public <T> T inTransaction(Function<Transaction, T> work) {
    return alone(() -> work.apply(new MemoryTransaction(tables)));
  }

  private <T> T alone(Supplier<T> work) {
    alone.lock();
    try {
      T made = work.get();
      tables.commit();
      return made;
    } catch (RuntimeException | Error e) {
      tables.undoTo(0);
      throw e;
    } finally {
      alone.unlock();
    }
  }

  @Override
  public Roster roster() {
    return inTransaction(Transaction::roster);
  }

  @Override
  public Roster changeRoster(UnaryOperator<Roster> change, Instant at, String actor) {
    return inTransaction(
        transaction -> {
          Roster before = transaction.roster();
          Roster made = change.apply(before);
          if (made == before) {
            return before;
          }
          Roster next =
              Roster.of(
                  before.version() + 1,
                  made.practitioners(),
                  made.sites(),
                  made.periods(),
                  made.senders(),
                  made.codes(),
                  made.endpoints());
          tables.put(tables.rosters, next.version(), next);
          return next;
        });
  }

  @Override
  public List<FollowUp> openFollowUps(int limit) {
    return alone(
        () ->
            tables.followUps.values().stream()
                .filter(row -> row.state().live())
                .sorted(MemoryTransaction.PRESSING_FIRST)
                .limit(limit)
                .toList());
  }

  @Override
  public List<FollowUp> openOf(String person, int limit) {
    return openFollowUps(Integer.MAX_VALUE).stream()
        .filter(
            row ->
                row.owner().equals(person)
                    || row.openOffer().filter(offer -> offer.to().equals(person)).isPresent())
        .limit(limit)
        .toList();
  }

  @Override
  public List<FollowUp> receivedSince(Instant from, int limit) {
    return alone(
        () ->
            tables.followUps.values().stream()
                .filter(row -> !row.receivedAt().isBefore(from))
                .sorted(Comparator.comparing(FollowUp::receivedAt).reversed())
                .limit(limit)
                .toList());
  }

  @Override
  public List<FollowUp> requestedBy(String person, String site, int limit) {
    return alone(
        () ->
            tables.followUps.values().stream()
                .filter(row -> person.equals(row.requester()) && site.equals(row.site()))
                .sorted(Comparator.comparing(FollowUp::receivedAt).thenComparing(FollowUp::id))
                .limit(limit)
                .toList());
  }

  @Override
  public List<FollowUpEvent> history(String followUp) {
    return alone(() -> tables.events.getOrDefault(followUp, List.of()));
  }

  @Override
  public List<WorkItem> openWorkItems(int limit) {
    return alone(() -> new MemoryQuestions(tables).open(limit));
  }

  @Override
  public List<Order> awaitedOrders(int limit) {
    return alone(() -> new MemoryOrders(tables).awaited(limit));
  }

  @Override
  public List<Order> orderedBy(String person, String site, int limit) {
    return alone(() -> new MemoryOrders(tables).orderedBy(person, site, limit));
  }

  @Override
  public Figures figures(Instant now) {
    return alone(() -> new MemoryWatch(tables).figures(now));
  }

  @Override
  public Outgoing outgoing(Instant now) {
    return alone(() -> new MemoryWatch(tables).outgoing(now));
  }

  @Override
  public List<Noticed> notices(Instant from, Instant to) {
    return alone(() -> new MemoryWatch(tables).notices(from, to));
  }

  @Override
  public List<String> violations(Instant now) {
    return alone(() -> new MemoryWatch(tables).violations(now));
  }

  @Override
  public int sealAudit(Instant now) {
    return alone(
        () -> {
          int linked = 0;
          byte[] head = AuditEntry.GENESIS;
          for (Map.Entry<Integer, MemoryTables.Sealed> each :
              List.copyOf(tables.audit.entrySet())) {
            MemoryTables.Sealed line = each.getValue();
            byte[] link = line.link();
            if (link == null) {
              link = AuditEntry.of(line.line()).link(head, each.getKey());
              tables.put(tables.audit, each.getKey(), new MemoryTables.Sealed(line.line(), link));
              linked++;
            }
            head = link;
          }
          return linked;
        });
  }

  @Override
  public boolean auditChainHolds() {
    return alone(() -> new MemoryWatch(tables).auditChainHolds());
  }

  /** There is no other node. */
  @Override
  public boolean leads(String what) {
    return true;
  }

  @Override
  public void close() {
    // nothing is held
  }

  @Override
  public String toString() {
    return "MemoryStore[" + node + "]";
  }
}
