// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.flow.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When something happens next in a story by itself. */
record StoryAgenda(Store store, InstantSource clock) {
  private static final int LISTED_MAX = 10_000;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  /** The next time, up to this one, at which something is due. */
  Optional<Instant> next(Instant to, Collection<String> followUps) {
    List<Instant> times = new ArrayList<>();
    store.openFollowUps(LISTED_MAX).forEach(f -> add(times, f.nextDue()));
    store.openWorkItems(LISTED_MAX).forEach(w -> add(times, w.dueAt()));
    store.awaitedOrders(LISTED_MAX).forEach(o -> add(times, o.nextDue()));
    followUps.forEach(id -> times.addAll(retries(id)));
    times.addAll(departures());
    return times.stream().filter(t -> !t.isAfter(to)).min(Instant::compareTo);
  }

  /**
   * When deliveries are tried again: of what waits for one door, the first. One that could be tried
   * and was not waits for its endpoint's rest.
   */
  private List<Instant> retries(String followUp) {
    Map<String, Instant> firsts = new LinkedHashMap<>();
    for (Delivery delivery : store.inTransaction(tx -> tx.deliveriesOf(followUp))) {
      if (delivery.state() == DeliveryState.READY) {
        firsts.putIfAbsent(delivery.recipient() + ' ' + delivery.channel(), delivery.runAt());
      }
    }
    Instant soon = clock.instant().plus(LOOK_AGAIN);
    return firsts.values().stream().map(at -> at.isAfter(clock.instant()) ? at : soon).toList();
  }

  /** The first instants of the days from which someone can no longer practise. */
  private List<Instant> departures() {
    return store.roster().practitioners().stream()
        .map(Practitioner::revokedOn)
        .flatMap(Stream::ofNullable)
        .map(day -> day.atStartOfDay(ParisTime.ZONE).toInstant())
        .filter(at -> at.isAfter(clock.instant()))
        .toList();
  }

  private static void add(List<Instant> times, @Nullable Instant at) {
    if (at != null) {
      times.add(at);
    }
  }
}
