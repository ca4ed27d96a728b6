// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import static fr.relais.adapters.store.Case.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Order;
import fr.relais.core.model.OrderState;
import fr.relais.core.model.RequestPriority;
import fr.relais.core.model.Sha256;
import fr.relais.flow.Transaction.Remembered;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How every store keeps orders, and what requests were answered. */
interface OrderContract extends OnStore {

  private static Order orderedAt(String word, Instant at) {
    Order order = Case.order(word);
    return new Order(
        order.id(),
        order.number(),
        order.placer(),
        order.authority(),
        order.requisition(),
        order.kind(),
        order.code(),
        order.label(),
        order.priority(),
        order.requester(),
        order.site(),
        at,
        order.patient(),
        order.phones(),
        order.address(),
        order.generalPractitioner(),
        order.reason(),
        order.instruction(),
        order.choices(),
        order.expectedBy(),
        order.state(),
        order.nextDue(),
        order.followUp());
  }

  @Test
  default void an_order_comes_back_as_it_was_given() {
    Order order = Case.order("back");
    write(t -> t.save(order, List.of(Case.number("back"))));

    assertThat(optional(t -> t.order("order-back"))).contains(order);
    assertThat(optional(t -> t.order("order-other"))).isEmpty();
    assertThat(otherNode().awaitedOrders(5)).containsExactly(order);
  }

  @Test
  default void a_changed_order_keeps_the_keys_by_which_it_is_found() {
    write(t -> t.save(Case.order("changed"), List.of(Case.number("changed"))));
    Order received = Case.order("changed").with(OrderState.RECEIVED, null, "follow-changed");
    write(t -> t.save(received, List.of()));
    Order again =
        Case.order("changed").with(OrderState.EXPECTED, NOW.plusSeconds(9), "follow-changed");
    write(
        t -> {
          assertThat(t.ordersBy(List.of(Case.number("changed")), 5)).containsExactly(received);
          t.save(again, List.of(Case.family("1990|CHANGED")));
        });

    assertThat(list(t -> t.ordersBy(List.of(Case.number("changed")), 5))).containsExactly(again);
    assertThat(list(t -> t.ordersBy(List.of(Case.family("1990|CHANGED")), 5)))
        .containsExactly(again);
  }

  @Test
  default void an_order_saved_twice_in_one_transaction_stands_as_it_was_saved_last() {
    Order received = Case.order("twice").with(OrderState.RECEIVED, null, "follow-twice");
    write(
        t -> {
          t.save(Case.order("twice"), List.of(Case.number("twice")));
          t.save(received, List.of(Case.number("twice")));
        });

    assertThat(list(t -> t.ordersBy(List.of(Case.number("twice")), 5))).containsExactly(received);
  }

  @Test
  default void an_order_whose_steps_were_undone_can_be_saved_again() {
    write(
        t -> {
          assertThatThrownBy(
                  () ->
                      t.undoable(
                          () -> {
                            t.save(Case.order("undone"), List.of(Case.number("undone")));
                            throw new IllegalStateException();
                          }))
              .isInstanceOf(IllegalStateException.class);
          assertThat(t.order("order-undone")).isEmpty();
          t.save(Case.order("undone"), List.of(Case.number("undone")));
        });

    assertThat(list(t -> t.ordersBy(List.of(Case.number("undone")), 5)))
        .containsExactly(Case.order("undone"));
  }

  @Test
  default void orders_are_found_by_any_of_their_keys_once_the_most_recent_first() {
    Order older = orderedAt("older", NOW.minusSeconds(60));
    Order newer = orderedAt("newer", NOW);
    write(
        t -> {
          t.save(older, List.of(Case.number("n-1"), Case.family("1990|BOTH")));
          t.save(newer, List.of(Case.number("n-2"), Case.family("1990|BOTH")));
        });

    write(
        t -> {
          assertThat(t.ordersBy(List.of(Case.family("1990|BOTH"), Case.number("n-1")), 5))
              .containsExactly(newer, older);
          assertThat(t.ordersBy(List.of(Case.family("1990|BOTH")), 1)).containsExactly(newer);
          assertThat(t.ordersBy(List.of(Case.number("n-1")), 5)).containsExactly(older);
          assertThat(t.ordersBy(List.of(Case.family("n-1")), 5)).isEmpty();
          assertThat(t.ordersBy(List.of(), 5)).isEmpty();
        });
  }

  @Test
  default void orders_of_a_follow_up_are_those_that_it_answers_the_most_recent_first() {
    Order older = orderedAt("1", NOW.minusSeconds(60)).with(OrderState.RECEIVED, null, "follow-x");
    Order newer = Case.order("2").with(OrderState.MISSING, null, "follow-x");
    write(
        t -> {
          t.save(older, List.of());
          t.save(newer, List.of());
          t.save(Case.order("3"), List.of());
        });

    assertThat(list(t -> t.ordersOf("follow-x"))).containsExactly(newer, older);
  }

