// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import static fr.relais.adapters.store.Case.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Transaction.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store must do for those who ask what is due. */
interface WorkContract extends OnStore {
  Duration LEASE = Duration.ofMinutes(1);

  private void enqueue(Delivery... deliveries) {
    write(t -> t.enqueue(List.of(deliveries)));
  }

  private List<Delivery> claim(String node, Instant now, Duration lease, int limit) {
    return store().inTransaction(t -> t.claimDeliveries(node, now, lease, limit, Set.of()));
  }

  private List<String> claimed(int limit) {
    return claim("node-a", NOW, LEASE, limit).stream().map(Delivery::id).toList();
  }

  private boolean finish(Delivery delivery, DeliveryState next, Instant retryAt) {
    AttemptOutcome outcome =
        next == DeliveryState.READY ? AttemptOutcome.REFUSED : AttemptOutcome.OK;
    Ended ended = Case.ended(delivery, outcome, next, retryAt);
    return store().inTransaction(t -> t.finish(List.of(ended))).contains(delivery.id());
  }

  @Test
  default void due_follow_ups_come_most_pressing_first_and_no_others() {
    FollowUp urgent =
        Case.followUp("u", FollowUpState.OPEN, FollowUpPriority.URGENT, NOW.minusSeconds(9), 1);
    FollowUp critical = Case.followUp("c", FollowUpState.OPENED, FollowUpPriority.CRITICAL, NOW, 1);
    write(
        t -> {
          t.save(urgent, Case.received());
          t.save(critical, Case.received());
          t.save(Case.followUp("later"), Case.received());
        });

    assertThat(list(t -> t.claimDue(NOW, 10))).containsExactly(critical, urgent);
    assertThat(list(t -> t.claimDue(NOW, 1))).containsExactly(critical);
    assertThat(store().openFollowUps(10))
        .extracting(FollowUp::id)
        .containsExactly("follow-c", "follow-u", "follow-later");
  }

  @Test
  default void a_postponed_follow_up_is_left_alone_with_its_questions_until_its_time() {
    FollowUp due = Case.followUp("p", FollowUpState.OPEN, FollowUpPriority.URGENT, NOW, 1);
    WorkItem question = Case.question("p", NOW);
    write(
        t -> {
          t.save(due, Case.received());
          t.save(question);
          t.postpone(due.id(), NOW.plusSeconds(30));
        });

    write(
        t -> {
          assertThat(t.claimDue(NOW.plusSeconds(29), 10)).isEmpty();
          assertThat(t.claimDueQuestions(NOW.plusSeconds(29), 10)).isEmpty();
          assertThat(t.claimDue(NOW.plusSeconds(30), 10)).containsExactly(due);
          assertThat(t.claimDueQuestions(NOW.plusSeconds(30), 10)).containsExactly(question);
        });
  }

  @Test
  default void a_step_that_was_taken_ends_a_postponement() {
    FollowUp due = Case.followUp("q", FollowUpState.OPEN, FollowUpPriority.URGENT, NOW, 1);
    FollowUp next = Case.followUp("q", FollowUpState.OPENED, FollowUpPriority.URGENT, NOW, 2);
    write(
        t -> {
          t.save(due, Case.received());
          t.postpone(due.id(), NOW.plusSeconds(30));
        });
    write(t -> t.save(next, List.of(Case.event(2, FollowUpEvent.Kind.OPENED))));

    assertThat(list(t -> t.claimDue(NOW, 10))).containsExactly(next);
  }

  @Test
  default void due_questions_come_by_their_time() {
    write(
        t -> {
          t.save(Case.question("2", NOW));
          t.save(Case.question("1", NOW.minusSeconds(1)));
          t.save(Case.question("3", NOW.plusSeconds(1)));
          t.save(Case.question("4", null));
        });

    assertThat(list(t -> t.claimDueQuestions(NOW, 10)))
        .extracting(WorkItem::id)
        .containsExactly("question-1", "question-2");
  }

  @Test
  default void critical_deliveries_are_claimed_ahead_of_older_ones() {
    enqueue(
        Case.delivery("normal", "f1", "dr-a", FollowUpPriority.NORMAL),
        Case.delivery("urgent", "f2", "dr-a", FollowUpPriority.URGENT),
        Case.delivery("critical", "f3", "dr-a", FollowUpPriority.CRITICAL));

    assertThat(claimed(2)).containsExactly("critical", "urgent");
    assertThat(claimed(2)).containsExactly("normal");
    assertThat(claimed(2)).isEmpty();
  }

