// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.MailReceipt;
import fr.relais.core.model.MailReceipt.Kind;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Mailbox.Kept;
import fr.relais.flow.Silence;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of our mails moves their deliveries, and nothing else. */
class MailReceiptsTest extends MailWalk {
  @ParameterizedTest
  @CsvSource({"DELIVERED", "DISPLAYED", "PROCESSED"})
  void receipt_confirms_the_delivery_and_takes_charge_of_nothing(Kind kind) {
    FollowUp row = received("909", "HH");
    assertThat(hear(kind, null)).isEqualTo(Kept.YES);
    assertThat(state(mailed())).isEqualTo(DeliveryState.CONFIRMED);
    assertThat(now(row)).isEqualTo(FollowUpState.OPEN);
    assertThat(store.openFollowUps(9)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"900", "901", "902", "903", "904", "905", "906"})
  void refused_integration_is_told_to_who_is_responsible_when_there_is_no_other_door(String code) {
    FollowUp row = received("910", "N");
    hear(Kind.DELIVERED, null);
    hear(Kind.REFUSED, code);
    hear(Kind.REFUSED, code);
    assertThat(state(mailed())).isEqualTo(DeliveryState.EXPIRED);
    assertThat(questions(row, WorkItem.Question.NOT_DELIVERED))
        .singleElement()
        .satisfies(item -> assertThat(item.evidence()).contains("erreur " + code));
    deliver();
    assertThat(sent.stream().filter(d -> d.id().equals(mailed().id()))).hasSize(1);
    assertThat(now(row)).isEqualTo(FollowUpState.OPEN);
  }

  @ParameterizedTest
  @CsvSource({"902, 0", "904, 1"})
  void refused_integration_goes_by_the_next_door_and_a_doubt_about_the_patient_is_told(
      String code, int told) {
    FollowUp row = received("89970010776^LENOIR^HUGUES", "916", "N");
    hear(Kind.REFUSED, code);
    assertThat(state(mailed())).isEqualTo(DeliveryState.SECOND_CHANNEL);
    assertThat(questions(row, WorkItem.Question.NOT_DELIVERED)).hasSize(told);
    deliver();
    assertThat(sent)
        .filteredOn(d -> d.channel().equals(Channel.FOLDER.code()))
        .extracting(Delivery::recipient)
        .contains("lenoir");
    hear(Kind.PROCESSED, null);
    assertThat(state(mailed())).isEqualTo(DeliveryState.SECOND_CHANNEL);
  }

  @Test
  void integrated_and_then_not_is_told_and_sent_to_nobody() {
    FollowUp row = received("911", "N");
    hear(Kind.PROCESSED, null);
    hear(Kind.REFUSED, "906");
    assertThat(state(mailed())).isEqualTo(DeliveryState.CONFIRMED);
    assertThat(questions(row, WorkItem.Question.NOT_DELIVERED)).hasSize(1);
  }

  @Test
  void mail_that_comes_back_is_sent_again_once_and_a_receipt_of_two_mails_is_of_none() {
    FollowUp row = received("912", "N");
    Delivery first = mailed();
    hear(Kind.NOT_DELIVERED, null);
    assertThat(state(first)).isEqualTo(DeliveryState.READY);
    deliver();
    assertThat(state(first)).isEqualTo(DeliveryState.SENT);
    received("913", "N");
    assertThat(mailed().id()).isNotEqualTo(first.id());
    mail(
        "x@y.test",
        "",
        null,
        List.of(first.id(), mailed().id()),
        new MailReceipt(Kind.REFUSED, List.of(), null, null, "902"));
    assertThat(state(first)).isEqualTo(DeliveryState.SENT);
    assertThat(questions(row, WorkItem.Question.NOT_DELIVERED)).isEmpty();
  }

  @Test
  void silence_of_a_software_that_acknowledges_is_told_once() {
    FollowUp row = received("914", "HH");
    Silence silence = new Silence(store, rules, clock, ids);
    assertThat(silence.runOnce()).isZero();
    clock.set(START.plus(Duration.ofMinutes(16)));
    assertThat(silence.runOnce()).isPositive();
    assertThat(silence.runOnce()).isZero();
    assertThat(questions(row, WorkItem.Question.NOT_DELIVERED))
        .isNotEmpty()
        .allSatisfy(item -> assertThat(item.evidence()).contains("aucun accusé"));
    assertThat(hear(Kind.PROCESSED, null)).isEqualTo(Kept.YES);
    assertThat(state(mailed())).isEqualTo(DeliveryState.CONFIRMED);
  }

  @Test
  void a_receipt_in_time_leaves_no_silence() {
    FollowUp row = received("915", "N");
    store.inTransaction(tx -> tx.deliveriesOf(row.id())).stream()
        .filter(d -> d.channel().equals(Channel.MAIL.code()))
        .forEach(
            d ->
                mail(
                    "",
                    "",
                    null,
                    List.of(d.id()),
                    new MailReceipt(Kind.DELIVERED, List.of(), null, null, null)));
    clock.set(START.plus(Duration.ofHours(25)));
    assertThat(new Silence(store, rules, clock, ids).runOnce()).isZero();
  }
}
