// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import static fr.relais.adapters.store.Case.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.core.model.Sha256;
import fr.relais.flow.MailLedger.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How every store remembers which mails were taken, and which receipts are awaited. */
interface MailContract extends OnStore {
  private static Sha256 digest(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Place place(long validity, long uid, String messageId) {
    return new Place("relais@a.test", validity, uid, digest(messageId));
  }

  private boolean take(Place place, String mail) {
    return store().inTransaction(t -> t.records().mails().take(place, digest(mail), NOW));
  }

  private Set<Place> taken(Place... places) {
    return otherNode().inTransaction(t -> t.records().mails().taken(List.of(places)));
  }

  @Test
  default void a_mail_is_taken_once_and_every_node_knows_it() {
    Place place = place(7, 1, "<a@x>");
    assertThat(taken(place)).isEmpty();
    assertThat(take(place, "a")).isTrue();
    assertThat(take(place, "a")).isFalse();
    assertThat(taken(place, place(7, 2, "<b@x>"))).containsExactly(place);
    assertThat(taken()).isEmpty();
  }

  @Test
  default void a_mail_that_the_server_numbers_anew_is_the_same_and_its_new_number_is_known() {
    assertThat(take(place(7, 3, "<c@x>"), "c")).isTrue();
    Place anew = place(8, 1, "<c@x>");
    assertThat(taken(anew)).isEmpty();
    assertThat(take(anew, "c")).isFalse();
    assertThat(taken(anew)).containsExactly(anew);
  }

  @Test
  default void a_number_that_a_server_gives_twice_hides_no_mail() {
    assertThat(take(place(7, 4, "<d@x>"), "d")).isTrue();
    Place again = place(7, 4, "<e@x>");
    assertThat(taken(again)).isEmpty();
    assertThat(take(again, "e")).isTrue();
  }

  @Test
  default void another_mailbox_has_mails_of_its_own() {
    assertThat(take(place(7, 5, "<f@x>"), "f")).isTrue();
    Place other = new Place("relais@b.test", 7, 5, digest("<f@x>"));
    assertThat(take(other, "f")).isTrue();
  }

  @Test
  default void a_mail_whose_treatment_is_undone_was_not_taken() {
    Place place = place(7, 6, "<g@x>");
    assertThatThrownBy(
            () ->
                write(
                    t -> {
                      assertThat(t.records().mails().take(place, digest("g"), NOW)).isTrue();
                      throw new IllegalStateException("undo");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(taken(place)).isEmpty();
    assertThat(take(place, "g")).isTrue();
  }

  @Test
  default void a_receipt_that_does_not_come_is_claimed_once_when_its_time_has_passed() {
    write(
        t -> {
          t.records().mails().awaitReceipt("m-late", NOW.minusSeconds(5));
          t.records().mails().awaitReceipt("m-later", NOW.plusSeconds(5));
          t.records().mails().awaitReceipt("m-heard", NOW.minusSeconds(5));
          t.records().mails().heard("m-heard");
        });
    assertThat(list(t -> t.records().mails().claimSilent(NOW, 9))).containsExactly("m-late");
    assertThat(list(t -> t.records().mails().claimSilent(NOW, 9))).isEmpty();
    assertThat(list(t -> t.records().mails().claimSilent(NOW.plusSeconds(6), 9)))
        .containsExactly("m-later");
  }

  @Test
  default void a_receipt_awaited_again_has_a_new_time() {
    write(t -> t.records().mails().awaitReceipt("m-twice", NOW));
    write(t -> t.records().mails().awaitReceipt("m-twice", NOW.plusSeconds(60)));
    assertThat(optional(t -> Optional.of(t.records().mails().claimSilent(NOW, 9))).orElseThrow())
        .isEmpty();
  }
}
