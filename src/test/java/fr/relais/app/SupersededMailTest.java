// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.MailReceipt;
import fr.relais.core.model.MailReceipt.Kind;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Entrance;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mail that comes back late does not put an old result behind the one that took its place. */
class SupersededMailTest extends MailWalk {
  private static final String FILE = "930";

  private void laboratory(String value, String status) {
    walk.receive()
        .receive(
            new Entrance.Incoming(
                "mllp",
                null,
                new LabMessage(LabMessage.DURAND, FILE)
                    .doctor(LabMessage.BOYER)
                    .status(status, "202611191055")
                    .potassium(value, "N")
                    .content()));
    deliver();
  }

  private void back(Delivery mail, Kind kind) {
    mail(
        "mailer-daemon@x.test",
        "",
        null,
        List.of(mail.id()),
        new MailReceipt(kind, List.of(), null, null, kind == Kind.REFUSED ? "906" : "5.2.2"));
    deliver();
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_DELIVERED", "REFUSED"})
  void what_a_later_version_replaced_is_not_sent_again(Kind kind) {
    FollowUp row = received(FILE, "N");
    Delivery first = mailed();
    laboratory("4.4", "C");
    Delivery second = mailed();
    assertThat(second.id()).isNotEqualTo(first.id());
    int before = sent.size();

    back(first, kind);

    assertThat(sent).hasSize(before);
    assertThat(state(first)).isEqualTo(DeliveryState.EXPIRED);
    assertThat(state(second)).isEqualTo(DeliveryState.SENT);
    assertThat(questions(row, WorkItem.Question.NOT_DELIVERED)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_DELIVERED", "REFUSED"})
  void what_was_withdrawn_is_not_sent_again(Kind kind) {
    received(FILE, "N");
    Delivery first = mailed();
    laboratory("4.2", "X");
    int before = sent.size();

    back(first, kind);

    assertThat(sent).hasSize(before);
    assertThat(state(first)).isEqualTo(DeliveryState.EXPIRED);
  }

  @Test
  void it_is_sent_again_while_the_later_version_has_come_back_too() {
    received(FILE, "N");
    Delivery first = mailed();
    laboratory("4.4", "C");
    Delivery second = mailed();
    mail(
        "mailer-daemon@x.test",
        "",
        null,
        List.of(second.id()),
        new MailReceipt(Kind.NOT_DELIVERED, List.of(), null, null, "5.2.2"));
    int before = sent.size();

    back(first, Kind.NOT_DELIVERED);

    assertThat(sent.subList(before, sent.size()).stream().map(Delivery::id))
        .contains(first.id(), second.id());
    assertThat(mailed().id()).isEqualTo(second.id());
  }
}
