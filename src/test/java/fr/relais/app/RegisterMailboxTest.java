// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.app.RegisterChanges.Done;
import fr.relais.core.model.Roster;
import fr.relais.flow.RegisterQuestion.Kind;
import fr.relais.flow.StagedImports.Staged;
import fr.relais.flow.StagedImports.State;
import fr.relais.sandbox.annuaire.Mailbox;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which mailbox the register gives to someone who has none, and what it never takes away. */
class RegisterMailboxTest {
  private static final String ONE = "anne.boyer@un.mssante.test";
  private static final String TWO = "anne.boyer@deux.mssante.test";
  private final RegisterDay day = new RegisterDay();

  /** Nobody declared a mailbox of hers. */
  @BeforeEach
  void without() {
    day.imports("anne.boyer@sandbox.mssante.example", "");
    assertThat(day.practitioner("boyer").mailbox()).isNull();
  }

  @AfterEach
  void close() {
    day.close();
  }

  @Test
  void her_own_one_is_taken_and_an_ordinary_one_beside_it_never() {
    day.lists(RegisterDay.BOYER, Mailbox.ordinary("anne@courriel.test"), Mailbox.personal(ONE));
    assertThat(day.done().taken()).isEqualTo(1);
    assertThat(day.mailboxes("boyer")).containsExactly(ONE);
    Roster roster = day.portal.store().roster();
    assertThat(roster.mailboxOf(day.practitioner("boyer"), day.portal.clock().instant()))
        .isEqualTo(ONE);
    assertThat(day.done().taken()).isZero();
  }

  @Test
  void those_of_a_practice_or_an_organisation_are_not_hers() {
    day.lists(
        RegisterDay.BOYER,
        new Mailbox("cabinet@serein.mssante.test", "CAB", true, true),
        new Mailbox("service@serein.mssante.test", "ORG", true, true));
    assertThat(day.done().taken()).isZero();
    assertThat(day.mailboxes("boyer")).isEmpty();
  }

  @Test
  void of_several_the_preferred_one_then_the_one_without_paper_and_else_a_question() {
    day.lists(RegisterDay.BOYER, Mailbox.personal(ONE), Mailbox.personal(TWO));
    day.done();
    assertThat(day.mailboxes("boyer")).isEmpty();
    assertThat(day.questions("boyer")).containsExactly(Kind.SEVERAL_MAILBOXES);

    day.lists(RegisterDay.BOYER, new Mailbox(ONE, "PER", false, false), Mailbox.personal(TWO));
    day.done();
    assertThat(day.mailboxes("boyer")).containsExactly(TWO);
    assertThat(day.questions("boyer")).isEmpty();

    day.lists(RegisterDay.KELLER, Mailbox.personal(ONE).preferred(), Mailbox.personal(TWO));
    day.imports("paul.keller@sandbox.mssante.example", "");
    day.done();
    assertThat(day.mailboxes("keller")).containsExactly(ONE);
  }

  @Test
  void one_that_is_listed_no_more_stays() {
    day.lists(RegisterDay.BOYER, Mailbox.personal(ONE));
    day.done();
    day.lists(RegisterDay.BOYER);
    day.done();
    assertThat(day.mailboxes("boyer")).containsExactly(ONE);
  }

  @Test
  void another_one_waits_for_a_person_and_holds_up_nobody_else() {
    day.lists(RegisterDay.BOYER, Mailbox.personal(ONE));
    day.done();
    day.lists(RegisterDay.BOYER, Mailbox.personal(TWO));
    day.annuaire.retire(RegisterDay.KELLER);
    Done done = day.done();

    assertThat(day.practitioner("keller").revokedOn()).isNotNull();
    assertThat(day.mailboxes("boyer")).containsExactly(ONE);
    Staged staged = done.waiting().get(0);
    assertThat(staged.reasons()).singleElement().asString().contains("boyer").doesNotContain("@");
    Intake intake = new Intake(day.portal.store(), day.portal.clock());
    intake.takeStaged(staged, "martin");
    assertThat(day.mailboxes("boyer")).containsExactly(TWO);
    assertThat(day.done().waiting()).isEmpty();
  }

  @Test
  void what_a_person_dropped_is_not_asked_again() {
    day.lists(RegisterDay.BOYER, Mailbox.personal(ONE));
    day.done();
    day.lists(RegisterDay.BOYER, Mailbox.personal(TWO));
    Staged staged = day.done().waiting().get(0);
    new Intake(day.portal.store(), day.portal.clock())
        .staged()
        .end(staged.id(), State.DROPPED, "martin");
    day.portal.later(Duration.ofDays(1));
    day.done();
    assertThat(day.questions("boyer")).isEmpty();
    assertThat(day.mailboxes("boyer")).containsExactly(ONE);
  }

  @Test
  void one_that_a_person_declared_is_never_replaced() {
    day.imports(null, "");
    day.lists(RegisterDay.BOYER, Mailbox.personal(ONE));
    Done done = day.done();

    assertThat(done.taken()).isZero();
    assertThat(done.waiting()).isEmpty();
    assertThat(day.mailboxes("boyer")).isEmpty();
    assertThat(day.questions("boyer")).containsExactly(Kind.OTHER_MAILBOX);
  }

  @Test
  void one_that_a_person_declares_later_takes_the_place_of_ours_once_looked_at() {
    day.lists(RegisterDay.BOYER, Mailbox.personal(ONE));
    day.done();
    day.imports(null, "");
    List<Staged> waiting = day.done().waiting();

    assertThat(waiting).hasSize(1);
    new Intake(day.portal.store(), day.portal.clock()).takeStaged(waiting.get(0), "martin");
    assertThat(day.mailboxes("boyer")).isEmpty();
    assertThat(day.practitioner("boyer").mailbox()).isEqualTo("anne.boyer@sandbox.mssante.example");
  }

  @Test
  void nobody_gets_the_mailbox_of_someone_of_another_name() {
    day.annuaire.enter(
        day.person(RegisterDay.BOYER).named("AUTRE", "Anne").reachedAt(Mailbox.personal(ONE)));
    day.done();
    assertThat(day.mailboxes("boyer")).isEmpty();
    assertThat(day.questions("boyer")).containsExactly(Kind.OTHER_NAME);
  }
}
