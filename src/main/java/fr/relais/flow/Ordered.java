// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Attribution;
import fr.relais.core.decide.Times;
import fr.relais.core.match.BlindKey;
import fr.relais.core.match.BlindKeys;
import fr.relais.core.match.OrderMatches;
import fr.relais.core.match.Requesters;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Order;
import fr.relais.core.model.OrderState;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the orders that we know say about a report that comes. */
record Ordered(OrderMatches.Found match, @Nullable Order held) {
  private static final int CANDIDATES_MAX = 20;

  /** Reads our own tables only. */
  static Ordered find(
      Transaction tx, Report report, @Nullable Sender sender, Roster roster, LocalDate today) {
    List<BlindKey> keys = OrderMatches.lookedFor(report);
    List<Order> numbered = keys.isEmpty() ? List.of() : tx.ordersBy(keys, CANDIDATES_MAX);
    OrderMatches.Found found =
        numbered.isEmpty() ? OrderMatches.Found.NONE : match(tx, report, numbered);
    List<BlindKey> whose = BlindKeys.of(report.patient());
    List<Order> alike =
        found.order() != null || whose.isEmpty() ? List.of() : tx.ordersBy(whose, CANDIDATES_MAX);
    Practitioner said = Requesters.find(report, sender, roster, today).requester();
    return new Ordered(
        found, OrderMatches.held(report, found, numbered, alike, said == null ? null : said.id()));
  }

  private static OrderMatches.Found match(Transaction tx, Report report, List<Order> numbered) {
    List<Order> candidates = new ArrayList<>(numbered);
    List<BlindKey> prescriptions =
        candidates.stream()
            .map(Order::requisition)
            .flatMap(r -> Optional.ofNullable(r).stream())
            .map(OrderMatches::requisitionKey)
            .distinct()
            .toList();
    if (!prescriptions.isEmpty()) {
      for (Order sibling : tx.ordersBy(prescriptions, CANDIDATES_MAX)) {
        if (candidates.stream().noneMatch(o -> o.id().equals(sibling.id()))) {
          candidates.add(sibling);
        }
      }
    }
    return OrderMatches.find(report, candidates);
  }

  @Nullable Order order() {
    return match.order();
  }

  /** Whether the patient refused in writing that the requester receives the result, or may have. */
  boolean refused() {
    Order order = match.order();
    return held != null || order != null && order.choices().refusesRequester();
  }

  /** Whom the patient refused, or may have. */
  Set<String> barred() {
    Order order = held != null ? held : match.order();
    return refused() && order != null ? Set.of(order.requester()) : Set.of();
  }

  /** Whether it is not certain whose result it is: a person must say. */
  boolean doubtful() {
    return held != null || match.otherPatient() || match.proposed() != null;
  }

  /** What decides who owns it. */
  Attribution.Case attributed(Requesters.Found found, FollowUpPriority priority, ReportKind kind) {
    Order order = match.order();
    return new Attribution.Case(
        found.requester(),
        found.site(),
        found.sitePaper(),
        refused(),
        order == null ? null : order.choices().designated(),
        order != null || held != null || match.proposed() != null,
        priority,
        kind);
  }

  /** The least urgency that the order itself asks for. */
  FollowUpPriority least() {
    Order order = match.order();
    return order != null && order.urgent() ? FollowUpPriority.URGENT : FollowUpPriority.NORMAL;
  }

  /** The follow-up that already stands for this order: that of its absence, or of its result. */
  Optional<String> followUp() {
    Order order = match.order();
    return order == null ? Optional.empty() : Optional.ofNullable(order.followUp());
  }

  /** Who ordered: the order that we know settles it; else what the message says. */
  Requesters.Found requester(
      Report report, @Nullable Sender sender, Roster roster, LocalDate today) {
    Requesters.Found said = Requesters.find(report, sender, roster, today);
    Order order = match.order();
    Practitioner requester =
        order == null ? null : roster.practitioner(order.requester()).orElse(null);
    if (order == null || requester == null) {
      return said;
    }
    String site = order.site() == null ? said.site() : order.site();
    return Requesters.Found.known(requester, site, "prescription déclarée");
  }

  /**
   * The result of these orders is here; a preliminary one still awaits its final, in the usual
   * delay from now when its absence was told already.
   */
  void received(Transaction tx, String followUp, Report report, Rules rules, Instant now) {
    if (report.status().withdraws()) {
      return;
    }
    for (Order found : match.answered()) {
      // read again, locked: a timer may be telling the requester that nothing came
      Order order = tx.order(found.id()).orElse(found);
      boolean more = report.status() == ReportStatus.PRELIMINARY && order.state().awaited();
      tx.save(
          more
              ? order.with(OrderState.EXPECTED, due(order, rules, now), followUp)
              : order.with(OrderState.RECEIVED, null, followUp),
          List.of());
    }
  }

  private static Instant due(Order order, Rules rules, Instant now) {
    Times times = rules.policies().of(order.site()).times();
    return order.nextDue() != null
        ? order.nextDue()
        : now.plus(times.expectedIn(order.kind(), order.urgent()));
  }
}
