// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import static fr.relais.adapters.store.Case.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Order;
import fr.relais.core.model.OrderState;
import fr.relais.flow.Transaction.Carried;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store says that deliveries carry. */
interface CarriageContract extends OnStore {

  private void enqueue(Delivery... deliveries) {
    write(t -> t.enqueue(List.of(deliveries)));
  }

  private static Delivery by(Channel channel, String id, String subject, String recipient) {
    return Case.delivery(id, "follow-f", subject, recipient, channel, FollowUpPriority.NORMAL);
  }

  /** Claims so many, and hands over the last of them. */
  private void sendLastOf(int limit) {
    write(
        t -> {
          List<Delivery> claimed =
              t.claimDeliveries("node-a", NOW, Duration.ofMinutes(1), limit, Set.of());
          t.finish(
              List.of(
                  Case.ended(claimed.get(limit - 1), AttemptOutcome.OK, DeliveryState.SENT, null)));
        });
  }

  private Carried carried(Delivery delivery) {
    return map(t -> t.carried(List.of(delivery))).get(delivery.id());
  }

  /** The follow-up "f" with two reports. */
  private void givenReports() {
    given("f");
    write(
        t -> {
          t.keep(Case.original("f"));
          t.addVersion("follow-f", Case.version("f", 1), Case.original("f").content(), List.of());
          t.addVersion("follow-f", Case.version("f", 2), Content.of(new byte[] {2}), List.of());
        });
  }

  @Test
  default void a_delivery_carries_its_own_report_its_bytes_and_whoever_was_told() {
    givenReports();
    Delivery whole = by(Channel.FOLDER, "whole", "report-f-1", "dr-b");
    Delivery part = by(Channel.FOLDER, "part", "report-f-2", "dr-a");
    Delivery notice = by(Channel.CALL, "notice", null, "dr-b");
    enqueue(whole, part, notice);

    Map<String, Carried> all = map(t -> t.carried(List.of(whole, part, notice)));
    assertThat(all.get("whole").version()).isEqualTo(Case.version("f", 1));
    assertThat(all.get("whole").content()).isEqualTo(Case.original("f").content());
    assertThat(all.get("part").version()).isEqualTo(Case.version("f", 2));
    assertThat(all.get("part").content()).isEqualTo(Content.of(new byte[] {2}));
    assertThat(all.get("notice").version()).isNull();
    assertThat(all.get("notice").content()).isNull();
    assertThat(all.values()).extracting(Carried::row).containsOnly(Case.followUp("f"));
    assertThat(all.values()).extracting(Carried::recipients).containsOnly(List.of("dr-b", "dr-a"));
    assertThat(all.values()).extracting(Carried::order).containsOnlyNulls();
  }

  @Test
  default void a_share_that_was_not_understood_is_carried_without_a_report() {
    given("f");
    Content share = Content.of(new byte[] {7});
    write(t -> t.addUnread("follow-f", "unread-f", "original-f", share));
    Delivery delivery = by(Channel.FOLDER, "1", "unread-f", "dr-a");
    enqueue(delivery);

    assertThat(carried(delivery).version()).isNull();
    assertThat(carried(delivery).content()).isEqualTo(share);
  }

  @Test
  default void a_delivery_of_which_something_is_gone_carries_nothing() {
    given("f");
    Delivery noReport = by(Channel.FOLDER, "1", "report-none", "dr-a");
    Delivery noFollowUp =
        Case.delivery("2", "follow-none", null, "dr-a", Channel.CALL, FollowUpPriority.NORMAL);
    enqueue(noReport, noFollowUp);

    assertThat(map(t -> t.carried(List.of(noReport, noFollowUp)))).isEmpty();
    assertThat(map(t -> t.carried(List.of()))).isEmpty();
  }

  @Test
  default void a_delivery_corrects_when_its_recipient_was_handed_an_earlier_report() {
    givenReports();
    Delivery first = by(Channel.FOLDER, "first", "report-f-1", "dr-a");
    Delivery copy = by(Channel.MAIL, "copy", "report-f-1", "dr-a");
    Delivery second = by(Channel.MAIL, "second", "report-f-2", "dr-a");
    Delivery others = by(Channel.MAIL, "others", "report-f-2", "dr-b");
    Delivery notice = by(Channel.CALL, "notice", null, "dr-a");
    enqueue(first, copy, second, others, notice);
    assertThat(carried(second).corrects()).isFalse();

    sendLastOf(1);
    List<Delivery> all = List.of(copy, second, others, notice);
    Map<String, Carried> after = map(t -> t.carried(all));
    assertThat(all)
        .extracting(each -> after.get(each.id()).corrects())
        .containsExactly(false, true, false, false);
    write(t -> t.heard("first", DeliveryState.CONFIRMED, null));
    assertThat(carried(second).corrects()).isTrue();
    write(t -> t.heard("first", DeliveryState.EXPIRED, null));
    assertThat(carried(second).corrects()).isFalse();
  }

  @Test
  default void an_older_report_that_comes_late_corrects_nothing() {
    givenReports();
    Delivery older = by(Channel.FOLDER, "older", "report-f-1", "dr-a");
    Delivery newer = by(Channel.MAIL, "newer", "report-f-2", "dr-a");
    enqueue(older, newer);
    sendLastOf(2);

    assertThat(carried(older).corrects()).isFalse();
  }

  @Test
  default void a_delivery_carries_the_most_recent_order_that_its_follow_up_answers() {
    given("f");
    given("g");
    Order one = Case.order("1").with(OrderState.RECEIVED, null, "follow-f");
    Order same = Case.order("2").with(OrderState.RECEIVED, null, "follow-f");
    Delivery notice = by(Channel.CALL, "notice", null, "dr-a");
    Delivery other =
        Case.delivery("other", "follow-g", null, "dr-a", Channel.CALL, FollowUpPriority.NORMAL);
    enqueue(notice, other);
    write(
        t -> {
          t.save(same, List.of());
          t.save(one, List.of());
        });

    assertThat(carried(notice).order()).isEqualTo(one);
    assertThat(carried(other).order()).isNull();
  }

  @Test
  default void a_delivery_whose_follow_up_was_joined_carries_the_one_that_took_its_place() {
    givenReports();
    given("to");
    Delivery delivery = by(Channel.FOLDER, "1", "report-f-1", "dr-a");
    enqueue(delivery);
    write(
        t -> {
          t.save(
              Case.merged(Case.followUp("f"), "follow-to"),
              List.of(Case.event(2, FollowUpEvent.Kind.MERGED)));
          t.moveAll("follow-f", "follow-to");
        });

    assertThat(carried(delivery).row()).isEqualTo(Case.followUp("to"));
    assertThat(carried(delivery).version()).isEqualTo(Case.version("f", 1));
  }
}
