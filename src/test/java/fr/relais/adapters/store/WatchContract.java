// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import static fr.relais.adapters.store.Case.NOW;
import static fr.relais.core.model.Channel.DMP;
import static fr.relais.core.model.FollowUpPriority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.core.model.Content;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.OrderState;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.RequestPriority;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import fr.relais.flow.Store.Figures;
import fr.relais.flow.Store.Outgoing;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store must tell those who watch, and how it keeps roster and audit. */
interface WatchContract extends OnStore {
  Practitioner DURAND =
      new Practitioner(
          "dr-durand",
          null,
          "DURAND",
          "Alix",
          LocalTime.of(8, 30),
          LocalTime.of(19, 0),
          null,
          null,
          "cabinet-durand",
          null,
          null,
          null,
          null,
          null,
          Role.DOCTOR,
          null,
          null);

  private Roster with(Roster before, Practitioner added) {
    List<Practitioner> all = new ArrayList<>(before.practitioners());
    all.add(added);
    Site site = new Site("site-1", "Gare", null, "dr-durand", true, null, null, null);
    return Roster.of(
        0,
        all,
        List.of(site),
        before.periods(),
        before.senders(),
        before.codes(),
        before.endpoints());
  }

  @Test
  default void an_imported_roster_is_seen_everywhere_with_the_next_version() {
    Roster before = store().roster();
    Roster made = store().changeRoster(r -> with(r, DURAND), NOW, "operator");

    assertThat(made.version()).isEqualTo(before.version() + 1);
    assertThat(otherNode().roster()).isEqualTo(made);
    assertThat(otherNode().roster().practitioner("dr-durand")).contains(DURAND);
    Roster inside = store().inTransaction(t -> t.roster());
    assertThat(inside).isEqualTo(made);
  }

  @Test
  default void an_unchanged_roster_is_the_same_object() {
    store().changeRoster(r -> with(r, DURAND), NOW, "operator");

    assertThat(store().roster()).isSameAs(store().roster());
  }

  @Test
  default void an_import_that_fails_changes_nothing() {
    Roster before = store().roster();
    IllegalArgumentException thrown = new IllegalArgumentException("line 3");

    assertThatThrownBy(
            () ->
                store()
                    .changeRoster(
                        r -> {
                          throw thrown;
                        },
                        NOW,
                        "operator"))
        .isSameAs(thrown);
    assertThat(store().roster()).isEqualTo(before);
  }

  @Test
  default void figures_count_what_there_is() {
    FollowUp late =
        Case.followUp(
            "late", FollowUpState.OPEN, FollowUpPriority.CRITICAL, NOW.minusSeconds(90), 2);
    write(
        t -> {
          t.keep(Case.original("late"));
          t.keep(Case.original("late"));
          t.save(
              late,
              List.of(
                  Case.event(1, FollowUpEvent.Kind.RECEIVED),
                  Case.event(2, FollowUpEvent.Kind.RUNG_REACHED)));
          t.addUnread("follow-late", "unread-late", "original-late", Content.of(new byte[] {1}));
          t.save(Case.question("late", NOW.plusSeconds(5)));
          t.enqueue(List.of(Case.delivery("d", "follow-late", "dr-a", FollowUpPriority.CRITICAL)));
          t.save(Case.order("1"), List.of());
          t.save(Case.order("2").with(OrderState.MISSING, null, null), List.of());
          t.save(Case.order("3").with(OrderState.RECEIVED, null, null), List.of());
          t.audit(Case.line("original-late"));
        });

    Figures figures = store().figures(NOW.plusSeconds(10));
    assertThat(figures.received()).isEqualTo(1);
    assertThat(figures.repeats()).isEqualTo(1);
    assertThat(figures.quarantined()).isEqualTo(1);
    assertThat(figures.byState()).containsEntry(FollowUpState.OPEN, 1L);
    assertThat(figures.openByPriority()).containsEntry(FollowUpPriority.CRITICAL, 1L);
    assertThat(figures.openWorkItems()).isEqualTo(1);
    assertThat(figures.readyDeliveries()).isEqualTo(1);
    assertThat(figures.late()).isEqualTo(1);
    assertThat(figures.latest()).isEqualTo(Duration.ofSeconds(100));
    assertThat(figures.awaitedOrders()).isEqualTo(2);
    assertThat(figures.unsealed()).isEqualTo(1);
    assertThat(figures.oldestUnsealed()).isEqualTo(Duration.ofSeconds(10));
    assertThat(figures.timersByNode()).containsEntry("node-a", 1L);
    assertThat(figures.jobsByNode()).isEmpty();
  }

