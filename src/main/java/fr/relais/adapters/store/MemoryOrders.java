// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.match.BlindKey;
import fr.relais.core.model.Order;
import fr.relais.flow.Transaction.Remembered;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders in memory, by whose keys they are found, and what requests were answered. */
final class MemoryOrders {
  private static final Comparator<Order> MOST_RECENT_FIRST =
      Comparator.comparing(Order::orderedAt).reversed().thenComparing(Order::id);
  private static final Comparator<Order> PRESSING_FIRST =
      Comparator.comparing(Order::priority)
          .reversed()
          .thenComparing(Order::nextDue, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Order::id);
  private final MemoryTables tables;

  MemoryOrders(MemoryTables tables) {
    this.tables = tables;
  }

  void save(Order order, Collection<BlindKey> keys) {
    tables.put(tables.orders, order.id(), order);
    tables.remove(tables.postponed, order.id());
    keys.forEach(key -> tables.add(tables.ordersOf, key, order.id()));
  }

  Optional<Order> find(String id) {
    return Optional.ofNullable(tables.orders.get(id));
  }

  List<Order> by(Collection<BlindKey> keys, int limit) {
    return keys.stream()
        .flatMap(key -> tables.ordersOf.getOrDefault(key, List.of()).stream())
        .distinct()
        .map(tables.orders::get)
        .sorted(MOST_RECENT_FIRST)
        .limit(limit)
        .toList();
  }

  List<Order> of(String followUp) {
    return tables.orders.values().stream()
        .filter(order -> followUp.equals(order.followUp()))
        .sorted(MOST_RECENT_FIRST)
        .toList();
  }

  List<Order> awaited(int limit) {
    return tables.orders.values().stream()
        .filter(order -> order.state().awaited())
        .sorted(Comparator.comparing(Order::expectedBy).thenComparing(Order::id))
        .limit(limit)
        .toList();
  }

  List<Order> orderedBy(String person, String site, int limit) {
    return tables.orders.values().stream()
        .filter(order -> person.equals(order.requester()) && site.equals(order.site()))
        .sorted(Comparator.comparing(Order::orderedAt).thenComparing(Order::id))
        .limit(limit)
        .toList();
  }

  List<Order> claimDue(Instant now, int limit) {
    return tables.orders.values().stream()
        .filter(order -> MemoryTables.due(order.nextDue(), now))
        .filter(order -> !tables.postponed(order.id(), now))
        .sorted(PRESSING_FIRST)
        .limit(limit)
        .toList();
  }

  void postpone(String id, Instant until) {
    for (Order order : tables.orders.values()) {
      if (id.equals(order.followUp())) {
        tables.put(tables.postponed, order.id(), until);
      }
    }
  }

  void moveAll(String from, String to) {
    for (Map.Entry<String, Order> each : Map.copyOf(tables.orders).entrySet()) {
      Order order = each.getValue();
      if (from.equals(order.followUp())) {
        tables.put(tables.orders, each.getKey(), order.with(order.state(), order.nextDue(), to));
      }
    }
  }

  Optional<Remembered> remembered(String key) {
    return Optional.ofNullable(tables.remembered.get(key));
  }

  void remember(String key, Remembered answer) {
    if (tables.remembered.containsKey(key)) {
      throw new IllegalStateException("REQUEST_REMEMBERED");
    }
    tables.put(tables.remembered, key, answer);
  }
}
