// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.OrderState;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import fr.relais.flow.Store;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Figures and checks over the tables in memory. */
final class MemoryWatch {
  private static final Set<FollowUpEvent.Kind> TIMERS =
      Set.of(FollowUpEvent.Kind.RUNG_REACHED, FollowUpEvent.Kind.OFFER_EXPIRED);
  private final MemoryTables tables;

  MemoryWatch(MemoryTables tables) {
    this.tables = tables;
  }

  Store.Figures figures(Instant now) {
    Collection<MemoryTables.Original> originals = tables.originals.values();
    List<Instant> due = open().map(FollowUp::nextDue).filter(at -> at.isBefore(now)).toList();
    List<Instant> unsealed =
        tables.audit.values().stream()
            .filter(line -> line.link() == null)
            .map(line -> line.line().at())
            .toList();
    Map<FollowUpState, Long> byState = counted(tables.followUps.values(), FollowUp::state);
    Map<FollowUpPriority, Long> byPriority = counted(open().toList(), FollowUp::priority);
    return new Store.Figures(
        originals.size(),
        originals.stream().mapToLong(MemoryTables.Original::repeats).sum(),
        tables.unread.values().stream().map(MemoryTables.Unread::originalId).distinct().count(),
        byState,
        byPriority,
        questions().count(),
        ready().filter(delivery -> !delivery.runAt().isAfter(now)).count(),
        ready().filter(delivery -> delivery.runAt().isAfter(now)).count(),
        deliveries().filter(delivery -> delivery.state() == DeliveryState.EXPIRED).count(),
        due.size(),
        Watch.since(due.stream().min(Comparator.naturalOrder()).orElse(now), now),
        tables.orders.values().stream().filter(order -> order.state().awaited()).count(),
        unsealed.size(),
        Watch.since(unsealed.stream().min(Comparator.naturalOrder()).orElse(now), now),
        counted(timers().toList(), FollowUpEvent::node),
        counted(tables.attempts.values(), MemoryTables.Attempt::node));
  }

  private static <T, K> Map<K, Long> counted(Collection<T> all, Function<T, K> by) {
    return all.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
  }

  private Stream<Delivery> ready() {
    return deliveries().filter(delivery -> delivery.state() == DeliveryState.READY);
  }

  private Stream<FollowUp> open() {
    return tables.followUps.values().stream().filter(row -> row.state().live());
  }

  private Stream<WorkItem> questions() {
    return tables.workItems.values().stream().filter(item -> item.state() == WorkItemState.OPEN);
  }

  private Stream<Delivery> deliveries() {
    return tables.jobs.values().stream().map(MemoryTables.Job::delivery);
  }

  private Stream<FollowUpEvent> timers() {
    return tables.events.values().stream()
        .flatMap(List::stream)
        .filter(event -> TIMERS.contains(event.kind()));
  }

  Store.Outgoing outgoing(Instant now) {
    List<Delivery> dmp = deliveries().filter(d -> d.channel().equals(Channel.DMP.code())).toList();
    List<Delivery> waiting = dmp.stream().filter(d -> d.state() == DeliveryState.READY).toList();
    return new Store.Outgoing(
        waiting.size(),
        Watch.since(
            waiting.stream().map(this::since).min(Comparator.naturalOrder()).orElse(now), now),
        dmp.stream()
            .filter(d -> d.state() == DeliveryState.SENT || d.state() == DeliveryState.CONFIRMED)
            .count(),
        dmp.stream().filter(d -> d.state() == DeliveryState.EXPIRED).count(),
        tables.receiptsAwaited.size());
  }

  /** Its first try, else when it was due. */
  private Instant since(Delivery delivery) {
    return tables.attempts.entrySet().stream()
        .filter(each -> each.getKey().delivery().equals(delivery.id()))
        .map(each -> each.getValue().begunAt())
        .min(Comparator.naturalOrder())
        .orElse(delivery.runAt());
  }

