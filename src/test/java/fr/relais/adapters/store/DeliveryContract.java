// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import static fr.relais.adapters.store.Case.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.DigestRule.DigestSent;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Handover;
import fr.relais.core.model.HandoverState;
import fr.relais.flow.Store;
import fr.relais.flow.Transaction;
import fr.relais.flow.Transaction.Attempt;
import fr.relais.flow.Transaction.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store must do for those who hand over. */
interface DeliveryContract extends OnStore {

  private void enqueue(Delivery... deliveries) {
    write(t -> t.enqueue(List.of(deliveries)));
  }

  private static Delivery by(Channel channel, String id, String subject, String recipient) {
    return Case.delivery(id, "follow-f", subject, recipient, channel, FollowUpPriority.NORMAL);
  }

  private List<Delivery> claim(Instant now, int limit, Delivery... avoided) {
    Set<String> alone = new HashSet<>();
    for (Delivery each : avoided) {
      alone.add(Transaction.endpoint(each));
    }
    return list(t -> t.claimDeliveries("node-a", now, Duration.ofMinutes(1), limit, alone));
  }

  private Set<String> finish(Ended... ended) {
    return store().inTransaction(t -> t.finish(List.of(ended)));
  }

  private static Ended sent(Delivery delivery) {
    return Case.ended(delivery, AttemptOutcome.OK, DeliveryState.SENT, null);
  }

  @Test
  default void each_channel_of_a_recipient_has_an_order_of_its_own() {
    enqueue(
        by(Channel.FOLDER, "folder-1", "report-f-1", "dr-a"),
        by(Channel.FOLDER, "folder-2", "report-f-2", "dr-a"),
        by(Channel.MAIL, "mail-1", "report-f-1", "dr-a"));

    assertThat(claim(NOW, 10)).extracting(Delivery::id).containsExactly("folder-1", "mail-1");
  }

  @Test
  default void an_avoided_endpoint_is_left_alone_and_holds_back_nobody_else() {
    Delivery hangs = by(Channel.MAIL, "hangs", "report-f-1", "dr-a");
    Delivery sameAddress = by(Channel.FOLDER, "other-channel", "report-f-1", "dr-a");
    Delivery other = by(Channel.MAIL, "other-person", "report-f-1", "dr-b");
    enqueue(hangs, sameAddress, other);

    assertThat(claim(NOW, 10, hangs))
        .extracting(Delivery::id)
        .containsExactly("other-channel", "other-person");
    assertThat(claim(NOW, 10, hangs)).isEmpty();
    assertThat(claim(NOW, 10)).extracting(Delivery::id).containsExactly("hangs");
  }

  @Test
  default void a_heap_of_rows_of_an_avoided_endpoint_goes_out_in_order_once_it_answers_again() {
    Delivery hangs = null;
    List<Delivery> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      String id = String.format("h-%03d", i);
      FollowUpPriority priority = i == 400 ? FollowUpPriority.CRITICAL : FollowUpPriority.NORMAL;
      hangs = Case.delivery(id, "follow-" + id, "report", "dr-a", Channel.MAIL, priority);
      all.add(hangs);
    }
    all.add(by(Channel.MAIL, "behind", "report-f-1", "dr-b"));
    write(t -> t.enqueue(all));
    assertThat(claim(NOW, 10, hangs)).extracting(Delivery::id).containsExactly("behind");
    enqueue(
        Case.delivery("new", "follow-n", "r", "dr-a", Channel.MAIL, FollowUpPriority.NORMAL),
        Case.delivery("urgent", "follow-u", "r", "dr-c", Channel.MAIL, FollowUpPriority.URGENT));
    assertThat(claim(NOW, 10, hangs)).extracting(Delivery::id).containsExactly("urgent");

