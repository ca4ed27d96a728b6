// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Publication.Submitter;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.SharedRecords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be typed about the sandbox's DMP, and what Relais makes of it. */
class ConsoleDmpTest {
  private static final String STORY = "127-document-filed-once-in-the-dmp";
  private static final Path DOCUMENT =
      Path.of("test-fixtures", "stories", STORY, "encore.xml").toAbsolutePath();
  private static final Duration SOON = Duration.ofMinutes(1);

  private final SandboxDmp dmp = DmpHouse.dmp(STORY, Map.of());
  private final DmpHouse house = new DmpHouse(STORY, dmp, Checkpoint.NONE);
  private final TypedConsole console =
      new TypedConsole(
          house.store(), house.clock(), new ConsoleDmp(dmp, () -> house.store().roster()));

  @AfterEach
  void close() {
    console.close();
    house.close();
    dmp.close();
  }

  private void receives() {
    house.receives("labo-serein", DmpHouse.message(STORY, "encore.xml"));
    house.delivers(SOON);
  }

  /** How many documents a doctor of Noyers is shown, or the code by which he is refused. */
  private String read(String id) {
    Practitioner doctor = house.store().roster().practitioner(id).orElseThrow();
    SharedRecords.Reader reader =
        new SharedRecords.Reader(
            new Submitter("8" + doctor.rpps(), doctor.family(), doctor.given(), false, "SM26"),
            "1890009986",
            Instant.now());
    PatientIdentity patient =
        Objects.requireNonNull(
                Formats.ALL.decode(DmpHouse.message(STORY, "encore.xml")).parts().get(0).report())
            .patient();
    SharedRecords.Found found = house.door().records().find(reader, patient, Instant.EPOCH);
    return found instanceof SharedRecords.Refused refused
        ? refused.code()
        : String.valueOf(((SharedRecords.Found.Documents) found).all().size());
  }

  private String typed(String after) {
    return console.type("dmp " + DmpHouse.INS + " " + after);
  }

  @Test
  void a_filed_document_is_listed_with_its_author_its_state_and_its_version() {
    assertThat(console.type("dmp")).startsWith("Personne n'a encore demandé de DMP.");
    receives();
    assertThat(typed(""))
        .startsWith("DMP simulé ouvert :")
        .contains("FERRY")
        .contains("version 1, en vigueur · déposé par la structure 1890009986");
    assertThat(console.type("dmp")).contains(DmpHouse.INS + "  ouvert · documents : 1");
  }