  @Test
  default void what_goes_to_the_dmp_is_counted_by_where_it_stands() {
    given("dmp");
    write(
        t ->
            t.enqueue(
                List.of("waits", "filed", "refused").stream()
                    .map(id -> Case.delivery(id, "follow-dmp", "r", "dmp", DMP, NORMAL))
                    .toList()));
    write(t -> t.enqueue(List.of(Case.delivery("d", "follow-dmp", "dr-a", NORMAL))));
    write(
        t -> {
          t.heard("filed", DeliveryState.SENT, null);
          t.heard("refused", DeliveryState.EXPIRED, null);
          t.records().mails().awaitReceipt("d", NOW.plusSeconds(900));
        });

    assertThat(store().outgoing(NOW.plusSeconds(40)))
        .isEqualTo(new Outgoing(1, Duration.ofSeconds(40), 1, 1, 1));
    assertThat(otherNode().outgoing(NOW)).isEqualTo(new Outgoing(1, Duration.ZERO, 1, 1, 1));
  }

  @Test
  default void an_empty_store_has_figures_too() {
    Figures figures = store().figures(NOW);

    assertThat(figures.latest()).isEqualTo(Duration.ZERO);
    assertThat(figures.oldestUnsealed()).isEqualTo(Duration.ZERO);
    assertThat(figures.received()).isZero();
    assertThat(store().outgoing(NOW)).isEqualTo(new Outgoing(0, Duration.ZERO, 0, 0, 0));
  }

  @Test
  default void what_must_never_be_is_named_by_its_id() {
    FollowUp due = Case.followUp("w", FollowUpState.OPEN, FollowUpPriority.URGENT, NOW, 1);
    write(
        t -> {
          t.keep(Case.original("alone"));
          t.keep(Case.original("w"));
          t.save(due, Case.received());
          t.addUnread("follow-w", "unread-w", "original-w", Content.of(new byte[] {1}));
          t.save(Case.followUp("m"), Case.received());
          t.save(
              Case.merged(Case.followUp("m"), "follow-nowhere"),
              List.of(Case.event(2, FollowUpEvent.Kind.MERGED)));
          t.save(Case.order("o", RequestPriority.URGENT, NOW), List.of());
          t.save(
              Case.order("told", RequestPriority.URGENT, NOW).with(OrderState.MISSING, NOW, null),
              List.of());
          t.keep(Case.original("lost"));
          t.addUnread("follow-none", "unread-lost", "original-lost", Content.of(new byte[] {2}));
        });

    assertThat(store().violations(NOW.plusSeconds(61)))
        .containsExactlyInAnyOrder(
            "FOLLOW_UP_LATE follow-w",
            "ORDER_LATE order-o",
            "ORIGINAL_WITHOUT_FOLLOW_UP original-alone",
            "QUARANTINE_WITHOUT_QUESTION original-w",
            "QUARANTINE_WITHOUT_QUESTION original-lost",
            "SHARE_WITHOUT_FOLLOW_UP unread-lost",
            "MERGED_INTO_NOTHING follow-m");
  }

  @Test
  default void a_sound_store_has_no_violation() {
    given("sound");
    write(
        t -> {
          t.keep(Case.original("sound"));
          t.addVersion(
              "follow-sound",
              Case.version("sound", 1),
              Case.original("sound").content(),
              List.of());
        });
    FollowUp due = Case.followUp("due", FollowUpState.OPEN, FollowUpPriority.URGENT, NOW, 1);
    write(t -> t.save(due, Case.received()));
    write(t -> t.save(Case.order("due", RequestPriority.URGENT, NOW), List.of()));

    assertThat(store().violations(NOW.plusSeconds(60))).isEmpty();
  }

  @Test
  default void committed_audit_lines_are_sealed_once_and_the_chain_holds() {
    write(t -> List.of("a", "b", "c").forEach(s -> t.audit(Case.line(s))));
    assertThat(store().figures(NOW).unsealed()).isEqualTo(3);
    assertThat(store().sealAudit(NOW)).isEqualTo(3);
    assertThat(store().sealAudit(NOW)).isZero();
    write(t -> t.audit(Case.line("d")));
    assertThat(store().auditChainHolds()).isTrue();
    assertThat(store().sealAudit(NOW)).isEqualTo(1);

    assertThat(store().auditChainHolds()).isTrue();
    assertThat(store().figures(NOW).unsealed()).isZero();
  }

  @Test
  default void audit_lines_of_undone_steps_and_failed_transactions_are_not_kept() {
    write(
        t -> {
          t.audit(Case.line("kept"));
          assertThatThrownBy(
                  () ->
                      t.undoable(
                          () -> {
                            t.audit(Case.line("undone"));
                            throw new IllegalStateException();
                          }))
              .isInstanceOf(IllegalStateException.class);
        });
    assertThatThrownBy(
            () ->
                write(
                    t -> {
                      t.audit(Case.line("failed"));
                      throw new IllegalStateException();
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(store().sealAudit(NOW)).isEqualTo(1);
  }
}