    assertThat(claim(NOW, 3)).extracting(Delivery::id).containsExactly("h-400", "h-000", "h-001");
    assertThat(claim(NOW, 1000)).hasSize(498).extracting(Delivery::id).endsWith("h-499", "new");
    assertThat(claim(NOW, 10)).isEmpty();
  }

  @Test
  default void a_delivery_that_was_put_aside_is_tried_again_at_its_time() {
    List<Delivery> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String id = "t-" + i;
      all.add(Case.delivery(id, "f-" + i, "r", "dr-a", Channel.MAIL, FollowUpPriority.NORMAL));
    }
    write(t -> t.enqueue(all));
    assertThat(claim(NOW, 10, all.get(0))).isEmpty();
    Delivery first = claim(NOW, 1).get(0);
    Instant later = NOW.plusSeconds(60);
    finish(Case.ended(first, AttemptOutcome.UNKNOWN, DeliveryState.READY, later));

    assertThat(claim(NOW, 1000)).hasSize(299);
    assertThat(claim(later, 1000)).extracting(Delivery::id).containsExactly(first.id());
  }

  @Test
  default void outcomes_of_a_batch_are_taken_but_for_those_claimed_again_since() throws Exception {
    enqueue(
        by(Channel.FOLDER, "1", "report-f-1", "dr-a"),
        by(Channel.FOLDER, "2", "report-f-1", "dr-b"),
        by(Channel.FOLDER, "3", "report-f-1", "dr-c"));
    List<Delivery> claimed =
        list(t -> t.claimDeliveries("node-a", NOW, Duration.ofMillis(1), 10, Set.of()));
    Thread.sleep(10);
    Instant later = NOW.plusSeconds(60);
    List<Delivery> again = claim(NOW.plusSeconds(1), 1);
    Ended refused =
        new Ended(
            claimed.get(1),
            AttemptOutcome.REFUSED,
            DeliveryState.READY,
            later,
            "NO",
            NOW,
            null,
            "");

    assertThat(again).extracting(Delivery::id).containsExactly("1");
    assertThat(finish(sent(claimed.get(2)), sent(claimed.get(0)), refused))
        .containsExactlyInAnyOrder("2", "3");
    assertThat(finish()).isEmpty();
    write(
        t -> {
          assertThat(t.delivery("1").orElseThrow().state()).isEqualTo(DeliveryState.READY);
          assertThat(t.delivery("2").orElseThrow().runAt()).isEqualTo(later);
          assertThat(t.delivery("3").orElseThrow().state()).isEqualTo(DeliveryState.SENT);
          assertThat(t.delivery("none")).isEmpty();
        });
  }

  @Test
  default void attempts_are_told_the_earliest_first_with_what_was_lost() {
    enqueue(
        by(Channel.FOLDER, "1", "report-f-1", "dr-a"), by(Channel.MAIL, "2", "report-f-1", "dr-a"));
    List<Delivery> first = claim(NOW, 10);
    Instant later = NOW.plusSeconds(5);
    finish(
        Case.ended(first.get(0), AttemptOutcome.UNKNOWN, DeliveryState.READY, later),
        sent(first.get(1)));
    claim(later, 10);

    List<Attempt> attempts = list(t -> t.attemptsOf("follow-f"));
    assertThat(attempts).extracting(each -> each.delivery().id()).containsExactly("1", "2", "1");
    assertThat(attempts)
        .extracting(Attempt::outcome)
        .containsExactly(AttemptOutcome.UNKNOWN, AttemptOutcome.OK, null);
    assertThat(attempts).extracting(Attempt::losses).containsExactly("perte", "perte", null);
    assertThat(attempts).extracting(Attempt::detail).containsExactly("CODE", "CODE", null);
    assertThat(attempts).extracting(Attempt::begunAt).containsExactly(NOW, NOW, later);
    assertThat(list(t -> t.attemptsOf("follow-g"))).isEmpty();
  }

  @Test
  default void what_the_recipient_said_of_a_sent_delivery_stands() {
    enqueue(by(Channel.MAIL, "1", "report-f-1", "dr-a"));
    finish(sent(claim(NOW, 1).get(0)));
    write(t -> t.heard("1", DeliveryState.CONFIRMED, null));
    assertThat(optional(t -> t.delivery("1")).orElseThrow().state())
        .isEqualTo(DeliveryState.CONFIRMED);

    Instant later = NOW.plusSeconds(60);
    write(t -> t.heard("1", DeliveryState.READY, later));
    assertThat(claim(NOW, 1)).isEmpty();
    assertThat(claim(later, 1)).extracting(Delivery::id).containsExactly("1");
  }

  @Test
  default void what_the_recipient_said_while_the_attempt_ran_stands_over_its_outcome() {
    enqueue(
        by(Channel.MAIL, "1", "report-f-1", "dr-a"), by(Channel.MAIL, "2", "report-f-1", "dr-b"));
    List<Delivery> running = claim(NOW, 10);
    write(
        t -> {
          t.heard("1", DeliveryState.CONFIRMED, null);
          t.heard("2", DeliveryState.READY, NOW.plusSeconds(60));
        });

    assertThat(finish(sent(running.get(0)), sent(running.get(1)))).containsExactly("1");
    assertThat(list(t -> t.deliveriesOf("follow-f")))
        .extracting(Delivery::state)
        .containsExactly(DeliveryState.CONFIRMED, DeliveryState.READY);
    assertThat(claim(NOW.plusSeconds(60), 10)).extracting(Delivery::id).containsExactly("2");
    assertThat(list(t -> t.attemptsOf("follow-f")))
        .extracting(Attempt::outcome)
        .containsExactly(AttemptOutcome.OK, AttemptOutcome.UNKNOWN, null);
  }

  @Test
  default void what_came_through_is_counted_for_each_addressee_of_a_time() {
    given("f");
    enqueue(
        Case.delivery("1", "follow-f", null, "dr-a", Channel.CALL, FollowUpPriority.CRITICAL),
        Case.delivery("2", "follow-f", null, "dr-a", Channel.MAIL, FollowUpPriority.CRITICAL),
        Case.delivery("3", "follow-f", null, "dr-b", Channel.MAIL, FollowUpPriority.CRITICAL));
    write(
        t -> {
          for (Delivery each :
              t.claimDeliveries("node-a", NOW, Duration.ofMinutes(1), 10, Set.of())) {
            boolean through = !each.id().equals("3");
            t.finish(
                List.of(
                    Case.ended(
                        each,
                        through ? AttemptOutcome.OK : AttemptOutcome.UNKNOWN,
                        through ? DeliveryState.SENT : DeliveryState.READY,
                        through ? null : NOW.plusSeconds(60))));
          }
        });
    assertThat(store().notices(NOW.minusSeconds(60), NOW.plusSeconds(60)))
        .containsExactly(new Store.Noticed("dr-a", 1, 1));
    assertThat(store().notices(NOW.plusSeconds(60), NOW.plusSeconds(120))).isEmpty();
  }

  @Test
  default void what_someone_answers_for_or_is_offered_is_found_until_it_ends() {
    given("f");
    FollowUp row = Case.followUp("f");
    Handover offer = new Handover(row.owner(), "dr-\"z", NOW, HandoverState.OFFERED);
    FollowUp offered = with(row, "g", offer);
    FollowUp refused = with(row, "h", offer.with(HandoverState.REFUSED));
    write(
        t -> {
          t.save(offered, Case.received());
          t.save(refused, Case.received());
        });
    assertThat(store().openOf(row.owner(), 10)).hasSize(3);
    assertThat(store().openOf("dr-\"z", 10)).containsExactly(offered);
    assertThat(store().openOf("dr-", 10)).isEmpty();
  }

  @Test
  default void the_last_digest_of_someone_is_remembered() {
    DigestSent sent = new DigestSent(NOW, Set.of("follow-f since " + NOW));
    write(t -> t.records().put(DigestSent.class, "digest/dr-a", sent, List.of()));
    assertThat(optional(t -> t.records().get(DigestSent.class, "digest/dr-a"))).contains(sent);
    assertThat(optional(t -> t.records().get(DigestSent.class, "digest/dr-b"))).isEmpty();
  }

  private static FollowUp with(FollowUp row, String word, Handover offer) {
    return new FollowUp(
        "follow-" + word,
        row.reference() + word,
        row.state(),
        row.priority(),
        row.about(),
        row.owner(),
        row.site(),
        row.requester(),
        row.receivedAt(),
        row.clockStart(),
        row.deadline(),
        row.nextDue(),
        row.rung(),
        row.hops(),
        row.failedAttempts(),
        List.of(offer),
        row.decision(),
        row.outcome(),
        row.mergedInto(),
        row.seq());
  }
}
