// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import static fr.relais.adapters.store.Case.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Transaction.EarlierReception;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store must do for one transaction. */
interface ReceptionContract extends OnStore {

  @Test
  default void the_first_reception_is_new_and_the_second_names_it_with_its_answer() {
    Optional<EarlierReception> first =
        store().inTransaction(t -> t.keep(Case.original("o1", "labo-repeat", "same")));
    write(t -> t.answered("o1", Acknowledgement.Kind.STORED));
    Optional<EarlierReception> second =
        store().inTransaction(t -> t.keep(Case.original("o2", "labo-repeat", "same")));

    assertThat(first).isEmpty();
    assertThat(second).contains(new EarlierReception("o1", Acknowledgement.Kind.STORED));
  }

  @Test
  default void a_reception_that_was_never_answered_is_named_without_an_answer() {
    write(t -> t.keep(Case.original("n1", "labo-silent", "same")));

    assertThat(optional(t -> t.keep(Case.original("n2", "labo-silent", "same"))))
        .contains(new EarlierReception("n1", null));
  }

  @Test
  default void the_same_bytes_from_another_sender_are_new() {
    write(t -> t.keep(Case.original("s1", "labo-one", "twin bytes")));

    assertThat(optional(t -> t.keep(Case.original("s2", "labo-two", "twin bytes")))).isEmpty();
  }

  @Test
  default void a_failed_transaction_leaves_nothing_and_its_exception_comes_out_as_it_is() {
    IllegalArgumentException thrown = new IllegalArgumentException("stop");
    assertThatThrownBy(
            () ->
                write(
                    t -> {
                      t.keep(Case.original("failed"));
                      t.save(Case.followUp("failed"), Case.received());
                      t.addVersion(
                          "follow-failed",
                          Case.version("failed", 1),
                          Content.of("x", StandardCharsets.UTF_8),
                          List.of(Case.family("failed")));
                      t.addKeys("follow-failed", List.of(Case.lineage("failed")));
                      t.save(Case.question("failed", NOW));
                      throw thrown;
                    }))
        .isSameAs(thrown);

    write(
        t -> {
          assertThat(t.followUp("follow-failed")).isEmpty();
          assertThat(t.versions("follow-failed")).isEmpty();
          assertThat(t.content("report-failed-1")).isEmpty();
          assertThat(t.lineage(List.of(Case.lineage("failed")))).isEmpty();
          assertThat(t.followUpsByIdentity(List.of(Case.family("failed")), 5)).isEmpty();
          assertThat(t.workItem("question-failed")).isEmpty();
          assertThat(t.keep(Case.original("failed"))).isEmpty();
          t.addUnread("follow-x", "unread-failed", "original-failed", Content.of(new byte[] {1}));
        });
    assertThat(store().history("follow-failed")).isEmpty();
  }

  @Test
  default void undone_steps_leave_what_came_before_and_what_comes_after() {
    IllegalStateException thrown = new IllegalStateException("inner");
    write(
        t -> {
          t.keep(Case.original("undo"));
          t.save(Case.followUp("undo"), Case.received());
          assertThatThrownBy(
                  () ->
                      t.undoable(
                          () -> {
                            t.save(Case.followUp("undone"), Case.received());
                            t.addKeys("follow-undone", List.of(Case.lineage("undone")));
                            throw thrown;
                          }))
              .isSameAs(thrown);
          t.save(Case.followUp("undone"), Case.received());
          t.save(Case.question("undone", NOW.plusSeconds(9)));
        });

    write(
        t -> {
          assertThat(t.keep(Case.original("undo"))).isPresent();
          assertThat(t.followUp("follow-undo")).isPresent();
          assertThat(t.followUp("follow-undone")).isPresent();
          assertThat(t.lineage(List.of(Case.lineage("undone")))).isEmpty();
          assertThat(t.workItem("question-undone")).isPresent();
        });
    assertThat(store().history("follow-undone")).isEqualTo(Case.received());
  }

  @Test
  default void a_failure_of_the_store_itself_can_be_undone_too() {
    given("stale");
    write(
        t -> {
          assertThatThrownBy(
                  () ->
                      t.undoable(
                          () -> {
                            t.save(Case.followUp("stale"), Case.received());
                            return true;
                          }))
              .isInstanceOf(IllegalStateException.class);
          t.save(Case.followUp("after-stale"), Case.received());
        });

    assertThat(store().history("follow-after-stale")).hasSize(1);
  }

  @Test
  default void undoable_steps_that_succeed_answer_and_stay() {
    String answer =
        store()
            .inTransaction(
                t ->
                    t.undoable(
                        () -> {
                          t.save(Case.followUp("kept-steps"), Case.received());
                          return "done";
                        }));

    assertThat(answer).isEqualTo("done");
    assertThat(store().history("follow-kept-steps")).hasSize(1);
  }

