// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.MailReceipt;
import fr.relais.core.model.MailReceipt.Kind;
import fr.relais.core.model.SoftwareSheet;
import fr.relais.flow.Entrance;
import fr.relais.flow.TrustedDomains;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beside what was sent, the page of a result says what was said of it, and no more than that. */
class SentPageTest {
  private static final Instant START = Instant.parse("2026-11-19T09:00:00Z");
  private static final Map<String, SoftwareSheet> SHEETS =
      SheetReader.read(Path.of("routes", "software"));

  private final Clinic clinic =
      new Clinic(START, practitioner -> Objects.requireNonNull(SHEETS.get("segur-mail")));
  private FollowUp row;
  private long uid;

  @BeforeEach
  void mailed() {
    clinic
        .walk()
        .receive()
        .receive(
            new Entrance.Incoming(
                "mllp",
                null,
                new LabMessage(LabMessage.DURAND, "411").potassium("4.2", "N").content()));
    clinic.settle();
    row = clinic.store().openFollowUps(10).get(0);
  }

  @AfterEach
  void close() {
    clinic.close();
  }

  private void hear(Kind kind, @Nullable String code) {
    hear(mailOfOwner(), new MailReceipt(kind, List.of(), null, null, code));
  }

  private String mailOfOwner() {
    return clinic.left(Delivery.Kind.RESULT).stream()
        .map(Clinic.Left::delivery)
        .filter(sent -> sent.recipient().equals(row.owner()))
        .filter(sent -> sent.channel().equals(Channel.MAIL.code()))
        .map(Delivery::id)
        .findFirst()
        .orElseThrow();
  }

  private void hear(String mail, MailReceipt said) {
    Content raw = Content.of("notice " + ++uid, StandardCharsets.UTF_8);
    clinic
        .walk()
        .mails()
        .apply(TrustedDomains.ALL)
        .mail(MailWalk.at(uid, "mailer-daemon@x.test", "", null, List.of(mail), said, raw));
  }

  private String page() {
    return new Surfer(clinic.port()).as(row.owner()).get("/suivi/" + row.reference()).text();
  }

  @Test
  void what_left_is_delivered_and_nothing_is_said_of_it_yet() {
    assertThat(page())
        .contains("messagerie sécurisée remis (essai 1)", "ne vaut « pris en charge »")
        .doesNotContain("reçu par sa boîte,", "Accusé de messagerie");
  }

  @Test
  void each_receipt_stands_beside_its_mail_with_its_hour_and_in_the_history() {
    clinic.at(START.plus(Duration.ofMinutes(2)));
    hear(Kind.DELIVERED, null);
    clinic.at(START.plus(Duration.ofMinutes(5)));
    hear(Kind.DISPLAYED, null);
    hear(Kind.PROCESSED, null);
    hear(Kind.PROCESSED, null);

    assertThat(page())
        .containsOnlyOnce(
            "remis (essai 1) reçu par sa boîte, 10:02 lu dans sa boîte, 10:05 intégré par son"
                + " logiciel, 10:05")
        .contains(
            "10:05 Résultat par courriel à Dr Anne BOYER : lu dans sa boîte Accusé de messagerie",
            "à prendre en charge avant");
  }

  @Test
  void what_the_software_refused_is_not_called_delivered_and_says_why() {
    hear(Kind.DELIVERED, null);
    hear(Kind.REFUSED, "902");

    assertThat(page())
        .contains(
            "envoyé (essai 1) ; envoyé ensuite par une autre voie reçu par sa boîte, 10:00 refusé"
                + " par son logiciel, 10:00 : patient inconnu du logiciel (902)")
        .contains("Dr Anne BOYER : refusé par son logiciel : patient inconnu du logiciel (902)");
  }

  @Test
  void a_mail_that_comes_back_says_why_beside_the_sending_that_came_back() {
    clinic.at(START.plus(Duration.ofMinutes(1)));
    hear(Kind.NOT_DELIVERED, "4.2.2");
    assertThat(page())
        .contains(
            "envoyé (essai 1) ; nouvel essai dès que possible revenu, 10:01 : boîte aux lettres"
                + " pleine");

    clinic.at(START.plus(Duration.ofMinutes(3)));
    hear(Kind.DELIVERED, null);
    assertThat(page())
        .contains("envoyé (essai 1) revenu, 10:01 : boîte aux lettres pleine")
        .contains("remis (essai 2) reçu par sa boîte, 10:03");
  }

  @Test
  void a_notice_that_says_nothing_of_the_document_is_told_as_such() {
    hear(Kind.OTHER, null);
    hear(Kind.DELAYED, "4.4.1");
    assertThat(page())
        .contains("remis (essai 1) accusé qui ne dit rien du document, 10:00")
        .contains("retardé en chemin, 10:00 : le serveur du destinataire ne répond pas")
        .doesNotContain("Accusé de messagerie");
  }

  @Test
  void what_was_read_in_a_colleagues_mailbox_was_not_read_in_the_doctors() {
    var keller =
        new MailReceipt.Group(
            Kind.DISPLAYED, "paul.keller@sandbox.mssante.example", null, "displayed", null);
    hear(mailOfOwner(), MailReceipt.of(List.of(), List.of(keller)));
    assertThat(page())
        .contains("remis (essai 1) accusé d'une autre boîte, 10:00")
        .doesNotContain("lu dans sa boîte, 10:00");
  }
}
