// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.directory.CsvFile;
import fr.relais.adapters.directory.GeneralPractitionersCsv;
import fr.relais.adapters.directory.GeneralPractitionersCsv.Reading;
import fr.relais.adapters.directory.ImportProblem;
import fr.relais.core.decide.Act;
import fr.relais.core.decide.Acts;
import fr.relais.core.model.Content;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Handover;
import fr.relais.core.model.RefusalReason;
import fr.relais.core.model.Roster;
import fr.relais.flow.DeclaredLists;
import fr.relais.flow.Rules;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list of patients with their médecin traitant, and what it changes for the next result. */
class DeclaredListTest {
  private static final String HEADER =
      "ins;birth_name;used_name;given;birth_date;sex;birth_place;practitioner;since\n";
  private static final String MARC =
      "172058999900217;PETIT;PETIT;Marc;1972-05-17;M;89999;lefevre;2026-01-05\n";
  private static final String JEANNE =
      "248028999900129;DURAND;;Jeanne Marie;1948-02-03;F;89999;89970010115;2025-03-01\n";

  private final Installation relais = new Installation("2026-11-19T14:00");

  private Reading read(String lines) {
    return read(lines, relais.store.roster());
  }

  private Reading read(String lines, Roster roster) {
    return new GeneralPractitionersCsv(relais.clock, Rules.REAL_OIDS)
        .read(
            new CsvFile(
                GeneralPractitionersCsv.FILE, Content.of(HEADER + lines, StandardCharsets.UTF_8)),
            roster);
  }

  private int take(String lines) {
    Reading read = read(lines);
    assertThat(read.problems()).isEmpty();
    return new DeclaredLists(relais.store, relais.clock, relais.ids)
        .take(read.said(), GeneralPractitionersCsv.FILE, "import");
  }

  /** To whom it is offered; null: to nobody. */
  private @Nullable String offered(String patient, String file) {
    return abnormal(patient, file).openOffer().map(Handover::to).orElse(null);
  }

  private FollowUp abnormal(String patient, String file) {
    relais.receives(
        new LabMessage(patient, file)
            .exam(file + "^Exam " + file + "^L")
            .value("X" + file + "^Exam " + file + "^L", "9.1", "%", "4-6", "H")
            .content());
    return relais.open().stream()
        .max(Comparator.comparing(FollowUp::receivedAt).thenComparing(FollowUp::id))
        .orElseThrow();
  }

  @Test
  void the_next_abnormal_result_is_offered_to_the_doctor_of_the_list() {
    take(MARC);

    FollowUp row = abnormal(LabMessage.PETIT, "F-1");

    assertThat(row.owner()).isEqualTo("boyer");
    assertThat(row.openOffer()).map(Handover::to).contains("lefevre");
  }

  @Test
  void a_homonym_and_someone_whose_number_is_not_known_get_nothing() {
    take(MARC);

    assertThat(offered("PETIT^MARC|172058999901207|19720517|M", "F-1")).isNull();
    assertThat(offered("PETIT^MARC||19720517|M", "F-2")).isNull();
  }

  @Test
  void a_line_without_a_number_is_never_enough_for_an_offer() {
    assertThat(take(MARC.replace("172058999900217", ""))).isEqualTo(1);

    assertThat(offered(LabMessage.PETIT, "F-1")).isNull();
    assertThat(take(MARC)).isEqualTo(1);
    assertThat(offered(LabMessage.PETIT, "F-2")).isEqualTo("lefevre");
  }

  @Test
  void the_same_list_again_says_nothing_new_and_an_older_one_neither() {
    assertThat(take(MARC + JEANNE)).isEqualTo(2);
    assertThat(take(MARC + JEANNE)).isZero();
    assertThat(take(MARC.replace("2026-01-05", "2024-01-05"))).isZero();
    assertThat(take(MARC.replace("2026-01-05", "2026-02-05"))).isEqualTo(1);
  }

  @Test
  void the_later_declaration_wins_whatever_the_order_of_the_lists() {
    take(MARC);
    take(MARC.replace("lefevre;2026-01-05", "martin;2020-01-05"));

    assertThat(offered(LabMessage.PETIT, "F-1")).isEqualTo("lefevre");
  }

  @Test
  void what_the_doctor_ended_is_only_revived_by_a_later_day() {
    take(MARC);
    FollowUp row = abnormal(LabMessage.PETIT, "F-1");
    Act refusal =
        Act.of(Act.Kind.REFUSE, "lefevre", relais.clock.instant())
            .because(RefusalReason.NOT_MY_PATIENT);
    assertThat(relais.walk.followUps().act(row.id(), refusal)).isInstanceOf(Acts.Result.Done.class);

    assertThat(take(MARC)).isZero();
    assertThat(take(MARC.replace("2026-01-05", "2026-11-19"))).isZero();
    assertThat(offered(LabMessage.PETIT, "F-2")).isNull();

    relais.at("2026-11-21T10:00");
    assertThat(take(MARC.replace("2026-01-05", "2026-11-20"))).isEqualTo(1);
    assertThat(offered(LabMessage.PETIT, "F-3")).isEqualTo("lefevre");
  }

  @ParameterizedTest
  @CsvSource({
    "lefevre, durand, practitioner, n'est pas connu",
    "lefevre, colin, practitioner, n'est pas médecin",
    "172058999900217, 172058999900218, ins, clé de l'INS",
    ";M;, ;F;, sex, autre sexe",
    ";M;, ;X;, sex, n'est pas connu",
    "1972-05-17, 1872-05-17, birth_date, vraisemblable",
    "1972-05-17, 2026-11-20, birth_date, vraisemblable",
    "1972-05-17, 1972-02-30, birth_date, n'existe pas",
    "2026-01-05, 2026-11-20, since, avenir",
    "2026-01-05, 1971-01-05, since, avant la naissance",
    "2026-01-05, '', since, vide",
    ";Marc;, ;;, given, vide",
  })
  void one_wrong_cell_refuses_the_whole_list_with_its_place(
      String from, String to, String column, String cause) {
    Reading read = read(JEANNE + MARC.replace(from, to), People.cast(relais.clock));

    assertThat(read.said()).isEmpty();
    assertThat(read.problems()).isNotEmpty();
    ImportProblem problem = read.problems().get(0);
    assertThat(problem.toString())
        .startsWith("general-practitioners.csv, ligne 3, colonne " + column + " : ");
    assertThat(problem.cause()).contains(cause).doesNotContain("PETIT", "172058999900218");
    assertThat(problem.cure()).isNotBlank();
  }

  @Test
  void two_doctors_on_the_same_day_are_refused() {
    assertThat(read(MARC + MARC.replace("lefevre", "martin")).problems())
        .extracting(ImportProblem::column)
        .containsExactly("practitioner");
  }
}