  @Test
  default void a_claim_begins_an_attempt_with_a_new_token() {
    enqueue(Case.delivery("d", "f", "dr-a", FollowUpPriority.NORMAL));

    Delivery first = claim("node-a", NOW, LEASE, 1).get(0);
    assertThat(finish(first, DeliveryState.READY, NOW.plusSeconds(5))).isTrue();
    Delivery second = claim("node-b", NOW.plusSeconds(5), LEASE, 1).get(0);

    assertThat(first.attempts()).isEqualTo(1);
    assertThat(second.attempts()).isEqualTo(2);
    assertThat(second.token()).isGreaterThan(first.token());
    assertThat(second.runAt()).isEqualTo(NOW.plusSeconds(5));
    assertThat(store().figures(NOW).jobsByNode())
        .containsEntry("node-a", 1L)
        .containsEntry("node-b", 1L);
  }

  @Test
  default void one_recipient_gets_what_concerns_one_follow_up_in_order() {
    enqueue(
        Case.delivery("first", "f", "dr-a", FollowUpPriority.NORMAL),
        Case.delivery("second", "f", "dr-a", FollowUpPriority.CRITICAL),
        Case.delivery("other-person", "f", "dr-b", FollowUpPriority.NORMAL),
        Case.delivery("other-case", "g", "dr-a", FollowUpPriority.NORMAL));

    List<Delivery> now = claim("node-a", NOW, LEASE, 10);
    assertThat(now).extracting(Delivery::id).containsExactly("first", "other-person", "other-case");
    assertThat(claimed(10)).isEmpty();

    finish(now.get(0), DeliveryState.SENT, null);
    assertThat(claimed(10)).containsExactly("second");
  }

  @Test
  default void a_delivery_that_waits_for_its_next_try_holds_back_those_behind_it() {
    enqueue(
        Case.delivery("first", "f", "dr-a", FollowUpPriority.NORMAL),
        Case.delivery("second", "f", "dr-a", FollowUpPriority.NORMAL));
    Delivery first = claim("node-a", NOW, LEASE, 1).get(0);
    finish(first, DeliveryState.READY, NOW.plusSeconds(60));

    assertThat(claimed(10)).isEmpty();
    assertThat(claim("node-a", NOW.plusSeconds(60), LEASE, 10))
        .extracting(Delivery::id)
        .containsExactly("first");
  }

  @Test
  default void a_lease_that_ran_out_is_taken_again_and_the_late_outcome_is_refused()
      throws Exception {
    enqueue(Case.delivery("d", "f", "dr-a", FollowUpPriority.NORMAL));
    Delivery frozen = claim("node-a", NOW, Duration.ofMillis(20), 1).get(0);
    Thread.sleep(40);
    Delivery taken = claim("node-b", NOW.plusSeconds(1), LEASE, 1).get(0);

    assertThat(taken.id()).isEqualTo("d");
    assertThat(taken.attempts()).isEqualTo(2);
    assertThat(finish(frozen, DeliveryState.SENT, null)).isFalse();
    assertThat(finish(taken, DeliveryState.SENT, null)).isTrue();
    assertThat(finish(taken, DeliveryState.READY, NOW)).isFalse();
    assertThat(claim("node-a", NOW.plusSeconds(600), LEASE, 9)).isEmpty();
  }

  @Test
  default void an_outcome_after_the_lease_counts_when_nobody_else_claimed() throws Exception {
    enqueue(Case.delivery("d", "f", "dr-a", FollowUpPriority.NORMAL));
    Delivery slow = claim("node-a", NOW, Duration.ofMillis(1), 1).get(0);
    Thread.sleep(10);

    assertThat(finish(slow, DeliveryState.CONFIRMED, null)).isTrue();
  }

  @Test
  default void a_delivery_is_not_claimed_before_its_time() {
    Delivery early = Case.delivery("d", "f", "dr-a", FollowUpPriority.CRITICAL);
    enqueue(early);

    assertThat(claim("node-a", NOW.minusMillis(1), LEASE, 9)).isEmpty();
    assertThat(claim("node-a", NOW, LEASE, 9)).hasSize(1);
  }

  @Test
  default void each_recipient_of_a_follow_up_is_named_once() {
    enqueue(
        Case.delivery("1", "f", "dr-b", FollowUpPriority.NORMAL),
        Case.delivery("2", "f", "dr-a", FollowUpPriority.NORMAL),
        Case.delivery("3", "f", "dr-b", FollowUpPriority.NORMAL),
        Case.delivery("4", "g", "dr-c", FollowUpPriority.NORMAL));

    assertThat(list(t -> t.recipientsOf("f"))).containsExactly("dr-b", "dr-a");
  }
}
