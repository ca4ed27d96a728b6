// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.OrderState;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well results are looked after, in numbers over the last weeks; nothing of anyone.
 *
 * @param unowned open results whose owner is not a doctor who can practise: must be 0
 * @param late open results whose deadline has passed
 * @param missing orders whose result did not come in the expected delay
 * @param awaited orders that wait for a result, those included
 */
public record Pilot(
    Instant since, int unowned, int late, int open, int missing, int awaited, List<Row> rows) {
  /** Over how long it is counted. */
  public static final Duration OVER = Duration.ofDays(28);

  private static final int COUNTED_MAX = 5_000;

  public Pilot {
    rows = List.copyOf(rows);
  }

  /**
   * The numbers of one urgency.
   *
   * @param due results whose deadline to take charge has passed, or who were taken charge of
   * @param onTime those taken charge of before it
   * @param taken from received to taken charge of; null when none was
   * @param concluded how many are
   */
  public record Row(
      FollowUpPriority priority,
      int received,
      int due,
      int onTime,
      @Nullable Span taken,
      @Nullable Span ended,
      int concluded) {}

  /** Median and ninetieth centile of the delays, and of how many. */
  public record Span(Duration median, Duration ninetieth, int count) {
    static @Nullable Span of(List<Duration> delays) {
      if (delays.isEmpty()) {
        return null;
      }
      Collections.sort(delays);
      return new Span(rank(delays, 50), rank(delays, 90), delays.size());
    }

    /** The nearest rank: the least delay that this share does not exceed. */
    private static Duration rank(List<Duration> sorted, int percent) {
      int rank = (sorted.size() * percent + 99) / 100;
      return sorted.get(Math.max(rank, 1) - 1);
    }
  }

  static Pilot of(Store store, Instant now) {
    Instant since = now.minus(OVER);
    Map<FollowUpPriority, Tally> tallies = new EnumMap<>(FollowUpPriority.class);
    for (FollowUp row : store.receivedSince(since, COUNTED_MAX)) {
      tallies
          .computeIfAbsent(row.priority(), p -> new Tally())
          .count(row, store.history(row.id()), now);
    }
    List<FollowUp> open = store.openFollowUps(COUNTED_MAX);
    Roster roster = store.roster();
    var orders = store.awaitedOrders(COUNTED_MAX);
    return new Pilot(
        since,
        (int) open.stream().filter(row -> !owned(row, roster)).count(),
        (int) open.stream().filter(row -> past(row.deadline(), now)).count(),
        open.size(),
        (int)
            orders.stream()
                .filter(o -> o.state() != OrderState.EXPECTED || past(o.expectedBy(), now))
                .count(),
        orders.size(),
        tallies.entrySet().stream().map(e -> e.getValue().row(e.getKey())).toList());
  }

  private static boolean owned(FollowUp row, Roster roster) {
    return roster
        .practitioner(row.owner())
        .map(person -> person.role() != Role.SITE && person.role().doctor())
        .orElse(false);
  }

  private static boolean past(@Nullable Instant at, Instant now) {
    return at != null && at.isBefore(now);
  }

  /** What is counted of one urgency. */
  private static final class Tally {
    private int received;
    private int due;
    private int onTime;
    private int concluded;
    private final List<Duration> taken = new ArrayList<>();
    private final List<Duration> ended = new ArrayList<>();

    void count(FollowUp row, List<FollowUpEvent> history, Instant now) {
      received++;
      Instant deadline = history.isEmpty() ? null : history.get(0).deadline();
      Instant took = first(history, true);
      if (took != null) {
        taken.add(Duration.between(row.receivedAt(), took));
      }
      if (took != null || past(deadline, now)) {
        due++;
        onTime += took != null && (deadline == null || !took.isAfter(deadline)) ? 1 : 0;
      }
      Instant end = first(history, false);
      if (row.state() == FollowUpState.CONCLUDED && end != null) {
        concluded++;
        ended.add(Duration.between(row.receivedAt(), end));
      }
    }

    private static @Nullable Instant first(List<FollowUpEvent> history, boolean taking) {
      for (FollowUpEvent event : history) {
        boolean took =
            event.kind() == FollowUpEvent.Kind.TAKEN
                || event.kind() == FollowUpEvent.Kind.OFFER_ACCEPTED;
        boolean closed =
            event.kind() == FollowUpEvent.Kind.CLOSED
                || event.kind() == FollowUpEvent.Kind.CONCLUDED;
        if (taking ? took : closed) {
          return event.at();
        }
      }
      return null;
    }

    Row row(FollowUpPriority priority) {
      return new Row(priority, received, due, onTime, Span.of(taken), Span.of(ended), concluded);
    }
  }
}
