// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import fr.relais.adapters.store.MemoryStore;
import fr.relais.core.decide.Policy;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A site changes its rules while Relais runs. */
class SignedPoliciesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-19T09:00:00Z"));

  @TempDir private Path folder;
  private final MemoryStore store = new MemoryStore("rules");
  private final Logger logger = (Logger) LoggerFactory.getLogger(SignedPolicies.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void people() {
    store.changeRoster(old -> People.cast(CLOCK), CLOCK.instant(), "test");
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void quiet() {
    logger.detachAppender(logged);
    store.close();
  }

  @Test
  void a_site_changes_a_deadline_in_its_file_and_it_is_seen_without_a_restart() throws IOException {
    write(SignedRules.noyers(1, "15 min"));
    SignedPolicies policies = open();
    assertThat(rung(policies, "noyers")).isEqualTo(Duration.ofMinutes(15));

    write(SignedRules.noyers(2, "10 min"));
    policies.refresh();

    assertThat(rung(policies, "noyers")).isEqualTo(Duration.ofMinutes(10));
    assertThat(policies.of("noyers").name()).startsWith("noyers-2#");
    assertThat(policies.of("sainte-aube")).isEqualTo(Policy.DEFAULT);
    assertThat(policies.of(null)).isEqualTo(Policy.DEFAULT);
  }

  @Test
  void a_wrong_file_leaves_the_old_one_in_force_and_says_why_once() throws IOException {
    write(SignedRules.noyers(1, "15 min"));
    SignedPolicies policies = open();

    write(SignedRules.noyers(2, "45 min"));
    policies.refresh();
    policies.refresh();

    assertThat(policies.of("noyers").name()).startsWith("noyers-1#");
    assertThat(logged.list)
        .filteredOn(e -> e.getLevel().levelStr.equals("ERROR"))
        .singleElement()
        .asString()
        .contains("noyers.yaml, ligne 5, times, critical-rung")
        .doesNotContain("45 min");
  }

  @Test
  void a_signature_of_a_day_to_come_leaves_the_old_one_in_force_and_says_why() throws IOException {
    write(SignedRules.noyers(1, "15 min"));
    SignedPolicies policies = open();

    write(SignedRules.noyers(2, "10 min").replace("on: 2026-11-02", "on: 2027-01-01"));
    policies.refresh();

    assertThat(rung(policies, "noyers")).isEqualTo(Duration.ofMinutes(15));
    assertThat(told()).singleElement().asString().contains("noyers.yaml, ligne 10, signed, on");
  }

  @Test
  void the_rules_of_a_site_that_name_another_are_told_in_one_sentence_with_the_cause()
      throws IOException {
    write(SignedRules.noyers(1, "15 min"));
    SignedPolicies policies = open();

    String rules = SignedRules.unsigned(2, "10 min").replace("site: noyers", "site: noyer");
    write(SignedRules.signed(rules, "martin"));
    policies.refresh();

    assertThat(rung(policies, "noyers")).isEqualTo(Duration.ofMinutes(15));
    assertThat(told())
        .singleElement()
        .asString()
        .contains("noyers.yaml, ligne 3, site : Ce lieu n'est pas dans sites.csv")
        .contains("les règles de noyers", "Écrivez « site: noyers »")
        .doesNotContain("disparu");
  }

  private List<String> told() {
    return logged.list.stream()
        .filter(e -> e.getLevel().isGreaterOrEqual(Level.WARN))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Test
  void the_old_one_stays_in_force_across_a_restart_too() throws IOException {
    write(SignedRules.noyers(1, "15 min"));
    open();
    write(SignedRules.unsigned(2, "10 min"));

    assertThat(open().of("noyers").name()).startsWith("noyers-1#");
  }

  @Test
  void without_anything_before_it_a_wrong_file_is_refused_at_the_start() throws IOException {
    write(SignedRules.unsigned(1, "10 min"));

    assertThat(catchThrowable(this::open)).isInstanceOf(StoryProblem.class);
  }

  @Test
  void a_version_never_changes_its_text() throws IOException {
    write(SignedRules.noyers(1, "15 min"));
    SignedPolicies policies = open();

    write(SignedRules.noyers(1, "10 min"));
    policies.refresh();

    assertThat(rung(policies, "noyers")).isEqualTo(Duration.ofMinutes(15));
    assertThat(logged.list)
        .extracting(ILoggingEvent::toString)
        .anyMatch(m -> m.contains("version"));
  }

  @Test
  void signed_rules_do_not_go_away_with_their_file() throws IOException {
    write(SignedRules.noyers(1, "10 min"));
    SignedPolicies policies = open();

    Files.delete(folder.resolve("noyers.yaml"));
    policies.refresh();

    assertThat(rung(policies, "noyers")).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void rules_stay_when_the_referent_changes_and_the_next_are_signed_by_the_new_one()
      throws IOException {
    write(SignedRules.noyers(1, "10 min"));
    SignedPolicies policies = open();

    store.changeRoster(old -> led(old, "keller"), CLOCK.instant(), "test");
    policies.refresh();
    assertThat(policies.of("noyers").name()).startsWith("noyers-1#");

    write(SignedRules.noyers(2, "15 min"));
    policies.refresh();
    assertThat(policies.of("noyers").name()).startsWith("noyers-1#");

    write(SignedRules.signed(SignedRules.unsigned(2, "15 min"), "keller"));
    policies.refresh();
    assertThat(policies.of("noyers").name()).startsWith("noyers-2#");
  }

  @Test
  void the_text_of_each_edition_is_kept_and_its_coming_into_force_is_audited_once()
      throws IOException {
    String text = SignedRules.noyers(1, "10 min");
    write(text);
    open();
    open();

    PolicyEdition kept =
        store
            .inTransaction(tx -> tx.records().get(PolicyEdition.class, "rules/noyers/noyers-1"))
            .orElseThrow();
    assertThat(kept.text()).isEqualTo(text);
    assertThat(kept.signedBy()).isEqualTo("martin");
    assertThat(kept.since()).isEqualTo(CLOCK.instant());
    store.sealAudit(CLOCK.instant());
    assertThat(store.auditChainHolds()).isTrue();
  }

  @Test
  void rules_of_a_site_that_nobody_knows_are_of_no_effect_and_harm_nobody() throws IOException {
    SignedRules.write(
        folder,
        "ailleurs.yaml",
        SignedRules.signed(
            SignedRules.unsigned(1, "10 min").replace("noyers", "ailleurs"), "martin"));
    write(SignedRules.noyers(1, "10 min"));

    assertThat(rung(open(), "noyers")).isEqualTo(Duration.ofMinutes(10));
    assertThat(told())
        .containsExactly(
            "ailleurs.yaml, ligne 3, site : Ce lieu n'est pas dans sites.csv. Ces règles sont sans"
                + " effet : corrigez site, ou ajoutez-le.");
  }

  private static Roster led(Roster old, String referent) {
    return Roster.of(
        old.version() + 1,
        old.practitioners(),
        old.sites().stream()
            .map(
                s ->
                    new Site(
                        s.id(),
                        s.name(),
                        s.finess(),
                        referent,
                        s.carePlace(),
                        s.folder(),
                        s.software(),
                        s.mailbox()))
            .toList(),
        old.periods(),
        old.senders(),
        old.codes(),
        old.endpoints());
  }

  private SignedPolicies open() {
    return SignedPolicies.open(folder, store, CLOCK);
  }

  private void write(String text) throws IOException {
    SignedRules.write(folder, "noyers.yaml", text);
  }

  private static Duration rung(SignedPolicies policies, String site) {
    return policies.of(site).times().criticalRung();
  }
}
