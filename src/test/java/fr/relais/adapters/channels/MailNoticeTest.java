// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.flow.Mailbox.IncomingMail;
import fr.relais.flow.Mailbox.Report;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailNoticeTest {
  private static final String FROM = "From: alix.martin@medecin.mssante.test\n";
  private final MailReading reading = new MailReading("relais.mssante.test");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "automatic-action/MDN-sent-automatically; processed|PROCESSED",
        "manual-action/MDN-sent-manually; displayed|PROCESSED",
        "manual-action/MDN-sent-manually;displayed|PROCESSED",
        "automatic-action/MDN-sent-automatically; PROCESSED/Warning|PROCESSED",
        "automatic-action/MDN-sent-automatically; processed/Error: 902^Patient inconnu^2.16|FAILED",
        "automatic-action/MDN-sent-automatically; processed/error|FAILED",
        "automatic-action/MDN-sent-automatically; failed/failure|FAILED",
        "manual-action/MDN-sent-manually; deleted|NONE",
        "automatic-action/MDN-sent-automatically; dispatched|NONE",
        "processed|PROCESSED",
        "|NONE",
      })
  void disposition_says_what_became_of_the_mail(String disposition, Report report) {
    IncomingMail mail =
        read(mdn("Disposition: " + (disposition == null ? "" : disposition) + "\n"));
    assertThat(mail.report()).isEqualTo(report);
    assertThat(mail.about()).containsExactly("d-7");
  }

  @Test
  void error_in_a_field_of_its_own_or_in_both_places_is_one() {
    String own =
        "Disposition: automatic-action/MDN-sent-automatically; processed/error\n"
            + "Error: 902^Patient inconnu^2.16.840\n";
    String strange =
        "Disposition: automatic-action/MDN-sent-automatically; processed\nError: 906^Autre\n";
    String both =
        "Disposition: automatic-action/MDN-sent-automatically; processed/Error: 902^x\n"
            + "Error: 902^x\n";
    assertThat(read(mdn(own)).report()).isEqualTo(Report.FAILED);
    assertThat(read(mdn(strange)).report()).isEqualTo(Report.FAILED);
    assertThat(read(mdn(both)).report()).isEqualTo(Report.FAILED);
  }

  @Test
  void two_dispositions_say_nothing() {
    assertThat(read(mdn("Disposition: a; processed\nDisposition: a; failed\n")).report())
        .isEqualTo(Report.NONE);
  }

  @Test
  void folded_fields_are_read_whole() {
    assertThat(
            read(mdn("Disposition: automatic-action/MDN-sent-automatically;\n  processed/error\n"))
                .report())
        .isEqualTo(Report.FAILED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[KO Intégration système !][902] XDM/1.0/DDM+Biologie",
        "[KO Intégration système !] XDM/1.0/DDM+Biologie",
        "[Erreur d'intégration !][902] XDM/1.0/DDM+Biologie",
        "[Erreur d’intégration !] XDM/1.0/DDM+Biologie",
      })
  void plain_mail_that_says_it_could_not_integrate_is_a_failure(String subject) throws Exception {
    String mail =
        FROM
            + "Subject: "
            + jakarta.mail.internet.MimeUtility.encodeText(subject, "UTF-8", "Q")
            + "\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
            + "Bonjour\n--b\nContent-Type: message/rfc822\n\n"
            + "From: relais@relais.mssante.test\nMessage-ID: <d-7@relais.mssante.test>\n\n"
            + "Message-ID: <body@relais.mssante.test>\n--b--\n";
    assertThat(read(mail).report()).isEqualTo(Report.FAILED);
    assertThat(read(mail).about()).containsExactly("d-7");
    assertThat(read(mail).firstLine()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "failed, BOUNCED",
    "Failed (mailbox full), BOUNCED",
    "delivered, DELIVERED",
    "relayed, NONE",
    "delayed, NONE",
    "failedx, NONE",
  })
  void action_says_whether_the_mail_arrived(String action, Report report) {
    String fields =
        "Reporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; a@b.test\nAction: "
            + action
            + "\nStatus: 5.0.0\n";
    assertThat(read(dsn(fields)).report()).isEqualTo(report);
  }

  @Test
  void one_recipient_that_failed_is_a_failure() {
    IncomingMail mail = read(dsn("Reporting-MTA: x\n\nAction: delivered\n\nAction: failed\n"));
    assertThat(mail.report()).isEqualTo(Report.BOUNCED);
    assertThat(mail.about()).containsExactly("d-7");
    assertThat(mail.from()).isEqualTo("alix.martin@medecin.mssante.test");
  }

  @Test
  void words_of_a_notice_in_a_persons_text_are_words() {
    IncomingMail mail = read(FROM + "\nAction: failed\nDisposition: x; processed\n");
    assertThat(mail.report()).isEqualTo(Report.NONE);
    assertThat(mail.firstLine()).isEqualTo("Action: failed");
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
    return FROM
        + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        + "--b\nContent-Type: text/plain\n\nUndelivered\n--b\n"
        + "Content-Type: message/delivery-status\n\n"
        + fields
        + "\n--b\nContent-Type: text/rfc822-headers\n\n"
        + "From: relais@relais.mssante.test\nMessage-ID: <d-7@relais.mssante.test>\n--b--\n";
  }

  private IncomingMail read(String mail) {
    return reading.read(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
