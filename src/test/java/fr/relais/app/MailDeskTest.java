// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding.ClaimedSender;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.MailLedger.Place;
import fr.relais.flow.Mailbox.IncomingMail;
import fr.relais.flow.Mailbox.Kept;
import fr.relais.flow.TrustedDomains;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What mails to our own mailbox do, and what they never do. */
class MailDeskTest extends MailWalk {
  @Test
  void words_of_a_doctor_go_to_who_is_responsible_and_do_nothing() {
    FollowUp row = received("901", "N");
    String words = "Bonjour,\nje prends ce patient demain, merci.";
    assertThat(mail(BOYER, "Re: XDM", words, List.of(mailed().id()), null)).isEqualTo(Kept.YES);

    assertThat(questions(row, WorkItem.Question.ANSWER_TO_READ))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.owner()).isEqualTo("boyer");
              assertThat(item.dueAt()).isNotNull();
              assertThat(item.evidence()).contains("Dr Anne BOYER").endsWith(words);
            });
    assertThat(now(row)).isEqualTo(FollowUpState.OPEN);
    assertThat(store.openFollowUps(9)).hasSize(1);
  }

  @Test
  void our_reference_in_the_subject_is_enough_from_the_mailbox_that_we_wrote_to() {
    FollowUp row = received("902", "N");
    String subject = "RE: Relais : document à suivre (réf. " + row.reference() + ")";
    mail(KELLER, subject, "Je ne suis pas concerné.", List.of(), null);
    assertThat(questions(row, WorkItem.Question.ANSWER_TO_READ)).isEmpty();
    assertThat(store.openFollowUps(9)).hasSize(2);

    mail(BOYER, subject, "Je le vois lundi.", List.of(), null);
    assertThat(questions(row, WorkItem.Question.ANSWER_TO_READ)).hasSize(1);
    assertThat(store.openFollowUps(9)).hasSize(2);
  }

  @Test
  void words_that_name_two_follow_ups_are_kept_and_tied_to_none() {
    FollowUp one = received("903", "N");
    String first = mailed().id();
    received("904", "N");
    String second = mailed().id();
    assertThat(first).isNotEqualTo(second);
    mail(BOYER, "Re", "Lequel ?", List.of(first, second), null);
    assertThat(questions(one, WorkItem.Question.ANSWER_TO_READ)).isEmpty();
    assertThat(store.openFollowUps(9)).hasSize(3);
  }

  @Test
  void an_answer_with_a_slip_in_its_reference_is_read_under_what_it_answers_else_by_a_person() {
    FollowUp row = received("906", "N");
    String slip = row.reference().startsWith("22") ? "33QZ" : "22QZ";
    mail(BOYER, "Re", "JE PRENDS " + slip, List.of(mailed().id()), null);
    assertThat(now(row)).isEqualTo(FollowUpState.OPEN);
    assertThat(questions(row, WorkItem.Question.ANSWER_TO_READ))
        .singleElement()
        .satisfies(item -> assertThat(item.evidence()).contains("JE PRENDS " + slip));

    mail(BOYER, "Bonjour", "JE PRENDS " + slip, List.of(), null);
    assertThat(store.openFollowUps(9))
        .filteredOn(other -> !other.id().equals(row.id()))
        .singleElement()
        .satisfies(other -> assertThat(other.owner()).isNotEmpty());
  }

  @Test
  void mail_that_names_an_unknown_delivery_is_kept_with_an_owner() {
    received("905", "N");
    mail(BOYER, "Re", "Bonjour", List.of("d-elsewhere"), null);
    assertThat(store.openFollowUps(9)).hasSize(2).allMatch(row -> !row.owner().isEmpty());
  }

  @Test
  void mail_that_a_doctor_writes_by_himself_is_a_mail_without_a_document_and_says_what_to_do() {
    Content raw =
        Content.of(
            "From: "
                + BOYER
                + "\r\nTo: relais@x.test\r\nSubject: Question\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n\r\nQui est de garde ?\r\n",
            StandardCharsets.UTF_8);
    walk.mails()
        .apply(domains)
        .mail(at(++uid, BOYER, "Question", "Qui est de garde ?", List.of(), null, raw));
    FollowUp row = store.openFollowUps(9).get(0);
    assertThat(questions(row, WorkItem.Question.MESSAGE_NOT_UNDERSTOOD)).isEmpty();
    assertThat(questions(row, WorkItem.Question.MAIL_TO_READ))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.question().french()).isEqualTo("courriel sans document");
              assertThat(item.choices()).containsExactly("Lu", "Lu, je lui réponds");
              assertThat(item.evidence())
                  .contains(
                      "De : Dr Anne BOYER (" + BOYER + ")", "répondez de votre", "de garde ?");
            });
    assertThat(store.history(row.id()).get(0).reason()).startsWith("Courriel sans document");
  }

  @Test
  void the_same_mail_again_changes_nothing_even_under_another_number() {
    FollowUp row = received("906", "N");
    Content raw = Content.of("the same", StandardCharsets.UTF_8);
    IncomingMail mail = at(50, BOYER, "Re", "Bonjour", List.of(mailed().id()), null, raw);
    Place place = mail.place();
    IncomingMail anew =
        new IncomingMail(
            new Place(place.mailbox(), 2, 1, place.messageId()),
            mail.from(),
            mail.subject(),
            mail.firstLine(),
            mail.words(),
            null,
            mail.about(),
            null,
            raw);
    for (IncomingMail each : List.of(mail, mail, anew)) {
      assertThat(walk.mails().apply(domains).mail(each)).isEqualTo(Kept.YES);
    }
    assertThat(questions(row, WorkItem.Question.ANSWER_TO_READ)).hasSize(1);
    assertThat(walk.mails().apply(domains).taken(List.of(place, anew.place()))).hasSize(2);
  }

  @Test
  void an_act_is_done_once_whatever_the_mail_comes_back_as() {
    FollowUp row = received("907", "HH");
    Content raw = Content.of("act", StandardCharsets.UTF_8);
    String line = "JE PRENDS " + row.reference();
    IncomingMail mail = at(60, BOYER, "Re", line, List.of(), null, raw);
    walk.mails().apply(domains).mail(mail);
    assertThat(now(row)).isEqualTo(FollowUpState.TAKEN);
    int events = store.history(row.id()).size();
    walk.mails().apply(domains).mail(mail);
    assertThat(store.history(row.id())).hasSize(events);
  }

  @Test
  void a_domain_outside_the_trusted_ones_neither_acts_nor_answers_nor_feeds_a_follow_up() {
    FollowUp row = received("908", "N");
    domains = new TrustedDomains(List.of("hopital.mssante.example"));
    mail(BOYER, "Re", "JE PRENDS " + row.reference(), List.of(), null);
    mail(BOYER, "Re", "Bonjour", List.of(mailed().id()), null);
    assertThat(now(row)).isEqualTo(FollowUpState.OPEN);
    assertThat(questions(row, WorkItem.Question.ANSWER_TO_READ)).isEmpty();
    List<FollowUp> kept =
        store.openFollowUps(9).stream().filter(f -> !f.id().equals(row.id())).toList();
    assertThat(kept).hasSize(2);
    assertThat(questions(kept.get(0), WorkItem.Question.MESSAGE_NOT_UNDERSTOOD))
        .singleElement()
        .satisfies(item -> assertThat(item.evidence()).contains("espace de confiance"));

    domains = new TrustedDomains(List.of("Sandbox.mssante.example "));
    mail(BOYER, "Re", "JE PRENDS " + row.reference(), List.of(), null);
    assertThat(now(row)).isEqualTo(FollowUpState.TAKEN);
  }

  @Test
  void laboratory_is_known_by_the_mailbox_that_it_declared_or_by_its_finess_number() {
    store.changeRoster(MailDeskTest::mailing, START, "test");
    mailResult("inconnu@ailleurs.mssante.example", "921");
    mailResult("labo@serein.mssante.example", "922");
    assertThat(store.openFollowUps(9)).hasSize(2);
    assertThat(
            store.openFollowUps(9).stream()
                .filter(row -> !questions(row, WorkItem.Question.SENDER_UNKNOWN).isEmpty()))
        .hasSize(1);

    Roster roster = store.roster();
    assertThat(roster.senderOf(new ClaimedSender(null, "LBM", "890009991")))
        .map(Sender::id)
        .contains("labo-serein");
    assertThat(roster.senderOf(new ClaimedSender("AUTRE-SIL", "LBM", "890009991"))).isEmpty();
    assertThat(roster.senderOf(ClaimedSender.NONE)).isEmpty();
    assertThat(roster.senderOfMailbox("Labo@Serein.mssante.example")).isPresent();
  }

  private static Roster mailing(Roster old) {
    List<Sender> senders =
        old.senders().stream()
            .map(
                s ->
                    new Sender(
                        s.id(),
                        s.name(),
                        s.finess(),
                        s.application(),
                        s.facility(),
                        s.folder(),
                        s.hprimCode(),
                        s.site(),
                        s.cumulative(),
                        s.since(),
                        s.feeds(),
                        s.id().equals("labo-serein") ? "labo@serein.mssante.example" : null,
                        null,
                        null,
                        null))
            .toList();
    return Roster.of(
        old.version() + 1,
        old.practitioners(),
        old.sites(),
        old.periods(),
        senders,
        old.codes(),
        old.endpoints());
  }

  /** From an application that nobody declared. */
  private void mailResult(String from, String file) {
    String hl7 =
        new LabMessage(LabMessage.DURAND, file)
            .doctor(LabMessage.BOYER)
            .potassium("4.2", "N")
            .content()
            .text(StandardCharsets.UTF_8)
            .replace("SIL-SEREIN", "AUTRE-SIL");
    String raw =
        "From: x@y.test\r\nTo: z@y.test\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: application/hl7-v2\r\nContent-Transfer-Encoding: base64\r\n"
            + "Content-Disposition: attachment; filename=r.hl7\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(hl7.getBytes(StandardCharsets.UTF_8))
            + "\r\n";
    Content content = Content.of(raw, StandardCharsets.US_ASCII);
    walk.mails().apply(domains).mail(at(++uid, from, "", null, List.of(), null, content));
  }
}
