// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Annuaire Santé of the sandbox, which knows the sandbox's people. */
class ConsoleRegisterTest {
  private final Portal portal = new Portal();
  private final SandboxRegister annuaire = new SandboxRegister(portal.clock());
  private final RegisterRefresh refresh = refresh();
  private final TypedConsole console =
      new TypedConsole(
          portal.store(), portal.clock(), new ConsoleRegister(annuaire, refresh, portal.store()));

  ConsoleRegisterTest() {
    annuaire.enter(portal.store().roster());
  }

  private RegisterRefresh refresh() {
    Settings settings =
        Settings.read(new SettingSources(null, Map.of(), List.of()))
            .fold(
                read -> read,
                problems -> {
                  throw new IllegalStateException(problems.toString());
                });
    return RegisterRefresh.of(settings, annuaire.client(), portal.store(), portal.clock())
        .orElseThrow();
  }

  @AfterEach
  void close() {
    console.close();
    annuaire.close();
    portal.close();
  }

  private boolean revoked(String id) {
    return portal.store().roster().practitioner(id).orElseThrow().revokedOn() != null;
  }

  @Test
  void the_people_of_the_sandbox_stand_there_and_nothing_changes() {
    assertThat(console.type("annuaire")).contains("n'a pas encore répondu");
    assertThat(console.type("annuaire compare"))
        .isEqualTo("Annuaire Santé simulé : changements faits : 0, en attente : 0.\n");
    assertThat(console.type("annuaire")).contains(" : 8 personnes.");
    assertThat(console.page("/ops/figures")).contains("\"watched\":true", "\"questions\":0");
  }

  @Test
  void whoever_is_withdrawn_there_can_no_longer_practise_here() {
    console.type("annuaire compare");
    portal.later(Duration.ofHours(1));
    assertThat(console.type("annuaire retire boyer"))
        .startsWith("Dr Anne BOYER n'exerce plus dans l'Annuaire Santé simulé.");
    assertThat(revoked("boyer")).isFalse();
    assertThat(console.type("annuaire compare")).contains("changements faits : 1");
    assertThat(revoked("boyer")).isTrue();
    portal.later(Duration.ofHours(1));
    console.type("annuaire remet boyer");
    assertThat(console.type("annuaire compare"))
        .contains("changements faits : 0", "À voir : Dr Anne BOYER : ");
    assertThat(revoked("boyer")).isTrue();
  }

  @Test
  void it_is_asked_by_itself_at_its_hour() {
    assertThat(refresh.runOnce()).isZero();
    assertThat(console.type("annuaire")).contains(" : 8 personnes.");
  }

  @Test
  void what_is_typed_wrong_is_answered_with_how_to_type_it() {
    assertThat(console.type("annuaire quoi")).contains("annuaire retire|remet QUI");
    assertThat(console.type("annuaire retire petitjean")).startsWith("Quel médecin ?");
  }
}
