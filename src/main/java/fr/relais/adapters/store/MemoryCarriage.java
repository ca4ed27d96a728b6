// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.ReportVersion;
import fr.relais.flow.Transaction.Carried;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What deliveries carry, in memory. */
final class MemoryCarriage {
  private final MemoryTables tables;
  private final MemoryShares shares;
  private final MemoryJobs jobs;
  private final MemoryOrders orders;

  MemoryCarriage(MemoryTables tables, MemoryShares shares, MemoryJobs jobs, MemoryOrders orders) {
    this.tables = tables;
    this.shares = shares;
    this.jobs = jobs;
    this.orders = orders;
  }

  Map<String, Carried> of(Collection<Delivery> deliveries) {
    Map<String, Carried> carried = new HashMap<>();
    for (Delivery asked : deliveries) {
      MemoryTables.Job job = tables.jobs.get(asked.id());
      FollowUp row = job == null ? null : tables.followUps.get(job.delivery().followUp());
      String subject = asked.subject();
      Content content = subject == null ? null : shares.content(subject).orElse(null);
      if (row != null && (subject == null || content != null)) {
        carried.put(asked.id(), carried(job, row, content));
      }
    }
    return carried;
  }

  private Carried carried(MemoryTables.Job job, FollowUp row, @Nullable Content content) {
    String subject = job.delivery().subject();
    MemoryTables.Version kept = subject == null ? null : tables.versions.get(subject);
    ReportVersion version = kept == null ? null : kept.version();
    return new Carried(
        row,
        version,
        content,
        orders.of(row.id()).stream().findFirst().orElse(null),
        jobs.recipientsOf(row.id()),
        corrects(job));
  }

  private boolean corrects(MemoryTables.Job job) {
    Delivery delivery = job.delivery();
    String subject = delivery.subject();
    return subject != null
        && tables.jobs.values().stream()
            .filter(other -> other.seq() < job.seq())
            .map(MemoryTables.Job::delivery)
            .filter(other -> other.kind() == Delivery.Kind.RESULT)
            .filter(other -> other.followUp().equals(delivery.followUp()))
            .filter(other -> other.recipient().equals(delivery.recipient()))
            .filter(other -> other.subject() != null && !subject.equals(other.subject()))
            .map(Delivery::state)
            .anyMatch(state -> state == DeliveryState.SENT || state == DeliveryState.CONFIRMED);
  }
}
