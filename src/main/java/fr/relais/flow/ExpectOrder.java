// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.match.BlindKey;
import fr.relais.core.match.IssuedNumbers;
import fr.relais.core.match.OrderMatches;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Coding;
import fr.relais.core.model.LineageKey;
import fr.relais.core.model.Order;
import fr.relais.core.model.OrderState;
import fr.relais.core.model.PatientChoices;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Phone;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.RequestPriority;
import fr.relais.core.model.Sha256;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders in: from then on a result is expected. All of one request are kept together or none
 * is. The same request again, by its key or by the software's own number, makes nothing new.
 */
public final class ExpectOrder {
  private final Store store;
  private final Rules rules;
  private final InstantSource clock;
  private final Ids ids;

  public ExpectOrder(Store store, Rules rules, InstantSource clock, Ids ids) {
    this.store = store;
    this.rules = rules;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * One exam that is asked for, as an editor's software gives it. The words are those of {@link
   * Order}.
   *
   * @param expectedBy null: in the usual delay of its kind
   */
  public record Asked(
      @Nullable String placer,
      @Nullable String authority,
      @Nullable String requisition,
      ReportKind kind,
      @Nullable Coding code,
      String label,
      RequestPriority priority,
      String requester,
      @Nullable String site,
      Instant orderedAt,
      PatientIdentity patient,
      List<Phone> phones,
      @Nullable String address,
      @Nullable String generalPractitioner,
      @Nullable String reason,
      @Nullable String instruction,
      PatientChoices choices,
      @Nullable Instant expectedBy) {}

  /** What came of a request. */
  public sealed interface Result {
    /**
     * @param orders one for each exam asked for, in their order
     * @param repeated whether this very request came before
     */
    record Kept(List<Order> orders, boolean repeated) implements Result {}

    /** The key was used for another request. */
    record KeyReused() implements Result {}
  }

  /**
   * @param actor who sends it, for the trace
   * @param key the sender's idempotency key; null when it gives none
   * @param request digest of the request as it came
   */
  public Result expect(String actor, @Nullable String key, Sha256 request, List<Asked> asked) {
    return store.inTransaction(
        tx -> {
          Instant now = clock.instant();
          String full = key == null ? null : actor + ' ' + key;
          Optional<Transaction.Remembered> before =
              full == null ? Optional.empty() : tx.remembered(full);
          if (before.isPresent()) {
            return before.get().request().equals(request)
                ? new Result.Kept(
                    before.get().ids().stream().map(id -> tx.order(id).orElseThrow()).toList(),
                    true)
                : new Result.KeyReused();
          }
          List<Order> orders = new ArrayList<>();
          for (Asked each : asked) {
            orders.add(keep(tx, actor, each, now));
          }
          if (full != null) {
            tx.remember(
                full,
                new Transaction.Remembered(request, orders.stream().map(Order::id).toList()),
                now);
          }
          return new Result.Kept(List.copyOf(orders), false);
        });
  }

  /** The order that this software's own number names, if it was given before. */
  public Optional<Order> byPlacer(@Nullable String authority, String placer) {
    return store.inTransaction(tx -> find(tx, authority, placer));
  }

  private static Optional<Order> find(Transaction tx, @Nullable String authority, String placer) {
    List<BlindKey> keys = List.of(OrderMatches.placerKey(authority, placer));
    return tx.ordersBy(keys, 1).stream().findFirst();
  }

  private Order keep(Transaction tx, String actor, Asked asked, Instant now) {
    String placer = asked.placer();
    if (placer != null) {
      // two requests at once with one number make one order
      tx.lock(
          List.of(
              new LineageKey(
                  String.valueOf(asked.authority()), LineageKey.Kind.PLACER, "order " + placer)));
    }
    Optional<Order> known = placer == null ? Optional.empty() : find(tx, asked.authority(), placer);
    if (known.isPresent()) {
      return known.get();
    }
    String id = ids.next();
    boolean urgent = asked.priority() != RequestPriority.ROUTINE;
    Instant usual =
        asked
            .orderedAt()
            .plus(rules.policies().of(asked.site()).times().expectedIn(asked.kind(), urgent));
    Instant expectedBy = asked.expectedBy() == null ? usual : asked.expectedBy();
    Order order =
        new Order(
            id,
            IssuedNumbers.from(id),
            placer,
            asked.authority(),
            asked.requisition(),
            asked.kind(),
            asked.code(),
            asked.label(),
            asked.priority(),
            asked.requester(),
            asked.site(),
            asked.orderedAt(),
            asked.patient(),
            asked.phones(),
            asked.address(),
            asked.generalPractitioner(),
            asked.reason(),
            asked.instruction(),
            asked.choices(),
            expectedBy,
            OrderState.EXPECTED,
            expectedBy,
            null);
    tx.save(order, OrderMatches.keys(order));
    tx.audit(new AuditLine(now, actor, AuditLine.Action.ORDERED, order.id(), asked.kind().name()));
    return order;
  }
}
