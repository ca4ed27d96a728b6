// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.app.Surfer.Page;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Entrance;
import fr.relais.flow.TrustedDomains;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mail brings a PDF and nothing that Relais reads: whoever answers for it can read it. */
class UnreadPdfPageTest {
  private static final Instant START = Instant.parse("2026-11-19T09:00:00Z");
  private static final String LABO = "labo@inconnu.mssante.example";
  private static final String PDF = "%PDF-1.4\n1 0 obj <</Type/Catalog>> endobj\n%%EOF\n";

  private Clinic clinic;
  private FollowUp row;

  @BeforeEach
  void open() {
    clinic = new Clinic(START);
    row = mailed(mail("application/pdf", PDF));
  }

  @AfterEach
  void close() {
    clinic.close();
  }

  private FollowUp mailed(String mail) {
    clinic
        .walk()
        .mails()
        .apply(TrustedDomains.ALL)
        .mail(
            MailWalk.at(
                mail.length(),
                LABO,
                "Resultat",
                null,
                List.of(),
                null,
                Content.of(mail.replace("\n", "\r\n"), StandardCharsets.UTF_8)));
    clinic.settle();
    return clinic.store().openFollowUps(10).get(0);
  }

  private static String mail(String type, String file) {
    return "From: "
        + LABO
        + "\nTo: relais@x.test\nSubject: Resultat CHARPY\nMIME-Version: 1.0\n"
        + "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
        + "Content-Type: text/plain; charset=utf-8\n\nVoyez la calcémie <b>vite</b>.\n--b\n"
        + "Content-Type: "
        + type
        + "; name=r.pdf\nContent-Disposition: attachment; filename=r.pdf\n"
        + "Content-Transfer-Encoding: base64\n\n"
        + Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.ISO_8859_1))
        + "\n--b--\n";
  }

  private Surfer owner() {
    return new Surfer(clinic.port()).as(row.owner());
  }

  private String question() {
    return clinic.store().inTransaction(tx -> tx.workItemsOf(row.id())).stream()
        .map(WorkItem::id)
        .findFirst()
        .orElseThrow();
  }

  private String file() {
    String id =
        clinic.store().inTransaction(tx -> tx.shares().unread(row.id())).stream()
            .findFirst()
            .orElseThrow();
    return "/suivi/" + row.reference() + "/document/" + id;
  }

  @Test
  void its_page_and_its_question_lead_to_the_pdf_and_say_what_was_written() {
    for (String path : List.of("", "/question/" + question())) {
      Page page = owner().get("/suivi/" + row.reference() + path);
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.text())
          .contains(
              "Télécharger le PDF reçu, que Relais ne lit pas",
              "document que Relais ne lit pas (PDF)",
              "Écrit dans le courriel : Objet du courriel : Resultat CHARPY Voyez la calcémie")
          .doesNotContain("message illisible");
      assertThat(page.body())
          .contains("href=\"" + file() + "\" download")
          .doesNotContain("<b>vite");
    }
  }

  @Test
  void the_pdf_is_a_download_of_its_own_bytes_that_no_browser_runs() {
    Page page = owner().get(file());
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).isEqualTo(PDF);
    assertThat(page.answer().headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(
            value ->
                assertThat(value)
                    .isEqualTo("attachment; filename=\"relais-" + row.reference() + "-1.pdf\""));
    assertThat(page.answer().headers().firstValue("Content-Type"))
        .contains("application/octet-stream");
    assertThat(page.answer().headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void nobody_else_gets_it() {
    assertThat(row.owner()).isNotEqualTo("keller");
    Surfer keller = new Surfer(clinic.port()).as("keller");
    assertThat(keller.get(file()).status()).isEqualTo(404);
    assertThat(keller.get(file()).body()).doesNotContain("%PDF");
    FollowUp first = row;
    String mine = file();
    row = another(mail("application/pdf", PDF + "%%EOF\n"));
    assertThat(owner().get(file()).status()).isEqualTo(200);
    assertThat(owner().get(mine.replace(first.reference(), row.reference())).status())
        .isEqualTo(404);
  }

  private FollowUp another(String mail) {
    mailed(mail);
    return clinic.store().openFollowUps(10).stream()
        .filter(one -> !one.id().equals(row.id()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void what_is_no_pdf_is_a_message_that_is_not_read_and_can_be_fetched_too() {
    row = another(mail("application/octet-stream", "quelque chose"));
    assertThat(owner().get("/suivi/" + row.reference()).text())
        .contains("message illisible", "Télécharger ce qui a été reçu", "Voyez la calcémie");
    assertThat(owner().get(file()).body()).contains("From: " + LABO);
  }

  @Test
  void an_answer_beside_a_result_stands_among_its_documents() {
    clinic
        .walk()
        .receive()
        .receive(
            new Entrance.Incoming(
                "mllp",
                null,
                new LabMessage(LabMessage.DURAND, "411").potassium("4.2", "N").content()));
    clinic.settle();
    Delivery sent =
        clinic.left(Delivery.Kind.RESULT).stream()
            .map(Clinic.Left::delivery)
            .filter(one -> one.channel().equals(Channel.MAIL.code()))
            .filter(one -> one.address().equals(MailWalk.BOYER))
            .findFirst()
            .orElseThrow();
    clinic
        .walk()
        .mails()
        .apply(TrustedDomains.ALL)
        .mail(
            MailWalk.at(
                9,
                MailWalk.BOYER,
                "Re",
                "Bien reçu",
                List.of(sent.id()),
                null,
                Content.of("From: a@b.test\r\n\r\nBien reçu\r\n", StandardCharsets.UTF_8)));
    row = clinic.store().inTransaction(tx -> tx.followUp(sent.followUp())).orElseThrow();
    assertThat(owner().get("/suivi/" + row.reference()).text())
        .contains(
            "Documents Message d'origine reçu 10:00 Télécharger ce qui a été reçu et que Relais"
                + " n'a pas lu Pourquoi vous");
  }
}