  @Test
  void what_its_laboratory_filed_before_is_not_filed_again() {
    assertThat(console.type("dmp dépose " + DOCUMENT))
        .isEqualTo("Laboratoire, structure 1890009991 : déposé.\n");
    receives();
    assertThat(console.type("dmp dépose " + DOCUMENT)).endsWith(" : le document y était déjà.\n");
    assertThat(house.attempts()).containsExactly("DMP_ALREADY_THERE");
    assertThat(typed("").lines().filter(line -> line.contains("structure"))).hasSize(1);
    assertThat(typed("")).contains("déposé par la structure 1890009991");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fermé", "absent"})
  void a_record_that_is_closed_or_absent_refuses_and_is_open_again_afterwards(String state) {
    assertThat(typed(state)).isEqualTo("DMP simulé " + state + ", aucun document.\n");
    receives();
    assertThat(house.attempts())
        .containsExactly(state.equals("absent") ? "DMP_ABSENT" : "DMP_CLOSED");
    assertThat(typed("ouvert")).isEqualTo("DMP simulé ouvert, aucun document.\n");
    assertThat(console.type("dmp dépose " + DOCUMENT)).endsWith(" : déposé.\n");
  }

  @Test
  void a_busy_platform_is_asked_again() {
    assertThat(console.type("dmp panne occupé 1")).endsWith(" : 1. Relais réessaie.\n");
    receives();
    assertThat(house.attempts()).first().isEqualTo("DMP_BUSY");
    assertThat(house.attempts()).last().isEqualTo("DMP_FILED");
  }

  @Test
  void a_platform_that_files_and_breaks_off_has_it_once() {
    console.type("dmp panne coupé");
    receives();
    assertThat(house.attempts()).last().isEqualTo("DMP_ALREADY_THERE");
    assertThat(house.filed()).hasSize(1);
  }

  @Test
  void the_figures_say_what_waits_for_the_dmp_and_it_is_no_alarm() {
    console.type("dmp panne occupé 100");
    receives();
    assertThat(console.page("/ops/figures"))
        .contains("\"dmpWaiting\":1", "\"oldestDmpSeconds\":60", "\"dmpFiled\":0")
        .doesNotContain(DmpHouse.INS);
    assertThat(console.page("/ops/health")).contains("\"dmpWaiting\":1", "\"oldestDmpSeconds\":60");
    assertThat(console.page("/ops/metrics")).contains("relais_dmp_waiting 1");
  }

  @Test
  void the_figures_count_what_is_filed_and_what_is_refused() {
    typed("absent");
    receives();
    assertThat(console.page("/ops/figures"))
        .contains("\"dmpWaiting\":0", "\"oldestDmpSeconds\":0", "\"dmpFiled\":0")
        .contains("\"dmpRefused\":1", "\"awaitedReceipts\":0");
  }

  @Test
  void a_blocked_doctor_reads_nothing_and_the_others_do() {
    receives();
    assertThat(typed("bloque martin"))
        .startsWith("DMP simulé ouvert, mais refusé à Dr Claire MARTIN :");
    assertThat(read("martin")).isEqualTo("DMP_ACCESS_REFUSED");
    assertThat(read("keller")).isEqualTo("1");
    assertThat(typed("bloque personne")).startsWith("Quel médecin ?");
    assertThat(typed("débloque martin")).startsWith("DMP simulé ouvert :");
    assertThat(read("martin")).isEqualTo("1");
  }

  @Test
  void an_open_record_refuses_nobody_and_one_without_authorisations_waits_for_each_doctor() {
    receives();
    typed("bloque martin");
    assertThat(typed("ouvert")).startsWith("DMP simulé ouvert :");
    assertThat(read("martin")).isEqualTo("1");
    assertThat(typed("non autorisé")).startsWith("DMP simulé non autorisé :");
    assertThat(read("martin")).isEqualTo("DMP_AUTHORISATION_ABSENT");
    assertThat(typed("ouvert")).startsWith("DMP simulé ouvert :");
    assertThat(read("martin")).isEqualTo("1");
  }

  @Test
  void all_that_the_registry_says_of_a_document_is_shown_by_its_number() {
    receives();
    assertThat(typed("")).contains("\n  1  ");
    assertThat(typed("métadonnées 1"))
        .contains("uniqueId = ", "availabilityStatus = APPROVED", "structure = 1890009986")
        .contains("  typeCode = ", "  authorPerson = ", "  patientId = ", "  hash = ");
    assertThat(typed("métadonnées 2")).startsWith("Ce DMP n'a pas de document de ce numéro");
    assertThat(typed("métadonnées")).startsWith("Ce DMP n'a pas de document de ce numéro");
  }

  private String history() {
    return console.type("histoire " + house.open().get(0).reference());
  }

  @Test
  void the_history_says_what_was_decided_and_done_in_the_dmp() {
    receives();
    assertThat(history())
        .contains("À déposer au DMP : document tel que son producteur l'a fait.")
        .contains("DMP du patient : déposé\n");
  }

  @Test
  void what_our_own_try_filed_is_not_told_as_found_there() {
    console.type("dmp panne coupé");
    receives();
    assertThat(history())
        .contains("DMP du patient : déposé à un essai d'avant, dont la réponse s'était perdue\n")
        .doesNotContain("y était déjà");
  }

  @Test
  void what_another_filed_is_told_as_found_there() {
    console.type("dmp dépose " + DOCUMENT);
    receives();
    assertThat(history()).contains("DMP du patient : le document y était déjà\n");
  }

  @Test
  void the_history_says_why_the_dmp_refused() {
    typed("fermé");
    receives();
    assertThat(history()).contains("DMP du patient : refusé, le DMP du patient est fermé\n");
  }

  @Test
  void what_is_typed_wrong_is_answered_with_how_to_type_it(@TempDir Path folder) throws Exception {
    Path letter = Files.writeString(folder.resolve("lettre.txt"), "Bonjour");
    assertThat(console.type("dmp 12")).contains("dmp INS fermé|absent", "dmp INS non autorisé");
    assertThat(typed("ailleurs")).contains("dmp INS bloque|débloque QUI");
    assertThat(console.type("dmp panne totale")).contains("dmp panne occupé|muet|coupé");
    assertThat(console.type("dmp dépose")).isEqualTo("Quel fichier ?\n");
    assertThat(console.type("dmp dépose nulle/part.xml")).startsWith("Ce fichier n'existe pas");
    assertThat(console.type("dmp dépose " + letter)).startsWith("Ce fichier n'est pas un document");
    assertThat(console.type("aide")).contains("dmp dépose FICHIER", "liste  ");
  }
}
