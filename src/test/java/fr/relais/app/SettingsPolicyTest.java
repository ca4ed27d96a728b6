// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.store.MemoryStore;
import fr.relais.core.model.FollowUp;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Rules;
import fr.relais.flow.Timers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a referent asks of his rules before they are in force. */
class SettingsPolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-19T09:00:00Z");
  private static final Path PEOPLE_FOLDER = Path.of("src/main/resources/fr/relais/sandbox/people");

  @TempDir private Path routes;
  private final StringWriter out = new StringWriter();

  @Test
  void the_shipped_rules_answer_every_combination() {
    int code = settings("--policy-check", "--people", PEOPLE_FOLDER.toString());

    assertThat(out.toString())
        .contains("default-1#")
        .contains("sainte-aube-1#")
        .contains("signées par lefevre le 2026-11-02")
        .contains(", 0 sans réponse.")
        .contains("✓ Chaque situation a un seul responsable");
    assertThat(code).isZero();
  }

  @Test
  void rules_that_nobody_signed_are_refused_with_exit_code_2() throws IOException {
    SignedRules.write(routes.resolve("policy"), "noyers.yaml", SignedRules.unsigned(1, "15 min"));

    int code =
        settings(
            "--policy-check",
            "--people",
            PEOPLE_FOLDER.toString(),
            "--set",
            "routes.dir=" + routes);

    assertThat(out.toString()).contains("✗ noyers.yaml, ligne 1 : Ces règles ne sont pas signées.");
    assertThat(code).isEqualTo(2);
  }

  @Test
  void the_hash_to_sign_is_the_one_that_the_reader_wants() throws IOException {
    String rules = SignedRules.unsigned(1, "15 min");
    SignedRules.write(routes, "noyers.yaml", SignedRules.signed(rules, "martin"));

    assertThat(settings("--policy-hash", routes.resolve("noyers.yaml").toString())).isZero();

    assertThat(out.toString().strip()).isEqualTo(PolicyFile.hash(rules).hex());
  }

  @Test
  void a_dry_run_says_which_open_follow_ups_would_move_and_changes_nothing() {
    Story story =
        StoryFolders.read(Path.of("test-fixtures/stories/010-mission-ended-site-gives-to-duty"));
    try (MemoryStore store = new MemoryStore("dry")) {
      new StoryPlayer(story, store, Formats.ALL, StoryFolders.SHEETS, Checkpoint.NONE).play();
      FollowUp before = store.openFollowUps(10).get(0);
      PolicyFile change =
          PolicyReader.read(
                  Map.of(
                      "sainte-aube.yaml",
                      """
                      name: sainte-aube
                      version: 2
                      site: sainte-aube
                      times: { decision-days: 4 }
                      requester-away: offer
                      requester-cannot-practise: duty-doctor
                      """))
              .get(0);

      int moved =
          new PolicyDryRun(change, story.policies(NOW), store.roster())
              .print(store, NOW, new PrintWriter(out, true));

      assertThat(moved).isEqualTo(1);
      assertThat(out.toString().lines())
          .containsExactly(
              before.reference()
                  + " : échéance 2026-11-23 18:00 et étape du 2026-11-23 18:00 inchangées ;"
                  + " ensuite, échelon 1 -> 1, étape suivante 2026-11-24 12:00 -> 2026-11-26 12:00",
              change.policy().name() + " : 1 suivis ouverts, 1 changeraient. Rien n'est changé.",
              "Ce qui est en cours garde son responsable, son échéance et l'étape déjà fixée. Les"
                  + " nouvelles règles valent pour les étapes d'après, pour ce qu'un geste fait"
                  + " repartir (ouvrir, prendre en charge, décider) et pour les résultats reçus"
                  + " ensuite.");
      assertThat(store.openFollowUps(10)).isEqualTo(List.of(before));
      FollowUp after = inForce(store, change, before);
      assertThat(after.deadline()).isEqualTo(Instant.parse("2026-11-23T17:00:00Z"));
      assertThat(after.rung()).isEqualTo(1);
      assertThat(after.nextDue()).isEqualTo(Instant.parse("2026-11-26T11:00:00Z"));
    }
  }

  /** What truly becomes of it when these rules are in force and nobody acts. */
  private static FollowUp inForce(MemoryStore store, PolicyFile change, FollowUp row) {
    InstantSource then = InstantSource.fixed(Objects.requireNonNull(row.nextDue()));
    Rules rules = Rules.sandbox("test").with(site -> change.policy());
    new Timers(store, rules, then, new RandomIds(then), Checkpoint.NONE, 10).runOnce();
    return store.openFollowUps(10).get(0);
  }

  @Test
  void shorter_rungs_move_the_step_after_the_one_that_is_set(@TempDir Path folder)
      throws IOException {
    Files.copy(
        Path.of("test-fixtures/stories/094-urgent-on-friday-evening/un.hl7"),
        folder.resolve("un.hl7"));
    Files.writeString(
        folder.resolve(StoryReader.FILE),
        """
        title: Un urgent
        start: "2026-11-19 10:00"
        people: %s
        steps:
          - receive: { file: un.hl7 }
        """
            .formatted(StoryFolders.ROOT.resolve("people-year").toAbsolutePath()));
    Story story = StoryFolders.read(folder);
    try (MemoryStore store = new MemoryStore("dry")) {
      new StoryPlayer(story, store, Formats.ALL, StoryFolders.SHEETS, Checkpoint.NONE).play();
      FollowUp before = store.openFollowUps(10).get(0);
      String rules =
          SignedRules.unsigned(2, "15 min").replace("critical-rung: 15", "urgent-rung: 45");
      if (!"noyers".equals(before.site())) {
        rules = rules.replace("site: noyers", "site: " + before.site());
      }
      PolicyFile change = PolicyReader.read(Map.of("noyers.yaml", rules)).get(0);

      int moved =
          new PolicyDryRun(change, story.policies(NOW), store.roster())
              .print(store, NOW, new PrintWriter(out, true));

      assertThat(moved).isEqualTo(1);
      assertThat(out.toString())
          .contains("échéance 2026-11-19 14:00 et étape du 2026-11-19 12:00 inchangées")
          .contains("échelon 1 -> 2, étape suivante 2026-11-19 14:00 -> 2026-11-19 12:15");
      FollowUp after = inForce(store, change, before);
      assertThat(after.deadline()).isEqualTo(before.deadline());
      assertThat(after.rung()).isEqualTo(2);
      assertThat(after.nextDue()).isEqualTo(Instant.parse("2026-11-19T11:15:00Z"));
    }
  }

  private int settings(String... words) {
    CommandLine command = new CommandLine(new SettingsCommand());
    command.setOut(new PrintWriter(out, true));
    return command.execute(words);
  }
}