  @Test
  default void orders_are_awaited_until_they_are_received_or_cancelled() {
    Order late =
        Case.order("late", RequestPriority.ROUTINE, NOW.plusSeconds(20))
            .with(OrderState.MISSING, null, "follow-late");
    Order soon = Case.order("soon", RequestPriority.ROUTINE, NOW.plusSeconds(10));
    write(
        t -> {
          t.save(late, List.of());
          t.save(soon, List.of());
          t.save(Case.order("here").with(OrderState.RECEIVED, null, "follow-h"), List.of());
          t.save(Case.order("gone").with(OrderState.CANCELLED, null, null), List.of());
        });

    assertThat(store().awaitedOrders(5)).containsExactly(soon, late);
    assertThat(store().awaitedOrders(1)).containsExactly(soon);
  }

  @Test
  default void due_orders_come_most_pressing_first_and_no_others() {
    Order routine = Case.order("routine", RequestPriority.ROUTINE, NOW.minusSeconds(60));
    Order stat = Case.order("stat", RequestPriority.STAT, NOW);
    Order missing =
        Case.order("again", RequestPriority.ROUTINE, NOW.minusSeconds(90))
            .with(OrderState.MISSING, NOW.minusSeconds(30), null);
    write(
        t -> {
          t.save(routine, List.of());
          t.save(stat, List.of());
          t.save(missing, List.of());
          t.save(Case.order("later", RequestPriority.STAT, NOW.plusMillis(1)), List.of());
          t.save(Case.order("here").with(OrderState.RECEIVED, null, "follow-h"), List.of());
        });

    assertThat(list(t -> t.claimDueOrders(NOW, 10))).containsExactly(stat, routine, missing);
    assertThat(list(t -> t.claimDueOrders(NOW, 1))).containsExactly(stat);
  }

  @Test
  default void a_postponed_order_is_left_alone_until_its_time_or_its_next_step() {
    Order alone = Case.order("alone", RequestPriority.ROUTINE, NOW);
    Order followed =
        Case.order("followed", RequestPriority.ROUTINE, NOW)
            .with(OrderState.EXPECTED, NOW, "follow-o");
    write(
        t -> {
          t.save(
              Case.followUp("o", FollowUpState.OPEN, FollowUpPriority.URGENT, NOW, 1),
              Case.received());
          t.save(alone, List.of());
          t.save(followed, List.of());
          t.postpone("order-alone", NOW.plusSeconds(30));
          t.postpone("follow-o", NOW.plusSeconds(30));
        });

    assertThat(list(t -> t.claimDueOrders(NOW.plusSeconds(29), 5))).isEmpty();
    assertThat(list(t -> t.claimDueOrders(NOW.plusSeconds(30), 5)))
        .containsExactly(alone, followed);
    write(t -> t.save(alone, List.of()));
    assertThat(list(t -> t.claimDueOrders(NOW, 5))).containsExactly(alone);
  }

  @Test
  default void what_a_request_was_answered_is_remembered_under_its_key() {
    Remembered answer = new Remembered(Sha256.of(new byte[] {1}), List.of("order-a", "order-b"));
    write(t -> t.remember("editor key", answer, NOW));

    assertThat(optional(t -> t.remembered("editor key"))).contains(answer);
    assertThat(optional(t -> t.remembered("editor other"))).isEmpty();
    assertThatThrownBy(() -> write(t -> t.remember("editor key", answer, NOW)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("REQUEST_REMEMBERED");
  }

  @Test
  default void what_someone_ordered_at_a_site_is_found_whatever_became_of_it() {
    FollowUp here = Case.followUp("here").requestedBy("dr-durand", "noyers");
    FollowUp done =
        Case.followUp("done", FollowUpState.CONCLUDED, FollowUpPriority.NORMAL, NOW, 1)
            .requestedBy("dr-durand", "noyers");
    Order received = at("received", "dr-durand", "noyers").with(OrderState.RECEIVED, null, null);
    Order awaited = at("waits", "dr-durand", "noyers");
    write(
        t -> {
          t.save(here, Case.received());
          t.save(done, Case.received());
          t.save(Case.followUp("other").requestedBy("dr-other", "noyers"), Case.received());
          t.save(Case.followUp("away").requestedBy("dr-durand", "avallon"), Case.received());
          t.save(received, List.of());
          t.save(awaited, List.of());
          t.save(at("other", "dr-other", "noyers"), List.of());
          t.save(at("away", "dr-durand", "avallon"), List.of());
          t.save(Case.order("nowhere"), List.of());
        });

    assertThat(otherNode().requestedBy("dr-durand", "noyers", 5))
        .extracting(FollowUp::id)
        .containsExactly("follow-done", "follow-here");
    assertThat(otherNode().requestedBy("dr-durand", "noyers", 1)).hasSize(1);
    assertThat(otherNode().orderedBy("dr-durand", "noyers", 5)).containsExactly(received, awaited);
    assertThat(otherNode().orderedBy("dr-durand", "noyers", 1)).containsExactly(received);
  }

  private static Order at(String word, String requester, String site) {
    Order order = Case.order(word);
    return new Order(
        order.id(),
        order.number(),
        order.placer(),
        order.authority(),
        order.requisition(),
        order.kind(),
        order.code(),
        order.label(),
        order.priority(),
        requester,
        site,
        order.orderedAt(),
        order.patient(),
        order.phones(),
        order.address(),
        order.generalPractitioner(),
        order.reason(),
        order.instruction(),
        order.choices(),
        order.expectedBy(),
        order.state(),
        order.nextDue(),
        order.followUp());
  }
}
