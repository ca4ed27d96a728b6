// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.flow.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** One recipient's queue about one follow-up, by one channel. */
  private record Turn(String recipient, String followUp, String channel) {}

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

  List<Delivery> claim(String node, Instant now, Duration lease, int limit, Set<String> avoided) {
    Set<Turn> seen = new HashSet<>();
    List<Delivery> chosen =
        tables.ready.values().stream()
            .map(tables.jobs::get)
            .filter(job -> seen.add(turn(job.delivery())))
            .filter(job -> !job.delivery().runAt().isAfter(now))
            .filter(job -> job.leaseEnds() == null || job.leaseEnds().isBefore(now))
            .map(MemoryTables.Job::delivery)
            .filter(delivery -> !avoided.contains(Transaction.endpoint(delivery)))
            .sorted(Comparator.comparing(Delivery::priority).thenComparing(Delivery::runAt))
            .limit(limit)
            .toList();
    return chosen.stream().map(delivery -> begin(delivery, node, now, lease)).toList();
  }

  private static Turn turn(Delivery delivery) {
    return new Turn(delivery.recipient(), delivery.followUp(), delivery.channel());
  }

  private Delivery begin(Delivery delivery, String node, Instant now, Duration lease) {
    for (long token = 1; token <= delivery.token(); token++) {
      MemoryTables.Try before = new MemoryTables.Try(delivery.id(), token);
      MemoryTables.Attempt open = tables.attempts.get(before);
      if (open != null && open.outcome() == null) {
        end(before, AttemptOutcome.UNKNOWN, "LEASE_EXPIRED", null);
      }
    }
    Delivery begun =
        with(
            delivery,
            delivery.followUp(),
            delivery.state(),
            delivery.runAt(),
            delivery.attempts() + 1,
            delivery.token() + 1);
    keep(new MemoryTables.Job(tables.jobs.get(begun.id()).seq(), begun, now.plus(lease)));
    tables.put(
        tables.attempts,
        new MemoryTables.Try(begun.id(), begun.token()),
        new MemoryTables.Attempt(node, now, null, null, null));
    return begun;
  }

  private void end(
      MemoryTables.Try begun, AttemptOutcome outcome, String detail, @Nullable String losses) {
    MemoryTables.Attempt open = tables.attempts.get(begun);
    tables.put(
        tables.attempts,
        begun,
        new MemoryTables.Attempt(open.node(), open.begunAt(), outcome, detail, losses));
  }

  Set<String> finish(Collection<Transaction.Ended> ended) {
    Set<String> taken = new HashSet<>();
    for (Transaction.Ended each : ended) {
      if (finish(each)) {
        taken.add(each.delivery().id());
      }
    }
    return taken;
  }

  /** What the recipient's side said meanwhile stands. */
  private boolean finish(Transaction.Ended ended) {
    String id = ended.delivery().id();
    MemoryTables.Job job = tables.jobs.get(id);
    MemoryTables.Try begun = new MemoryTables.Try(id, ended.delivery().token());
    MemoryTables.Attempt attempt = tables.attempts.get(begun);
    if (job == null
        || attempt == null
        || attempt.outcome() != null
        || job.delivery().token() != begun.token()) {
      return false;
    }
    if (job.delivery().state() == DeliveryState.READY) {
      stand(job, ended.next(), ended.retryAt(), begun.token());
    }
    end(begun, ended.outcome(), ended.detail(), ended.losses());
    return true;
  }

  private void stand(
      MemoryTables.Job job, DeliveryState next, @Nullable Instant retryAt, long token) {
    Delivery stood = job.delivery();
    Instant runAt = retryAt == null ? stood.runAt() : retryAt;
    Delivery stands = with(stood, stood.followUp(), next, runAt, stood.attempts(), token);
    keep(new MemoryTables.Job(job.seq(), stands, null));
  }

  Optional<Delivery> find(String id) {
    return Optional.ofNullable(tables.jobs.get(id)).map(MemoryTables.Job::delivery);
  }

  /** A refusal that comes while the attempt still runs takes its token away. */
  void heard(String id, DeliveryState next, @Nullable Instant retryAt) {
    MemoryTables.Job job = tables.jobs.get(id);
    if (job != null) {
      long token = job.delivery().token() + (next == DeliveryState.READY ? 1 : 0);
      stand(job, next, retryAt, token);
    }
  }

  List<Transaction.Attempt> attemptsOf(String followUp) {
    return tables.attempts.entrySet().stream()
        .sorted(
            Comparator.comparing(
                    (Map.Entry<MemoryTables.Try, MemoryTables.Attempt> each) ->
                        each.getValue().begunAt())
                .thenComparing(each -> tables.jobs.get(each.getKey().delivery()).seq())
                .thenComparing(each -> each.getKey().token()))
        .map(each -> attempt(each.getKey(), each.getValue()))
        .filter(attempt -> attempt.delivery().followUp().equals(followUp))
        .toList();
  }

  private Transaction.Attempt attempt(MemoryTables.Try begun, MemoryTables.Attempt kept) {
    return new Transaction.Attempt(
        tables.jobs.get(begun.delivery()).delivery(),
        kept.begunAt(),
        kept.outcome(),
        kept.detail(),
        kept.losses());
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
        .filter(delivery -> delivery.kind().tellsOfResult())
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