  List<Store.Noticed> notices(Instant from, Instant to) {
    Map<String, List<Delivery>> byPerson =
        tables.attempts.entrySet().stream()
            .filter(each -> each.getValue().outcome() == AttemptOutcome.OK)
            .filter(each -> !each.getValue().begunAt().isBefore(from))
            .filter(each -> each.getValue().begunAt().isBefore(to))
            .map(each -> tables.jobs.get(each.getKey().delivery()).delivery())
            .collect(Collectors.groupingBy(Delivery::recipient, TreeMap::new, Collectors.toList()));
    return byPerson.entrySet().stream()
        .map(
            each -> {
              long rings =
                  each.getValue().stream()
                      .filter(d -> d.channel().equals(Channel.CALL.code()))
                      .count();
              return new Store.Noticed(each.getKey(), rings, each.getValue().size() - rings);
            })
        .toList();
  }

  List<String> violations(Instant now) {
    Set<String> lines = new TreeSet<>();
    Instant bound = now.minusSeconds(Watch.LATE_SECONDS);
    open()
        .filter(row -> row.owner().isEmpty())
        .forEach(row -> lines.add(line("FOLLOW_UP_WITHOUT_OWNER", row.id())));
    open()
        .filter(row -> row.nextDue().isBefore(bound))
        .forEach(row -> lines.add(line("FOLLOW_UP_LATE", row.id())));
    tables.followUps.values().stream()
        .filter(row -> tables.events.getOrDefault(row.id(), List.of()).size() != row.seq())
        .forEach(row -> lines.add(line("EVENT_GAP", row.id())));
    tables.followUps.values().stream()
        .filter(row -> row.mergedInto() != null && !tables.followUps.containsKey(row.mergedInto()))
        .forEach(row -> lines.add(line("MERGED_INTO_NOTHING", row.id())));
    questions()
        .filter(item -> item.owner().isEmpty())
        .forEach(item -> lines.add(line("QUESTION_WITHOUT_OWNER", item.id())));
    tables.orders.values().stream()
        .filter(order -> order.state() == OrderState.EXPECTED)
        .filter(order -> MemoryTables.due(order.nextDue(), bound.minusNanos(1)))
        .forEach(order -> lines.add(line("ORDER_LATE", order.id())));
    shares(lines);
    return List.copyOf(lines);
  }

  private void shares(Set<String> lines) {
    Set<String> known = new TreeSet<>();
    tables.versions.values().forEach(kept -> known.add(kept.version().originalId()));
    tables.unread.values().forEach(kept -> known.add(kept.originalId()));
    tables.originals.keySet().stream()
        .filter(id -> !known.contains(id))
        .forEach(id -> lines.add(line("ORIGINAL_WITHOUT_FOLLOW_UP", id)));
    tables.versions.forEach((id, kept) -> orphan(lines, id, kept.followUp()));
    tables.unread.forEach((id, kept) -> orphan(lines, id, kept.followUp()));
    Set<String> asked =
        tables.workItems.values().stream().map(WorkItem::followUp).collect(Collectors.toSet());
    tables.unread.values().stream()
        .filter(kept -> !asked.contains(kept.followUp()))
        .forEach(kept -> lines.add(line("QUARANTINE_WITHOUT_QUESTION", kept.originalId())));
  }

  private void orphan(Set<String> lines, String id, String followUp) {
    if (!tables.followUps.containsKey(followUp)) {
      lines.add(line("SHARE_WITHOUT_FOLLOW_UP", id));
    }
  }

  private static String line(String code, String id) {
    return code + " " + id;
  }

  boolean auditChainHolds() {
    byte[] head = AuditEntry.GENESIS;
    for (Map.Entry<Integer, MemoryTables.Sealed> each : tables.audit.entrySet()) {
      byte[] link = each.getValue().link();
      if (link == null) {
        return true;
      }
      head = AuditEntry.of(each.getValue().line()).link(head, each.getKey());
      if (!Arrays.equals(head, link)) {
        return false;
      }
    }
    return true;
  }
}
