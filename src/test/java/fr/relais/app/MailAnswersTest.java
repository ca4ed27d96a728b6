// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Mailbox.IncomingMail;
import fr.relais.flow.Mailbox.Kept;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a doctor writes by mail beside our exact words reaches whoever answers for the result. */
class MailAnswersTest extends MailWalk {
  private static final Content RAW = Content.of("absence", StandardCharsets.UTF_8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JE PRENDS %s, merci",
        "Je prends en charge %s",
        "Bonjour,\n%s : je le vois lundi.",
        "Merci.\n> Le 19/11/2026, relais a écrit :\n> ou répondez JE PRENDS %s en première ligne.",
      })
  void words_that_hold_our_reference_wait_for_who_is_responsible_and_do_nothing(String said) {
    FollowUp row = received("931", "HH");
    String words = said.formatted(row.reference());
    mail(BOYER, "Re: autre chose", words, List.of(), null);
    assertThat(questions(row, WorkItem.Question.ANSWER_TO_READ))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.owner()).isEqualTo("boyer");
              assertThat(item.evidence()).contains("ni prise en charge", words);
            });
    assertThat(now(row)).isEqualTo(FollowUpState.OPEN);
    assertThat(store.openFollowUps(9)).hasSize(1);
  }

  @Test
  void reference_is_read_in_small_letters_after_our_words_and_in_the_subject() {
    FollowUp row = received("932", "N");
    String small = row.reference().toLowerCase(Locale.ROOT);
    mail(BOYER, "Re", "je   prends " + small + ", merci", List.of(), null);
    mail(BOYER, "au sujet de " + row.reference(), "Je le vois lundi.", List.of(), null);
    assertThat(questions(row, WorkItem.Question.ANSWER_TO_READ)).hasSize(2);
    assertThat(store.openFollowUps(9)).hasSize(1);
  }

  @Test
  void two_references_a_reference_of_nothing_or_a_stranger_to_the_result_tie_nothing() {
    FollowUp one = received("933", "N");
    received("934", "N");
    FollowUp two =
        store.openFollowUps(9).stream()
            .filter(row -> !row.id().equals(one.id()))
            .findFirst()
            .orElseThrow();
    String both = "JE PRENDS " + one.reference() + " et " + two.reference();
    mail(BOYER, "Re", both, List.of(), null);
    mail(BOYER, "Re", "JE PRENDS ZZZZ, merci", List.of(), null);
    mail(KELLER, "Re", "JE PRENDS " + one.reference() + ", merci", List.of(), null);
    mail("x@ailleurs.test", "Re", "JE PRENDS " + one.reference() + ", merci", List.of(), null);
    assertThat(questions(one, WorkItem.Question.ANSWER_TO_READ)).isEmpty();
    assertThat(questions(two, WorkItem.Question.ANSWER_TO_READ)).isEmpty();
    assertThat(store.openFollowUps(9)).hasSize(6);
  }

  @Test
  void answer_that_was_refused_is_read_by_who_is_responsible_with_the_reason() {
    FollowUp row = received("935", "HH");
    String line = "JE PRENDS " + row.reference();
    mail(KELLER, "Re", line + "\nBonne soirée", List.of(), null);
    assertThat(now(row)).isEqualTo(FollowUpState.OPEN);
    assertThat(questions(row, WorkItem.Question.ANSWER_TO_READ))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.owner()).isEqualTo("boyer");
              assertThat(item.evidence())
                  .contains("Dr Paul KELLER", "elle n'a rien changé", "pas confié", "dites-le-lui")
                  .endsWith(line + "\nBonne soirée");
            });
    assertThat(store.openFollowUps(9)).hasSize(1);
  }

  @Test
  void who_took_charge_and_says_so_again_is_asked_nothing() {
    FollowUp row = received("936", "HH");
    String line = "JE PRENDS " + row.reference();
    mail(BOYER, "Re", line, List.of(), null);
    mail(BOYER, "Re", line + " !", List.of(), null);
    mail(BOYER, "Re", "VU " + row.reference(), List.of(), null);
    assertThat(now(row)).isEqualTo(FollowUpState.TAKEN);
    assertThat(questions(row, WorkItem.Question.ANSWER_TO_READ)).isEmpty();
  }

  @Test
  void answer_of_a_machine_is_read_under_its_result_and_counts_for_nothing() {
    FollowUp row = received("937", "HH");
    String words = "Je suis absente. JE PRENDS " + row.reference();
    IncomingMail read = at(++uid, BOYER, "Absence", null, List.of(mailed().id()), null, RAW);
    IncomingMail machine =
        new IncomingMail(
            read.place(), BOYER, read.subject(), null, null, words, read.about(), null, RAW);
    assertThat(walk.mails().apply(domains).mail(machine)).isEqualTo(Kept.YES);
    assertThat(questions(row, WorkItem.Question.ANSWER_TO_READ))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.owner()).as("who is not absent").isNotEqualTo("boyer");
              assertThat(item.evidence())
                  .contains("boîte de Dr Anne BOYER", "répondu automatiquement")
                  .endsWith(words);
            });
    assertThat(now(row)).isEqualTo(FollowUpState.OPEN);
    assertThat(store.openFollowUps(9)).hasSize(1);
  }

  @Test
  void who_was_told_of_the_result_answers_by_its_reference_too() {
    FollowUp row = received("938", "HH");
    mail(BOYER, "Re", "JE NE PEUX PAS " + row.reference(), List.of(), null);
    deliver();
    Practitioner told =
        store.inTransaction(tx -> tx.recipientsOf(row.id())).stream()
            .map(id -> store.roster().practitioner(id).orElseThrow())
            .filter(p -> !p.id().equals("boyer"))
            .findFirst()
            .orElseThrow();
    String mailbox = store.roster().mailboxOf(told, clock.instant());
    mail(mailbox, "Re", row.reference() + " : je rappelle dans une heure.", List.of(), null);
    assertThat(questions(row, WorkItem.Question.ANSWER_TO_READ))
        .singleElement()
        .satisfies(item -> assertThat(item.evidence()).contains(told.title(), "je rappelle"));
    assertThat(store.openFollowUps(9)).hasSize(1);
  }
}
