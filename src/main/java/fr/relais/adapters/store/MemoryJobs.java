// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries in memory, in the order in which they were enqueued. The store's own clock is the time
 * that it is told at each claim.
 */
final class MemoryJobs {
  private final MemoryTables tables;

  MemoryJobs(MemoryTables tables) {
    this.tables = tables;
  }

  /** One recipient's queue about one follow-up. */
  private record Turn(String recipient, String followUp) {}

  void enqueue(Collection<Delivery> deliveries) {
    for (Delivery delivery : deliveries) {
      if (tables.jobs.containsKey(delivery.id())) {
        throw new IllegalStateException("DELIVERY_EXISTS");
      }
      keep(new MemoryTables.Job(tables.jobs.size() + 1L, delivery, null));
    }
  }

  private void keep(MemoryTables.Job job) {
    Delivery delivery = job.delivery();
    tables.put(tables.jobs, delivery.id(), job);
    if (delivery.state() == DeliveryState.READY) {
      tables.put(tables.ready, job.seq(), delivery.id());
    } else {
      tables.remove(tables.ready, job.seq());
    }
  }

  List<Delivery> claim(String node, Instant now, Duration lease, int limit) {
    Set<Turn> seen = new HashSet<>();
    List<Delivery> chosen =
        tables.ready.values().stream()
            .map(tables.jobs::get)
            .filter(job -> seen.add(turn(job.delivery())))
            .filter(job -> !job.delivery().runAt().isAfter(now))
            .filter(job -> job.leaseEnds() == null || job.leaseEnds().isBefore(now))
            .map(MemoryTables.Job::delivery)
            .sorted(Comparator.comparing(Delivery::priority).thenComparing(Delivery::runAt))
            .limit(limit)
            .toList();
    return chosen.stream().map(delivery -> begin(delivery, node, now.plus(lease))).toList();
  }

  private static Turn turn(Delivery delivery) {
    return new Turn(delivery.recipient(), delivery.followUp());
  }

  private Delivery begin(Delivery delivery, String node, Instant leaseEnds) {
    MemoryTables.Try last = new MemoryTables.Try(delivery.id(), delivery.token());
    MemoryTables.Attempt open = tables.attempts.get(last);
    if (open != null && open.outcome() == null) {
      tables.put(
          tables.attempts, last, new MemoryTables.Attempt(open.node(), AttemptOutcome.UNKNOWN));
    }
    Delivery begun =
        with(
            delivery,
            delivery.followUp(),
            delivery.state(),
            delivery.runAt(),
            delivery.attempts() + 1,
            delivery.token() + 1);
    keep(new MemoryTables.Job(tables.jobs.get(begun.id()).seq(), begun, leaseEnds));
    tables.put(
        tables.attempts,
        new MemoryTables.Try(begun.id(), begun.token()),
        new MemoryTables.Attempt(node, null));
    return begun;
  }

  boolean finish(
      Delivery delivery, AttemptOutcome outcome, DeliveryState next, @Nullable Instant retryAt) {
    MemoryTables.Job job = tables.jobs.get(delivery.id());
    MemoryTables.Try begun = new MemoryTables.Try(delivery.id(), delivery.token());
    MemoryTables.Attempt attempt = tables.attempts.get(begun);
    if (job == null
        || attempt == null
        || attempt.outcome() != null
        || job.delivery().token() != delivery.token()) {
      return false;
    }
    Delivery stands = job.delivery();
    Instant runAt = retryAt == null ? stands.runAt() : retryAt;
    Delivery ended =
        with(stands, stands.followUp(), next, runAt, stands.attempts(), stands.token());
    keep(new MemoryTables.Job(job.seq(), ended, null));
    tables.put(tables.attempts, begun, new MemoryTables.Attempt(attempt.node(), outcome));
    return true;
  }

  List<Delivery> of(String followUp) {
    return tables.jobs.values().stream()
        .map(MemoryTables.Job::delivery)
        .filter(delivery -> delivery.followUp().equals(followUp))
        .toList();
  }

  List<String> recipientsOf(String followUp) {
    return tables.jobs.values().stream()
        .map(MemoryTables.Job::delivery)
        .filter(delivery -> delivery.followUp().equals(followUp))
        .map(Delivery::recipient)
        .distinct()
        .toList();
  }

  void moveAll(String from, String to) {
    for (MemoryTables.Job job : Map.copyOf(tables.jobs).values()) {
      Delivery delivery = job.delivery();
      if (delivery.followUp().equals(from)) {
        Delivery moved =
            with(
                delivery,
                to,
                delivery.state(),
                delivery.runAt(),
                delivery.attempts(),
                delivery.token());
        keep(new MemoryTables.Job(job.seq(), moved, job.leaseEnds()));
      }
    }
  }

  private static Delivery with(
      Delivery delivery,
      String followUp,
      DeliveryState state,
      Instant runAt,
      int attempts,
      long token) {
    return new Delivery(
        delivery.id(),
        followUp,
        delivery.kind(),
        delivery.subject(),
        delivery.recipient(),
        delivery.channel(),
        delivery.address(),
        delivery.priority(),
        state,
        runAt,
        attempts,
        token);
  }
}
