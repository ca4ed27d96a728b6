// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.MailReceipt.Kind;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.MailNotice;
import fr.relais.flow.Silence;
import fr.relais.flow.Tried;
import fr.relais.formats.mime.MailFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A receipt tells of the mailbox that we wrote to, or of somebody else's. */
class ForeignReceiptsTest extends MailWalk {
  private static final String OTHER = "autre@x.example";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "F:BOYER¶A:relayed¶¶F:OTHER¶A:failed¶S:5.1.1|OTHER|SENT",
        "F:BOYER¶A:delivered¶¶F:OTHER¶A:failed¶S:5.1.1|DELIVERED|CONFIRMED",
        "F:OTHER¶A:failed¶S:5.1.1¶¶F:BOYER¶A:delivered|DELIVERED|CONFIRMED",
        "F:OTHER¶A:delivered¶¶F:BOYER¶A:failed¶S:5.2.2|NOT_DELIVERED|READY",
        "O:BOYER¶F:OTHER¶A:failed|NOT_DELIVERED|READY",
        "F:OTHER¶A:delivered¶F:BOYER¶A:failed|NOT_DELIVERED|READY",
        "F:BOYER¶¶A:failed¶¶S:5.2.2¶¶F:OTHER¶¶A:delivered|NOT_DELIVERED|READY",
        "F:OTHER¶A:failed|ELSEWHERE|SENT",
        "F:OTHER¶A:delivered¶¶F:x@y.example¶A:failed|ELSEWHERE|SENT",
        "A:failed|NOT_DELIVERED|READY",
        "F:inconnu¶A:failed|NOT_DELIVERED|READY",
      })
  void delivery_status_counts_for_the_mailbox_that_we_wrote_to(
      String fields, Kind heard, DeliveryState state) {
    received("920", "N");
    dsn(fields.replace("BOYER", "<Anne.BOYER@sandbox.mssante.example>").replace("OTHER", OTHER));
    assertThat(heard()).containsExactly(heard);
    assertThat(state(mailed())).isEqualTo(state);
  }

  @Test
  void the_answer_of_another_server_is_not_said_of_ours() {
    received("921", "N");
    dsn("F:" + OTHER + "¶A:failed¶S:5.1.1¶¶F:" + BOYER + "¶A:failed¶S:5.2.2");
    assertThat(notices()).extracting(MailNotice::code).containsExactly("5.2.2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "KELLER|F:KELLER¶D:displayed|ELSEWHERE|SENT",
        "KELLER|D:displayed|ELSEWHERE|SENT",
        "KELLER|D:processed|ELSEWHERE|SENT",
        "BOYER|F:KELLER¶D:displayed|ELSEWHERE|SENT",
        "BOYER|D:displayed|DISPLAYED|CONFIRMED",
        "BOYER|F:BOYER¶D:processed|PROCESSED|CONFIRMED",
        "KELLER|O:BOYER¶F:KELLER¶D:displayed|DISPLAYED|CONFIRMED",
        "''|D:displayed|DISPLAYED|CONFIRMED",
      })
  void whoever_got_a_forwarded_copy_did_not_read_it_in_the_mailbox_of_the_doctor(
      String from, String fields, Kind heard, DeliveryState state) {
    received("922", "N");
    mdn(named(from), named(fields));
    assertThat(heard()).containsExactly(heard);
    assertThat(state(mailed())).isEqualTo(state);
  }

  @Test
  void refusal_is_heard_from_whatever_mailbox_of_the_software() {
    FollowUp row = received("923", "N");
    mdn(KELLER, "F:" + KELLER + "¶D:processed/error: 902^x");
    assertThat(heard()).containsExactly(Kind.REFUSED);
    assertThat(state(mailed())).isEqualTo(DeliveryState.EXPIRED);
    assertThat(questions(row, WorkItem.Question.NOT_DELIVERED)).hasSize(1);
  }

  @Test
  void another_mailbox_does_not_end_the_wait_for_the_receipt_of_ours() {
    received("924", "HH");
    mdn(KELLER, "F:" + KELLER + "¶D:displayed");
    dsn("F:" + OTHER + "¶A:delivered");
    clock.set(START.plus(Duration.ofMinutes(16)));
    assertThat(new Silence(store, rules, clock, ids).runOnce()).isPositive();
  }

  private static String named(String text) {
    return text.replace("BOYER", BOYER).replace("KELLER", KELLER);
  }

  private void dsn(String fields) {
    report("", "delivery-status", "Reporting-MTA: dns; mx.x.example\n\n" + written(fields));
  }

  private void mdn(String from, String fields) {
    report(from, "disposition-notification", written(fields));
  }

  private static String written(String fields) {
    return fields
        .replace("F:", "Final-Recipient: RFC822; ")
        .replace("O:", "Original-Recipient: rfc822;")
        .replace("A:", "Action: ")
        .replace("S:", "Status: ")
        .replace("D:", "Disposition: a/b; ")
        .replace("¶", "\n");
  }

  private void report(String from, String type, String fields) {
    Delivery mail = mailed();
    String written =
        "From: x@y.example\nMIME-Version: 1.0\nContent-Type: multipart/report; boundary=b\n\n"
            + "--b\nContent-Type: message/"
            + type
            + "\n\n"
            + fields
            + "\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-Id: <"
            + mail.id()
            + "@relais.example>\n\n--b--\n";
    Content raw = Content.of(written.replace("\n", "\r\n"), StandardCharsets.UTF_8);
    mail(from, "", null, List.of(mail.id()), MailFormat.receipt(raw).orElseThrow());
  }

  private List<MailNotice> notices() {
    Delivery mail = mailed();
    return store.inTransaction(
        tx ->
            Tried.of(tx, tx.attemptsOf(mail.followUp())).stream()
                .filter(one -> one.attempt().delivery().id().equals(mail.id()))
                .flatMap(one -> one.said().stream())
                .toList());
  }

  private List<Kind> heard() {
    return notices().stream().map(MailNotice::kind).toList();
  }
}
