// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.MailReceipt;
import fr.relais.core.model.MailReceipt.Kind;
import jakarta.mail.internet.MimeUtility;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a machine's mail says of one of ours, in every spelling that was seen. */
class MailReceiptTest {
  private static final String FROM = "From: alix.martin@medecin.mssante.test\nMIME-Version: 1.0\n";
  private static final String ID = "d-7@relais.mssante.test";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "automatic-action/MDN-sent-automatically; processed|PROCESSED|",
        "manual-action/MDN-sent-manually; displayed|DISPLAYED|",
        "manual-action/MDN-sent-manually;displayed|DISPLAYED|",
        "automatic-action/MDN-sent-automatically; PROCESSED/Warning|PROCESSED|",
        "automatic-action/MDN-sent-automatically; processed/Error: 902^Patient^2.16|REFUSED|902",
        "automatic-action/MDN-sent-automatically; processed/error|REFUSED|",
        "automatic-action/MDN-sent-automatically;¶  processed/error|REFUSED|",
        "automatic-action/MDN-sent-automatically; failed/failure|REFUSED|",
        "automatic-action/MDN-sent-automatically; processed¶Error: 906^Autre|REFUSED|906",
        "automatic-action/MDN-sent-automatically; processed/error¶Error: 904^x|REFUSED|904",
        "a; processed/Error: 902^x¶Error: 902^x|REFUSED|902",
        "manual-action/MDN-sent-manually; deleted|OTHER|",
        "automatic-action/MDN-sent-automatically; dispatched|OTHER|",
        "processed|PROCESSED|",
        "a; processed¶Disposition: a; failed|OTHER|",
        "''|OTHER|",
      })
  void disposition_says_what_became_of_the_mail(String disposition, Kind kind, String code) {
    MailReceipt receipt =
        read(mdn("Disposition: " + disposition.replace("¶", "\n") + "\n")).orElseThrow();
    assertThat(receipt.kind()).isEqualTo(kind);
    assertThat(receipt.errorCode()).isEqualTo(code);
    assertThat(receipt.about()).containsExactly(ID);
  }

  @ParameterizedTest
  @CsvSource({
    "failed, NOT_DELIVERED",
    "Failed (mailbox full), NOT_DELIVERED",
    "delivered, DELIVERED",
    "relayed, OTHER",
    "delayed, DELAYED",
    "failedx, OTHER",
  })
  void action_says_whether_the_mail_arrived(String action, Kind kind) {
    MailReceipt receipt =
        read(dsn("Reporting-MTA: x\n\nFinal-Recipient: rfc822; a@b.test\nAction: " + action + "\n"))
            .orElseThrow();
    assertThat(receipt.kind()).isEqualTo(kind);
    assertThat(receipt.about()).containsExactly(ID);
    assertThat(receipt.finalRecipient()).isEqualTo("a@b.test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "failed|Status: 5.1.1|5.1.1",
        "failed|Status: 5.2.2¶Diagnostic-Code: smtp; 552 5.2.2 full|552",
        "failed|Diagnostic-Code: SMTP;550 no|550",
        "failed|Diagnostic-Code: x-local; 550 no|",
        "failed|Status: 5.1.1000|",
        "delayed|Status: 4.4.1|4.4.1",
        "delivered|Status: 2.0.0|",
        "delivered|Status: 5.1.1|",
      })
  void what_the_last_server_answered_is_kept_of_what_did_not_arrive(
      String action, String fields, String code) {
    assertThat(read(dsn("Action: " + action + "\n" + fields.replace("¶", "\n") + "\n")))
        .map(MailReceipt::errorCode)
        .isEqualTo(Optional.ofNullable(code));
  }

  @Test
  void one_recipient_that_failed_is_a_failure() {
    assertThat(read(dsn("Reporting-MTA: x\n\nAction: delivered\n\nAction: failed\n")))
        .map(MailReceipt::kind)
        .contains(Kind.NOT_DELIVERED);
  }

  @Test
  void each_recipient_of_a_delivery_status_keeps_its_own_fate() {
    String fields =
        "Reporting-MTA: x\n\n\n\nFinal-Recipient: RFC822; <A@b.test>\nAction: relayed\nStatus: 2.0.0\n"
            + "\nOriginal-Recipient: rfc822;c@d.test (Carla)\nFinal-Recipient: local; nobody\n"
            + "Action: failed\nStatus: 5.1.1\n";
    assertThat(read(dsn(fields)).orElseThrow().groups())
        .containsExactly(
            new MailReceipt.Group(Kind.OTHER, "a@b.test", null, "relayed", null),
            new MailReceipt.Group(Kind.NOT_DELIVERED, null, "c@d.test", "failed", "5.1.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[KO Intégration système !][902] XDM/1.0/DDM+Biologie",
        "[Erreur d'intégration !][902] XDM/1.0/DDM+Biologie",
        "[Erreur d’intégration !][902] XDM/1.0/DDM+Biologie",
      })
  void plain_mail_that_says_it_could_not_integrate_is_a_refusal(String subject) throws Exception {
    String mail =
        FROM
            + "Subject: "
            + MimeUtility.encodeText(subject, "UTF-8", "Q")
            + "\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
            + "Bonjour\n--b\nContent-Type: message/rfc822\n\n"
            + "From: relais@relais.mssante.test\nMessage-ID: <d-7@relais.mssante.test>\n\n"
            + "Message-ID: <body@relais.mssante.test>\n--b--\n";
    MailReceipt receipt = read(mail).orElseThrow();
    assertThat(receipt.kind()).isEqualTo(Kind.REFUSED);
    assertThat(receipt.errorCode()).isEqualTo("902");
    assertThat(receipt.about()).containsExactly(ID);
  }

  @Test
  void whoever_answers_such_a_mail_by_hand_is_a_person() {
    String mail =
        FROM
            + "Subject: Re: [KO Integration systeme !][902] XDM/1.0/DDM+Biologie\n"
            + "Content-Type: text/plain\n\nBonjour, que veut dire ce message ?\n";

    assertThat(read(mail)).isEmpty();
  }

  @Test
  void our_own_header_tells_the_mail_when_a_server_wrote_another_message_id() {
    String returned =
        "Message-ID: <other@gateway.test>\nX-Relais-Message-ID: <" + ID + ">\nSubject: x\n";
    assertThat(read(report("delivery-status", "Action: failed\n", returned)))
        .map(MailReceipt::about)
        .contains(List.of("other@gateway.test", ID));
  }

  @Test
  void what_the_notice_names_comes_before_what_it_answers() {
    String answers =
        "In-Reply-To: <x-1@relais.mssante.test>\nReferences: <x-2@relais.mssante.test>\n";
    assertThat(read(answers + mdn("Disposition: a; processed\n")))
        .map(MailReceipt::about)
        .contains(List.of(ID));
    assertThat(read(answers + FROM + "Subject: [KO x][902] y\n\nx\n"))
        .map(MailReceipt::about)
        .contains(List.of("x-1@relais.mssante.test", "x-2@relais.mssante.test"));
  }

  @Test
  void words_of_a_notice_in_a_persons_text_are_words() {
    assertThat(read(FROM + "\nAction: failed\nDisposition: x; processed\n")).isEmpty();
  }

  private static String mdn(String fields) {
    return FROM
        + "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n"
        + "--b\nContent-Type: text/plain\n\nAccusé\n--b\n"
        + "Content-Type: message/disposition-notification\n\n"
        + "Final-Recipient: rfc822;alix.martin@medecin.mssante.test\n"
        + "Original-Message-ID: <d-7@relais.mssante.test>\n"
        + fields
        + "\n--b--\n";
  }

  private static String dsn(String fields) {
    return report(
        "delivery-status",
        fields,
        "From: relais@relais.mssante.test\nMessage-ID: <d-7@relais.mssante.test>\n");
  }

  private static String report(String type, String fields, String returned) {
    return FROM
        + "Content-Type: multipart/report; report-type="
        + type
        + "; boundary=b\n\n"
        + "--b\n"
        + "Content-Type: text/plain\n\n"
        + "Undelivered\n"
        + "--b\n"
        + "Content-Type: message/"
        + type
        + "\n\n"
        + fields
        + "\n--b\nContent-Type: text/rfc822-headers\n\n"
        + returned
        + "--b--\n";
  }

  private static Optional<MailReceipt> read(String mail) {
    return MailFormat.receipt(Content.of(mail.replace("\n", "\r\n"), StandardCharsets.UTF_8));
  }
}
