// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.relais.core.decide.Policy;
import fr.relais.core.model.Roster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {
  private static final Roster PEOPLE =
      People.cast(InstantSource.fixed(Instant.parse("2026-11-19T09:00:00Z")));
  private static final LocalDate TODAY = LocalDate.parse("2026-11-19");

  @Test
  void what_a_file_does_not_say_is_as_in_the_design() {
    PolicyFile file = read(SignedRules.noyers(3, "10 min"));

    assertThat(file.policy().times().criticalRung()).isEqualTo(Duration.ofMinutes(10));
    assertThat(file.policy().times().urgentRung()).isEqualTo(Duration.ofHours(2));
    assertThat(file.policy().name()).isEqualTo("noyers-3#" + file.hash().hex().substring(0, 8));
    assertThat(PolicySignatures.faults(file, PEOPLE, TODAY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "critical-rung: 15 min|critical-rung: 31 min|5|times, critical-rung : Cette durée sort des",
        "critical-rung: 15 min|critical-rung: 0 min|5|times, critical-rung : Cette durée sort des",
        "critical-rung: 15 min|critical-rung: -5 min|5|times, critical-rung : Ce n'est pas une"
            + " durée",
        "critical-rung: 15 min|normal-days: 11|5|times, normal-days : Ce nombre de jours sort",
        "critical-rung: 15 min|abnormal-due-at: 19:00|5|times, abnormal-due-at : Cette heure",
        "critical-rung: 15 min|critical-rug: 15 min|5|times, critical-rug : Ce champ n'existe pas",
        "requester-away: offer|requester-away: never|6|requester-away : Ce choix n'existe pas",
        "requester-cannot-practise: duty-doctor|lowered: []|1|requester-cannot-practise : Cette"
            + " clause",
        "requester-cannot-practise: duty-doctor|requester-cannot-practise:"
            + " offer|7|requester-cannot-practise : Cette clause",
        "version: 1|version: 0|2|version : Les versions",
        "name: noyers|name: ailleurs|1|name : Le nom n'est pas celui du fichier",
        "version: 1|name: noyers|2|name : Ce champ est écrit deux fois",
      })
  void a_fault_names_its_exact_line_and_place(String right, String wrong, int line, String says) {
    String text = SignedRules.unsigned(1, "15 min");
    assertThat(text).contains(right);

    StoryProblem problem = refused(text.replace(right, wrong));

    assertThat(problem.faults().stream().map(String::valueOf))
        .anyMatch(f -> f.startsWith("noyers.yaml, ligne " + line + ", " + says));
  }

  @Test
  void a_text_that_changed_since_it_was_signed_is_refused() {
    String text = SignedRules.noyers(1, "15 min").replace("15 min", "20 min");

    assertThat(refused(text).getMessage())
        .startsWith("noyers.yaml, ligne 11, signed, hash : Ce n'est pas l'empreinte de ce texte");
  }

  @Test
  void nothing_below_the_signature_escapes_it() {
    String text = SignedRules.noyers(1, "15 min") + "secretary:\n  exam-name: true\n";

    assertThat(refused(text).getMessage())
        .startsWith("noyers.yaml, ligne 8, signed : Ce bloc n'est pas le dernier du fichier");
  }

  @Test
  void line_ends_of_another_system_change_nothing_of_the_signature() {
    String text = SignedRules.noyers(1, "15 min");

    assertThat(PolicyFile.hash(text.replace("\n", "\r\n"))).isEqualTo(PolicyFile.hash(text));
  }

  @Test
  void only_the_referent_of_the_site_signs() {
    PolicyFile other = read(SignedRules.signed(SignedRules.unsigned(1, "15 min"), "lefevre"));
    PolicyFile none = read(SignedRules.unsigned(1, "15 min"));

    assertThat(PolicySignatures.faults(other, PEOPLE, TODAY))
        .extracting(StoryProblem.Fault::toString)
        .singleElement()
        .asString()
        .startsWith("noyers.yaml, ligne 9, signed, by : Ce n'est pas le médecin référent");
    assertThat(PolicySignatures.faults(none, PEOPLE, TODAY))
        .extracting(StoryProblem.Fault::cause)
        .containsExactly("Ces règles ne sont pas signées.");
  }

  @Test
  void rules_for_every_site_are_signed_by_a_doctor_of_the_operators_duty() {
    String all =
        "name: partout\n"
            + "version: 1\n"
            + "requester-away: offer\n"
            + "requester-cannot-practise: duty-doctor\n";

    assertThat(
            PolicySignatures.faults(everywhere(SignedRules.signed(all, "lenoir")), PEOPLE, TODAY))
        .isEmpty();
    assertThat(
            PolicySignatures.faults(everywhere(SignedRules.signed(all, "martin")), PEOPLE, TODAY))
        .hasSize(1);
  }

  private static PolicyFile everywhere(String text) {
    return PolicyReader.read(Map.of("partout.yaml", text)).get(0);
  }

  @Test
  void the_default_file_says_what_the_design_says_and_may_say_nothing_else_unsigned() {
    Map<String, String> shipped = PolicyReader.texts(Path.of("routes", "policy"));
    String text = shipped.get("default.yaml");
    PolicyFile own = PolicyReader.read(Map.of("default.yaml", text)).get(0);
    PolicyFile changed =
        PolicyReader.read(Map.of("default.yaml", text.replace("15 min", "10 min"))).get(0);

    assertThat(own.policy().times()).isEqualTo(Policy.DEFAULT.times());
    assertThat(PolicySignatures.faults(own, PEOPLE, TODAY)).isEmpty();
    assertThat(PolicySignatures.faults(changed, PEOPLE, TODAY)).hasSize(1);
  }

  @Test
  void a_table_of_another_edition_is_refused_and_the_shipped_one_is_taken() {
    String with =
        SignedRules.unsigned(1, "15 min")
            + "critical-values:\n  default: on\n  table: \"%s\"\n  lines: []\n";

    assertThat(refused(with.formatted("00000000")).getMessage())
        .startsWith("noyers.yaml, ligne 10, critical-values, table : Ce n'est pas une édition");
    assertThat(read(with.formatted(CriticalTable.shipped().edition())).policy().marks().critical())
        .extracting(values -> values.lines().size())
        .isEqualTo(CriticalTable.shipped().lines().size());
  }

  @Test
  void an_acceptance_after_the_fact_or_of_nobody_is_refused() {
    String with =
        SignedRules.unsigned(1, "15 min")
            + "standing-acceptances:\n"
            + "  - { doctor: %s, kinds: [BIOLOGY], days: [MONDAY], from: 2026-11-01, to:"
            + " 2026-12-01, signed: %s }\n";

    assertThat(refused(with.formatted("martin", "2026-11-02")).getMessage())
        .startsWith("noyers.yaml, ligne 9, standing-acceptances 1, signed : Signé après le début");
    PolicyFile nobody =
        read(SignedRules.signed(with.formatted("personne-x", "2026-10-30"), "martin"));
    assertThat(PolicySignatures.faults(nobody, PEOPLE, TODAY))
        .extracting(StoryProblem.Fault::place)
        .containsExactly("noyers.yaml, ligne 9, standing-acceptances 1, doctor");
  }

  @Test
  void a_text_that_is_no_yaml_is_told_its_line() {
    assertThat(refused("name: noyers\nversion: [1\n").getMessage())
        .startsWith("noyers.yaml, ligne 3 : Ce n'est pas du YAML.");
  }

  @Test
  void two_files_for_one_site_are_refused() {
    StoryProblem problem =
        catchThrowableOfType(
            StoryProblem.class,
            () ->
                PolicyReader.read(
                    Map.of(
                        "noyers.yaml",
                        SignedRules.unsigned(1, "15 min"),
                        "encore.yaml",
                        SignedRules.unsigned(1, "15 min")
                            .replace("name: noyers", "name: encore"))));

    assertThat(problem.faults()).hasSize(1);
    assertThat(problem.getMessage()).contains(", site : Le fichier ");
  }

  @Test
  void every_line_of_the_shipped_tables_has_a_sound_code_and_its_source() throws Exception {
    List<fr.relais.core.decide.CriticalValues.Line> lines = CriticalTable.shipped().lines();

    assertThat(lines).hasSizeGreaterThan(30).allMatch(l -> CriticalTable.loinc(l.loinc()));
    assertThat(lines)
        .allMatch(l -> !l.source().isBlank() && (l.below() != null || l.above() != null));
    assertThat(
            java.nio.file.Files.readAllLines(
                Path.of("src/main/resources/fr/relais/policy/lowered.csv")))
        .filteredOn(l -> !l.startsWith("#") && !l.startsWith("code"))
        .hasSize(9)
        .allMatch(l -> CriticalTable.loinc(l.substring(0, l.indexOf(';'))));
  }

  private static PolicyFile read(String text) {
    return PolicyReader.read(Map.of("noyers.yaml", text)).get(0);
  }

  private static StoryProblem refused(String text) {
    StoryProblem problem = catchThrowableOfType(StoryProblem.class, () -> read(text));
    assertThat(problem).isNotNull();
    return problem;
  }

  @ParameterizedTest
  @CsvSource({"2026-11-19, false", "2026-11-20, true", "2027-01-01, true"})
  void nobody_signed_tomorrow(String on, boolean wrong) {
    PolicyFile file = read(SignedRules.noyers(1, "10 min").replace("2026-11-02", on));

    assertThat(PolicySignatures.faults(file, PEOPLE, TODAY))
        .extracting(StoryProblem.Fault::toString)
        .hasSize(wrong ? 1 : 0)
        .allMatch(fault -> fault.startsWith("noyers.yaml, ligne 10, signed, on : Ce jour est à"));
  }

  @Test
  void what_is_not_yaml_is_told_once_and_gives_no_rules_to_every_site() {
    StoryProblem problem =
        catchThrowableOfType(
            StoryProblem.class,
            () ->
                PolicyReader.read(
                    Map.of(
                        "default.yaml",
                        "name: default\nversion: 1\nrequester-away: offer\n"
                            + "requester-cannot-practise: duty-doctor\n",
                        "noyers.yaml",
                        "name: noyers\n  version: [\n")));

    assertThat(problem.faults())
        .singleElement()
        .asString()
        .startsWith("noyers.yaml, ligne 2 : Ce n'est pas du YAML.");
  }
}
