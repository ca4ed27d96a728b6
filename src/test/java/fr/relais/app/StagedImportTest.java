// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.directory.CsvFile;
import fr.relais.adapters.store.MemoryStore;
import fr.relais.core.model.Content;
import fr.relais.core.model.Roster;
import fr.relais.flow.StagedImports.Staged;
import fr.relais.flow.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** An import that looks wrong waits for a named person; the sandbox's people are in place. */
class StagedImportTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-19T10:00:00Z"));

  private final Store store = new MemoryStore("node");
  private final Intake intake = new Intake(store, CLOCK);
  private final StringWriter said = new StringWriter();

  StagedImportTest() {
    intake.take(cast("", "", ""), true, "import");
  }

  private static List<CsvFile> cast(String file, String from, String to) {
    List<CsvFile> files = new ArrayList<>();
    try {
      for (CsvFile each : CsvFile.inResources("/fr/relais/sandbox/people")) {
        String text = each.content().text(UTF_8);
        files.add(
            each.name().equals(file)
                ? new CsvFile(file, Content.of(text.replaceAll(from, to), UTF_8))
                : each);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return files;
  }

  private Staged staged(String file, String from, String to) {
    return Objects.requireNonNull(intake.take(cast(file, from, to), false, "import").waiting());
  }

  private int decide(@Nullable String take, @Nullable String drop, @Nullable String by) {
    CommandLine command = new CommandLine(new RelaisCommand());
    command.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
    return new StagedDecision(intake, store.roster(), command).run(take, drop, by);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "people.csv; claire.martin@; c.martin@; messagerie de martin; martin",
        "people.csv; 0639980002; 0639980099; téléphone de boyer; boyer",
        "people.csv; 0199000002; 0199000009; second téléphone de boyer; boyer",
        "people.csv; ,martin,hprim; ,keller2,hprim; dossier de martin; martin",
        "people.csv; 0639980003,,; 0639980003,,https://ailleurs.example/x; logiciel de keller;"
            + " keller",
        "people.csv; logiciel.sandbox; ailleurs.sandbox; logiciel de roux; roux",
        "people.csv; J\\+90,,,; J+90,,martin,; dossier de keller; keller",
        "sites.csv; (?s)care_place(.*)oui(.*)non; 'care_place,mailbox$1oui,a@b.example$2non,';"
            + " messagerie du site noyers; noyers",
        "endpoints.csv; (?s)$(?!\\n"
            + "); '\n"
            + "site:noyers,MAIL,a@b.example,J,\n"
            + "'; messagerie du site noyers; site:noyers",
        "endpoints.csv; (?s)$(?!\\n"
            + "); '\n"
            + "site:noyers,MAIL,a@b.example,J+3,\n"
            + "'; du site noyers changerait; site:noyers",
        "senders.csv; SIL-SEREIN; SIL-AUTRE; labo-serein ne serait plus; labo-serein",
        "codes.csv; MARTCL,martin; MARTCL,keller; labo-serein qui désigne martin; labo-serein",
        "codes.csv; imagerie-avallon.BOYERA.*\\n"
            + "; ''; retirerait 1 lignes sur 9; imagerie-avallon BOYERA",
        "roster.csv; (?m)^(PRESENCE|ABSENCE).*\\n; ''; retirerait; PRESENCE",
        "codes.csv; (?m)^(labo|imag).*\\n; ''; viderait; 9 lignes, 0",
        "roster.csv; DUTY,(lefevre|personne),sainte-aube; ABSENCE,lefevre,; sainte-aube; DUTY",
      })
  void what_would_send_results_elsewhere_waits_and_changes_nothing(
      String file, String from, String to, String reason, String difference) {
    Roster before = store.roster();

    Staged waiting = staged(file, from, to);

    assertThat(waiting.reasons()).anyMatch(r -> r.contains(reason));
    assertThat(waiting.differences()).anyMatch(d -> d.contains(difference));
    assertThat(waiting.toString()).doesNotContain("@sandbox", "06399", "Claire");
    assertThat(store.roster()).isSameAs(before);
    assertThat(decide(null, null, null)).isZero();
    assertThat(said.toString()).contains(waiting.id(), "1 import(s)", reason);
  }

  @Test
  void an_address_that_would_change_later_waits_too() {
    Staged waiting =
        staged(
            "endpoints.csv",
            "(?s)$(?!\\n)",
            "\nboyer,MAIL,anne.boyer@ailleurs.mssante.example,J+10,\n");

    assertThat(waiting.reasons()).singleElement().asString().contains("boyer", "date donnée");
  }

  @Test
  void the_same_files_again_make_nothing_new() {
    Roster before = store.roster();
    assertThat(intake.take(cast("", "", ""), false, "import").waiting()).isNull();
    assertThat(store.roster()).isSameAs(before);

    Staged one = staged("people.csv", "0639980002", "0639980099");
    Staged again = staged("people.csv", "0639980002", "0639980099");
    Staged other = staged("people.csv", "0639980002", "0639980098");

    assertThat(again.id()).isEqualTo(one.id());
    assertThat(other.id()).isNotEqualTo(one.id());
    assertThat(intake.staged().waiting()).hasSize(2);
  }

  @Test
  void a_named_person_takes_it() {
    Staged waiting = staged("people.csv", "0639980002", "0639980099");

    assertThat(decide(waiting.id(), null, null)).isEqualTo(2);
    assertThat(decide(waiting.id(), null, "inconnu")).isEqualTo(2);
    assertThat(store.roster().practitioner("boyer").orElseThrow().phone()).endsWith("02");

    assertThat(decide(waiting.id(), null, "lenoir")).isZero();
    assertThat(store.roster().practitioner("boyer").orElseThrow().phone()).endsWith("99");
    assertThat(intake.staged().waiting()).isEmpty();
    assertThat(intake.staged().get(waiting.id()).orElseThrow().by()).isEqualTo("lenoir");
    assertThat(decide(waiting.id(), null, "lenoir")).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "martin, 0", // referent of the site
    "colin, 0", // operator
    "lenoir, 0", // on duty for the operator
    "aubry, 2", // host agent of another site
    "petitjean, 2", // secretary of the site
    "lefevre, 2", // referent of another site
    "boyer, 2", // whom it is about
    "fabre, 2", // may not practise any more
  })
  void only_who_answers_for_it_takes_or_drops_it(String by, int code) {
    Staged one = staged("roster.csv", "(?m)^DUTY,(martin|keller),noyers.*\\n", "");
    Staged other = staged("senders.csv", "SIL-SEREIN", "SIL-AUTRE");

    assertThat(decide(null, one.id(), by)).isEqualTo(code);
    assertThat(decide(other.id(), null, by)).isEqualTo(code);
    assertThat(said.toString().contains("Seul l'opérateur")).isEqualTo(code == 2);
  }

  @Test
  void what_is_of_no_site_is_for_the_operator() {
    Staged one = staged("senders.csv", "RIS-AVALLON", "RIS-AUTRE");

    assertThat(decide(one.id(), null, "martin")).isEqualTo(2);
    assertThat(decide(one.id(), null, "colin")).isZero();
  }

  @Test
  void what_was_dropped_stays_dropped_when_it_comes_again() {
    Staged waiting = staged("people.csv", "0639980002", "0639980099");

    assertThat(decide(null, waiting.id(), "lenoir")).isZero();
    Staged again = staged("people.csv", "0639980002", "0639980099");

    assertThat(again.by()).isEqualTo("lenoir");
    assertThat(again.files()).isEmpty();
    assertThat(intake.staged().waiting()).isEmpty();
    assertThat(store.roster().practitioner("boyer").orElseThrow().phone()).endsWith("02");
  }

  @Test
  void whoever_confirms_is_not_asked_again() {
    List<CsvFile> files = cast("people.csv", "0639980002", "0639980099");

    assertThat(intake.take(files, true, "import").waiting()).isNull();
    assertThat(store.roster().practitioner("boyer").orElseThrow().phone()).endsWith("99");
  }

  @Test
  void a_wrong_file_is_refused_and_does_not_wait() {
    List<CsvFile> files = cast("people.csv", "89970010222", "89970010223");

    Intake.Outcome outcome = intake.take(files, false, "import");

    assertThat(outcome.waiting()).isNull();
    assertThat(outcome.result().<Boolean>fold(yes -> true, no -> false)).isFalse();
  }
}
