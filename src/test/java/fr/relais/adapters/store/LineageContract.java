// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import static fr.relais.adapters.store.Case.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.LineageKey;
import fr.relais.core.model.OrderState;
import fr.relais.core.model.WorkItem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By which names every store finds follow-ups, and what becomes of them when two are one. */
interface LineageContract extends OnStore {

  @Test
  default void a_lineage_key_stays_with_the_follow_up_that_had_it_first() {
    given("named");
    given("late-comer");
    LineageKey shared = Case.lineage("shared");
    LineageKey own = Case.lineage("own");
    write(t -> t.addKeys("follow-named", List.of(shared)));
    write(t -> t.addKeys("follow-late-comer", List.of(shared, own)));

    assertThat(map(t -> t.lineage(List.of(shared, own, Case.lineage("nobody's")))))
        .isEqualTo(Map.of(shared, "follow-named", own, "follow-late-comer"));
  }

  @Test
  default void one_value_under_two_kinds_or_two_performers_is_two_names() {
    given("kinds");
    write(t -> t.addKeys("follow-kinds", List.of(Case.lineage("k-1"))));

    assertThat(
            map(
                t ->
                    t.lineage(
                        List.of(
                            new LineageKey("999999999", LineageKey.Kind.PLACER, "k-1"),
                            new LineageKey("888888888", LineageKey.Kind.FILLER, "k-1")))))
        .isEmpty();
  }

  @Test
  default void people_are_found_by_any_of_their_keys_most_recent_first() {
    given("older");
    given("newer");
    write(
        t -> {
          t.keep(Case.original("older"));
          t.keep(Case.original("newer"));
          t.addVersion(
              "follow-newer",
              Case.version("newer", 5),
              Content.of(new byte[] {1}),
              List.of(Case.family("1990|FOUND"), Case.family("1990|OTHER")));
          t.addVersion(
              "follow-older",
              Case.version("older", 1),
              Content.of(new byte[] {2}),
              List.of(Case.family("1990|FOUND")));
        });

    write(
        t -> {
          assertThat(t.followUpsByIdentity(List.of(Case.family("1990|FOUND")), 5))
              .containsExactly("follow-newer", "follow-older");
          assertThat(t.followUpsByIdentity(List.of(Case.family("1990|FOUND")), 1))
              .containsExactly("follow-newer");
          assertThat(t.followUpsByIdentity(List.of(Case.family("1990|OTHER")), 5))
              .containsExactly("follow-newer");
          assertThat(t.followUpsByIdentity(List.of(), 5)).isEmpty();
        });
  }

  @Test
  default void everything_of_a_merged_follow_up_is_found_under_the_one_that_took_its_place() {
    given("from");
    given("to");
    LineageKey key = Case.lineage("moved");
    write(
        t -> {
          t.keep(Case.original("from"));
          t.addVersion(
              "follow-from",
              Case.version("from", 1),
              Case.original("from").content(),
              List.of(Case.family("moved")));
          t.addUnread("follow-from", "unread-from", "original-from", Content.of(new byte[] {7}));
          t.addKeys("follow-from", List.of(key));
          t.save(Case.question("from", NOW.plusSeconds(5)));
          t.enqueue(
              List.of(Case.delivery("moved-1", "follow-from", "dr-a", FollowUpPriority.NORMAL)));
          t.save(Case.order("moved").with(OrderState.RECEIVED, null, "follow-from"), List.of());
          t.save(
              Case.merged(Case.followUp("from"), "follow-to"),
              List.of(Case.event(2, FollowUpEvent.Kind.MERGED)));
          t.moveAll("follow-from", "follow-to");
        });

    write(
        t -> {
          assertThat(t.versions("follow-to")).containsExactly(Case.version("from", 1));
          assertThat(t.versions("follow-from")).isEmpty();
          assertThat(t.content("report-from-1")).contains(Case.original("from").content());
          assertThat(t.content("unread-from")).contains(Content.of(new byte[] {7}));
          assertThat(t.lineage(List.of(key))).isEqualTo(Map.of(key, "follow-to"));
          assertThat(t.followUpsByIdentity(List.of(Case.family("moved")), 5))
              .containsExactly("follow-to");
          assertThat(t.workItemsOf("follow-to"))
              .extracting(WorkItem::id)
              .containsExactly("question-from");
          assertThat(t.ordersOf("follow-to"))
              .containsExactly(Case.order("moved").with(OrderState.RECEIVED, null, "follow-to"));
          assertThat(t.ordersOf("follow-from")).isEmpty();
          assertThat(t.recipientsOf("follow-to")).containsExactly("dr-a");
          assertThat(t.recipientsOf("follow-from")).isEmpty();
        });
    assertThat(store().history("follow-from")).hasSize(2);
  }

  @Test
  default void a_key_of_a_merged_follow_up_leads_to_the_end_of_the_line() {
    given("line-a");
    given("line-b");
    given("line-c");
    LineageKey key = Case.lineage("line");
    write(
        t -> {
          t.addKeys("follow-line-a", List.of(key));
          t.save(
              Case.merged(Case.followUp("line-a"), "follow-line-b"),
              List.of(Case.event(2, FollowUpEvent.Kind.MERGED)));
          t.save(
              Case.merged(Case.followUp("line-b"), "follow-line-c"),
              List.of(Case.event(2, FollowUpEvent.Kind.MERGED)));
        });

    assertThat(map(t -> t.lineage(List.of(key)))).isEqualTo(Map.of(key, "follow-line-c"));
  }
}