  @Test
  default void a_follow_up_comes_back_as_it_was_saved_with_its_events_in_order() {
    given("whole");
    FollowUp later =
        Case.followUp(
            "whole", FollowUpState.TAKEN, FollowUpPriority.CRITICAL, NOW.plusSeconds(60), 3);
    List<FollowUpEvent> more =
        List.of(Case.event(2, FollowUpEvent.Kind.OPENED), Case.event(3, FollowUpEvent.Kind.TAKEN));
    write(t -> t.save(later, more));

    assertThat(optional(t -> t.followUp("follow-whole"))).contains(later);
    assertThat(store().history("follow-whole"))
        .containsExactly(Case.received().get(0), more.get(0), more.get(1));
  }

  @Test
  default void a_row_that_changed_since_it_was_read_is_not_overwritten() {
    given("raced");
    FollowUp opened = Case.followUp("raced", FollowUpState.OPENED, FollowUpPriority.NORMAL, NOW, 2);
    write(t -> t.save(opened, List.of(Case.event(2, FollowUpEvent.Kind.OPENED))));

    assertThatThrownBy(
            () -> write(t -> t.save(opened, List.of(Case.event(2, FollowUpEvent.Kind.TAKEN)))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store().history("follow-raced")).hasSize(2);
  }

  @Test
  default void events_that_leave_a_gap_are_refused() {
    given("gap");
    FollowUp third = Case.followUp("gap", FollowUpState.OPENED, FollowUpPriority.NORMAL, NOW, 3);

    assertThatThrownBy(
            () -> write(t -> t.save(third, List.of(Case.event(3, FollowUpEvent.Kind.OPENED)))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> write(t -> t.save(third, List.of(Case.event(2, FollowUpEvent.Kind.OPENED)))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void a_reference_names_the_open_follow_up_before_a_concluded_one() {
    FollowUp open = Case.followUp("ref-open");
    FollowUp concluded = Case.merged(Case.followUp("ref-done"), "follow-ref-open");
    write(
        t -> {
          t.save(open, Case.received());
          t.save(Case.followUp("ref-done"), Case.received());
          t.save(concluded, List.of(Case.event(2, FollowUpEvent.Kind.MERGED)));
        });

    write(
        t -> {
          assertThat(t.byReference(open.reference())).contains(open);
          assertThat(t.byReference(concluded.reference())).contains(concluded);
          assertThat(t.byReference("none")).isEmpty();
        });
  }

  @Test
  default void versions_come_back_in_the_order_of_arrival_with_their_bytes() {
    given("versions");
    ReportVersion second = Case.version("versions", 2);
    ReportVersion first = Case.version("versions", 1);
    write(
        t -> {
          t.keep(Case.original("versions"));
          t.addVersion("follow-versions", second, Case.original("versions").content(), List.of());
          t.addVersion(
              "follow-versions", first, Content.of("share", StandardCharsets.UTF_8), List.of());
        });

    write(
        t -> {
          assertThat(t.versions("follow-versions")).containsExactly(second, first);
          assertThat(t.content(second.id())).contains(Case.original("versions").content());
          assertThat(t.content(first.id())).contains(Content.of("share", StandardCharsets.UTF_8));
          assertThat(t.content("report-of-nobody")).isEmpty();
        });
  }

  @Test
  default void a_share_that_was_not_understood_keeps_its_bytes() {
    given("unread");
    Content share = Content.of(new byte[] {0, 1, 2, (byte) 0xff});
    write(
        t -> {
          t.keep(Case.original("unread"));
          t.addUnread("follow-unread", "unread-1", "original-unread", share);
          t.save(Case.question("unread", NOW.plusSeconds(60)));
        });

    assertThat(optional(t -> t.content("unread-1"))).contains(share);
    write(
        t -> {
          assertThat(t.shares().unread("follow-unread")).containsExactly("unread-1");
          assertThat(t.shares().unread("follow-of-nobody")).isEmpty();
        });
  }

  @Test
  default void a_question_comes_back_as_it_was_asked_then_as_it_was_answered() {
    given("asked");
    WorkItem asked = Case.question("asked", NOW.plusSeconds(30));
    write(t -> t.save(asked));
    assertThat(optional(t -> t.workItem(asked.id()))).contains(asked);
    assertThat(store().openWorkItems(1000)).contains(asked);

    WorkItem answered = Case.question("asked", null);
    write(t -> t.save(answered));
    assertThat(optional(t -> t.workItem(asked.id()))).contains(answered);
    assertThat(store().openWorkItems(1000)).doesNotContain(asked, answered);
  }
}
