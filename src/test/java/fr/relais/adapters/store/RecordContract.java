// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.core.match.BlindKey;
import fr.relais.core.model.FollowUp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How every store keeps what stands beside the walk, and finds what someone owns. */
interface RecordContract extends OnStore {
  /** Something to keep. */
  record Note(String text) {}

  /** Something else. */
  record Other(String text) {}

  private static List<BlindKey> keys(String value) {
    return List.of(Case.family("1990|" + value));
  }

  @Test
  default void a_record_comes_back_by_its_id_and_by_each_of_its_keys() {
    write(t -> t.records().put(Note.class, "note-back", new Note("un"), keys("NOTEBACK")));

    assertThat(optional(t -> t.records().get(Note.class, "note-back"))).contains(new Note("un"));
    assertThat(optional(t -> t.records().get(Note.class, "note-other"))).isEmpty();
    assertThat(list(t -> t.records().find(Note.class, keys("NOTEBACK"), 5)))
        .containsExactly(new Note("un"));
    assertThat(list(t -> t.records().find(Note.class, keys("NOTEELSE"), 5))).isEmpty();
    assertThat(list(t -> t.records().find(Note.class, List.of(), 5))).isEmpty();
  }

  @Test
  default void records_come_back_by_their_ids_at_once_and_those_of_another_kind_do_not() {
    write(t -> t.records().put(Note.class, "note-one", new Note("un"), List.of()));
    write(t -> t.records().put(Note.class, "note-two", new Note("deux"), List.of()));
    write(t -> t.records().put(Other.class, "note-three", new Other("trois"), List.of()));

    List<String> ids = List.of("note-one", "note-two", "note-three", "note-none");
    assertThat(optional(t -> Optional.of(t.records().all(Note.class, ids))))
        .contains(Map.of("note-one", new Note("un"), "note-two", new Note("deux")));
    assertThat(optional(t -> Optional.of(t.records().all(Note.class, List.<String>of()))))
        .contains(Map.of());
  }

  @Test
  default void a_changed_record_keeps_the_keys_by_which_it_is_found() {
    write(t -> t.records().put(Note.class, "note-keys", new Note("un"), keys("NOTEKEYS")));
    write(t -> t.records().put(Note.class, "note-keys", new Note("deux"), keys("NOTEKEYS2")));

    for (String key : List.of("NOTEKEYS", "NOTEKEYS2")) {
      assertThat(list(t -> t.records().find(Note.class, keys(key), 5)))
          .containsExactly(new Note("deux"));
    }
  }

  @Test
  default void records_are_found_in_the_order_in_which_they_were_made_and_no_more_than_asked() {
    for (String id : List.of("c", "a", "b")) {
      write(t -> t.records().put(Note.class, "note-order-" + id, new Note(id), keys("NOTEORDER")));
    }
    write(t -> t.records().put(Note.class, "note-order-c", new Note("c2"), keys("NOTEORDER")));

    assertThat(list(t -> t.records().find(Note.class, keys("NOTEORDER"), 5)))
        .containsExactly(new Note("c2"), new Note("a"), new Note("b"));
    assertThat(list(t -> t.records().find(Note.class, keys("NOTEORDER"), 2))).hasSize(2);
  }

  @Test
  default void a_record_is_undone_with_the_steps_that_wrote_it_and_with_its_transaction() {
    write(t -> t.records().put(Note.class, "note-undo", new Note("un"), keys("NOTEUNDO")));
    write(
        t ->
            assertThatThrownBy(
                    () ->
                        t.undoable(
                            () -> {
                              t.records()
                                  .put(
                                      Note.class, "note-undo", new Note("deux"), keys("NOTEUNDO2"));
                              t.records()
                                  .put(
                                      Note.class, "note-undo-new", new Note("x"), keys("NOTEUNDO"));
                              throw new IllegalStateException("undo");
                            }))
                .isInstanceOf(IllegalStateException.class));

    assertThat(list(t -> t.records().find(Note.class, keys("NOTEUNDO"), 5)))
        .containsExactly(new Note("un"));
    assertThat(list(t -> t.records().find(Note.class, keys("NOTEUNDO2"), 5))).isEmpty();
    assertThat(optional(t -> t.records().get(Note.class, "note-undo-new"))).isEmpty();
  }

  @Test
  default void what_someone_owns_is_found_as_long_as_it_is_open() {
    given("owned");
    String owner = Case.followUp("owned").owner();
    List<FollowUp> found = list(t -> t.openOwnedBy(List.of(owner), 1_000));
    assertThat(found).extracting(FollowUp::id).contains(Case.followUp("owned").id());
    assertThat(found).allMatch(row -> row.owner().equals(owner) && row.state().live());
    assertThat(found)
        .isSortedAccordingTo((a, b) -> a.priority().ordinal() - b.priority().ordinal());
    assertThat(list(t -> t.openOwnedBy(List.of("nobody-at-all"), 5))).isEmpty();
    assertThat(list(t -> t.openOwnedBy(List.of(owner), 1))).hasSize(1);
  }
}
