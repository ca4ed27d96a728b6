// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.flow.NationalRegister.Standing;
import fr.relais.flow.Professional;
import fr.relais.flow.RegisterFailure;
import fr.relais.sandbox.annuaire.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** A register that fails changes nothing and is told; when it is asked, and again. */
class RegisterRefusalTest {
  private static final List<LocalTime> NIGHT = List.of(LocalTime.of(3, 30));
  private final RegisterDay day = new RegisterDay();

  @AfterEach
  void close() {
    day.close();
  }

  private Instant now() {
    return day.portal.clock().instant();
  }

  private long posts() {
    return day.annuaire.asked().size();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "HALF_JSON",
        "HTML",
        "OTHER_TYPE",
        "NO_BUNDLE",
        "SUBSETTED",
        "KEY_TWICE",
        "NEXT_ELSEWHERE",
        "REDIRECT",
        "ENDLESS"
      })
  void a_failure_changes_nothing_even_for_who_stopped(Fault fault) {
    day.done();
    Standing before = day.standing();
    long version = day.portal.store().roster().version();
    day.annuaire.retire(RegisterDay.BOYER);
    day.annuaire.faults(fault);

    assertThat(day.refresh(RegisterDay.KEY, List.of()).run()).isEmpty();

    assertThat(day.portal.store().roster().version()).isEqualTo(version);
    assertThat(day.standing().people()).isEqualTo(before.people());
    assertThat(day.standing().refreshed()).isEqualTo(before.refreshed());
    assertThat(day.standing().failure()).isNotNull();
    assertThat(day.done().taken()).isEqualTo(1);
    assertThat(day.standing().failure()).isNull();
  }

  @Test
  void a_refused_key_is_an_alarm_at_once_and_is_not_tried_again_before_the_next_hour() {
    RegisterRefresh refresh = day.refresh("autre", NIGHT);
    refresh.runOnce();
    assertThat(day.standing().failure()).isEqualTo(RegisterFailure.KEY_REFUSED);
    assertThat(day.standing().alarm(now())).isTrue();
    assertThat(posts()).isEqualTo(1);

    day.portal.later(Duration.ofHours(10));
    refresh.runOnce();
    assertThat(posts()).isEqualTo(1);
    day.portal.later(Duration.ofHours(10));
    refresh.runOnce();
    assertThat(posts()).isEqualTo(2);
  }

  @Test
  void what_passes_is_tried_again_after_a_quarter_of_an_hour() {
    RegisterRefresh refresh = day.refresh(RegisterDay.KEY, NIGHT);
    day.annuaire.faults(Fault.HALF_JSON);
    refresh.runOnce();
    assertThat(day.standing().failure()).isEqualTo(RegisterFailure.NOT_UNDERSTOOD);
    assertThat(day.standing().alarm(now())).isFalse();

    day.portal.later(Duration.ofMinutes(14));
    refresh.runOnce();
    assertThat(posts()).isEqualTo(1);
    day.portal.later(Duration.ofMinutes(1));
    refresh.runOnce();
    assertThat(day.standing().failure()).isNull();
    assertThat(day.standing().refreshed()).isEqualTo(now());
  }

  @Test
  void it_is_asked_once_a_night_first_everyone_then_changes_and_everyone_again_each_week() {
    RegisterRefresh refresh = day.refresh(RegisterDay.KEY, NIGHT);
    refresh.runOnce();
    refresh.runOnce();
    assertThat(posts()).isEqualTo(1);
    for (int night = 0; night < 7; night++) {
      day.portal.later(Duration.ofDays(1));
      refresh.runOnce();
    }

    List<String> asked = day.annuaire.asked();
    assertThat(asked).hasSize(8);
    assertThat(asked.get(0)).doesNotContain("_lastUpdated");
    assertThat(asked.subList(1, 7)).allMatch(line -> line.contains("_lastUpdated=ge2026-11-"));
    assertThat(asked.get(7)).doesNotContain("_lastUpdated");
  }

  @Test
  void after_a_gap_everyone_is_asked_for() {
    day.done();
    day.portal.later(Duration.ofDays(40));
    day.annuaire.retire(RegisterDay.BOYER);
    assertThat(day.done().taken()).isEqualTo(1);
    assertThat(day.annuaire.asked()).noneMatch(line -> line.contains("_lastUpdated"));
  }

  @Test
  void who_joins_the_roster_is_asked_for_whenever_he_changed_and_who_leaves_it_is_forgotten() {
    day.done();
    day.portal.later(Duration.ofDays(2));
    day.imports("89970010222", "89970020015");
    day.done();

    List<String> last = day.annuaire.asked().subList(1, 3);
    assertThat(last.get(0)).contains("89970020015").doesNotContain("_lastUpdated");
    assertThat(last.get(1)).doesNotContain("89970020015").contains("_lastUpdated");
    assertThat(day.standing().people())
        .extracting(Professional::rpps)
        .contains("89970020015")
        .doesNotContain(RegisterDay.BOYER);
  }

  @Test
  void two_days_without_an_answer_are_an_alarm() {
    day.done();
    Standing standing = day.standing();
    assertThat(standing.alarm(now().plus(Duration.ofHours(48)))).isFalse();
    assertThat(standing.alarm(now().plus(Duration.ofHours(48).plusSeconds(1)))).isTrue();
    assertThat(standing.watched(false, now()).alarm(now().plus(Duration.ofDays(9)))).isFalse();
  }

  @Test
  void every_failure_says_in_french_what_to_do_without_the_key() {
    for (RegisterFailure failure : RegisterFailure.values()) {
      assertThat(failure.french()).endsWith(".").contains("Annuaire Santé");
    }
  }

  @Test
  void by_hand_it_is_tried_first_without_a_change_and_says_what_is_to_be_settled() {
    day.done();
    day.annuaire.retire(RegisterDay.BOYER);
    day.annuaire.enter(day.person(RegisterDay.KELLER).named("AUTRE", "Paul"));
    long version = day.portal.store().roster().version();
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new RelaisCommand());
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    RegisterImport hand = new RegisterImport(day.portal.store(), day.portal.clock(), command);

    assertThat(hand.run(day.settings(RegisterDay.KEY), true)).isZero();
    assertThat(out.toString())
        .contains("rien n'est changé")
        .contains("Serait fait : boyer ne peut plus exercer : inactif dans l'annuaire.")
        .contains("(keller)", "un autre nom");
    assertThat(day.portal.store().roster().version()).isEqualTo(version);

    assertThat(hand.run(day.settings(RegisterDay.KEY), false)).isZero();
    assertThat(out.toString())
        .contains("8 personnes comparées, changements faits : 1, en attente : 0.");
    assertThat(day.practitioner("boyer").revokedOn()).isNotNull();

    assertThat(hand.run(day.settings("cle-que-personne-ne-connait"), false)).isEqualTo(2);
    assertThat(out.toString())
        .contains("refuse la clé", "Rien n'est changé.")
        .doesNotContain("personne-ne-connait");
    assertThat(hand.run(day.settings(""), true)).isEqualTo(2);
    assertThat(out.toString()).contains("Donnez annuaire.url et annuaire.key");
  }
}
