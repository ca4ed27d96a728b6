// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static fr.relais.core.decide.Town.TEN;
import static fr.relais.core.decide.Town.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.Ladder.Stand;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Role;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoverTest {
  private static Cover cover(Town town) {
    return Cover.of(town.roster(), "noyers", "boyer", TEN);
  }

  @Test
  void each_stand_is_held_by_who_may_practise() {
    Cover cover = cover(new Town());
    assertThat(cover.who(Stand.DUTY_DOCTOR)).contains("keller");
    assertThat(cover.who(Stand.REFERENT)).contains("martin");
    assertThat(cover.who(Stand.OPERATOR_DOCTOR)).contains("lenoir");
    assertThat(cover.holds("keller")).isTrue();
    assertThat(cover.holds("lefevre")).isFalse();
    Town gone =
        new Town()
            .with(Town.doctor("keller", Role.DOCTOR, null, TODAY, null))
            .with(Town.doctor("martin", Role.DOCTOR, null, TODAY, null))
            .with(Town.doctor("lenoir", Role.DOCTOR, null, TODAY, null));
    assertThat(cover(gone).who(Stand.DUTY_DOCTOR)).isEmpty();
    assertThat(cover(gone).who(Stand.REFERENT)).isEmpty();
    assertThat(cover(gone).who(Stand.OPERATOR_DOCTOR)).isEmpty();
    assertThat(cover(gone).on(EnumSet.of(Stand.REFERENT), Set.of())).containsExactly("boyer");
  }

  @Test
  void a_rung_asks_another_than_who_was_asked_in_vain_as_long_as_there_is_one() {
    Cover cover = cover(new Town());
    assertThat(cover.on(EnumSet.of(Stand.DUTY_DOCTOR), Set.of("keller"))).containsExactly("martin");
    assertThat(cover.on(EnumSet.of(Stand.DUTY_DOCTOR), Set.of("keller", "martin", "lenoir")))
        .containsExactly("keller");
    assertThat(cover.on(EnumSet.allOf(Stand.class), Set.of()))
        .containsExactly("boyer", "keller", "martin", "lenoir");
  }

  @Test
  void an_owner_is_reachable_in_his_hours_on_working_days_unless_he_is_away() {
    assertThat(cover(new Town()).ownerReachable()).isTrue();
    assertThat(cover(new Town().away("boyer", "2026-11-10", "2026-12-01")).ownerReachable())
        .isFalse();
    Town town = new Town().with(Town.hours("boyer", "10:00", "18:00"));
    assertThat(reachable(town, "2026-11-19T09:59")).isFalse();
    assertThat(reachable(town, "2026-11-19T10:00")).isTrue();
    assertThat(reachable(town, "2026-11-19T17:59")).isTrue();
    assertThat(reachable(town, "2026-11-19T18:00")).isFalse();
    assertThat(reachable(town, "2026-11-21T12:00")).isFalse();
    assertThat(Cover.of(town.roster(), "noyers", "nobody", TEN).ownerReachable()).isFalse();
  }

  private static boolean reachable(Town town, String local) {
    return Cover.of(
            town.roster(),
            "noyers",
            "boyer",
            LocalDateTime.parse(local).atZone(ParisTime.ZONE).toInstant())
        .ownerReachable();
  }

  @Test
  void a_replacement_is_named_while_it_lasts() {
    assertThat(cover(new Town().replaced("boyer", "lefevre")).replacementOf("boyer"))
        .contains("lefevre");
    assertThat(cover(new Town().replaced("boyer", "lefevre")).holds("lefevre")).isTrue();
    assertThat(cover(new Town().replaced("keller", "lefevre")).holds("lefevre")).isFalse();
    assertThat(cover(new Town()).replacementOf("boyer")).isEmpty();
  }
}
