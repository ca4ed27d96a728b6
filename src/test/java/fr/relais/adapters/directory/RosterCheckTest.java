// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Roster;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterCheckTest {

  @ParameterizedTest(name = "{0} + {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "people.csv  | x,8997001011,A,B,,,,,              | rpps         | 11 chiffres",
        "people.csv  | x,89970010116,A,B,,,,,             | rpps         | clé",
        "people.csv  | x,89970010115,A,B,,,,,             | rpps         | déjà",
        "people.csv  | martin,,A,B,,,,,                   | id           | déjà pris",
        "people.csv  | personne,,A,B,,,,,                 | id           | réservé",
        "people.csv  | a b,,A,B,,,,,                      | id           | forme",
        "people.csv  | x,,,B,,,,,                         | family       | vide",
        "people.csv  | x,,A,B,8h,19:00,,,                 | opens        | heure",
        "people.csv  | x,,A,B,08:00,,,,                   | opens        | par deux",
        "people.csv  | x,,A,B,19:00,08:00,,,              | closes       | après",
        "people.csv  | x,,A,B,,,31/12/2026,,              | mission_end  | jour",
        "people.csv  | x,,A,B,,,2026-02-30,,              | mission_end  | existe pas",
        "people.csv  | x,,A,B,,,,,../etc                  | folder       | dossier simple",
        "people.csv  | x,,A,B                             | ''           | 4 cases",
        "sites.csv   | s,S,,inconnu,                      | referent     | people.csv",
        "sites.csv   | s,S,,,                             | referent     | référent",
        "sites.csv   | s,S,12345678,martin,               | finess       | 9 caractères",
        "sites.csv   | noyers,S,,martin,                  | id           | déjà pris",
        "sites.csv   | s,S,,martin,peut-être              | care_place   | oui ou non",
        "roster.csv  | GARDE,martin,noyers,J,J            | kind         | connu",
        "roster.csv  | DUTY,inconnu,noyers,J,J            | practitioner | people.csv",
        "roster.csv  | DUTY,martin,ailleurs,J,J           | site         | sites.csv",
        "roster.csv  | DUTY,martin,,J,J                   | site         | vide",
        "roster.csv  | ABSENCE,martin,noyers,J,J          | site         | aucun site",
        "roster.csv  | ABSENCE,personne,,J,J              | practitioner | ne vaut que",
        "roster.csv  | ABSENCE,martin,,J 10:00,J 10:00    | to           | après le début",
        "roster.csv  | ABSENCE,martin,,J,J-1              | to           | après le début",
        "roster.csv  | ABSENCE,martin,,demain,J           | from         | comprise",
        "roster.csv  | ABSENCE,martin,,2027-03-28 02:30,2027-03-29 | from | heure d'été",
        "roster.csv  | ABSENCE,martin,,J,J 25:00          | to           | existe pas",
        "senders.csv | s,S,,SIL-SEREIN,LBM DU SEREIN,,,,  | application  | mêmes MSH-3",
        "senders.csv | s,S,,SIL-SEREIN,,,,,               | application  | mêmes MSH-3",
        "senders.csv | s,S,,,LBM,,,,                      | application  | sans MSH-3",
        "senders.csv | s,S,,,,labo-serein,,,              | folder       | déjà",
        "senders.csv | s,S,,,,,SEREINBIO,,                | hprim_code   | déjà",
        "senders.csv | s,S,,,,f,,ailleurs,                | site         | sites.csv",
        "codes.csv   | inconnu,X,martin,                  | sender       | senders.csv",
        "codes.csv   | labo-serein,X,martin,noyers        | practitioner | un seul",
        "codes.csv   | labo-serein,X,,                    | practitioner | un seul",
        "codes.csv   | labo-serein,X,inconnu,             | practitioner | people.csv",
        "codes.csv   | labo-serein,BOYEAN,martin,         | code         | déjà donné",
      })
  void a_wrong_line_is_told_by_its_place_and_nothing_is_imported(
      String file, String line, String column, String cause) {
    List<ImportProblem> problems = Directory.problemsOf(Directory.right().plus(file, line).read());

    assertThat(problems).hasSize(1);
    ImportProblem problem = problems.get(0);
    assertThat(problem.file()).isEqualTo(file);
    assertThat(problem.line()).isEqualTo(lastLine(file));
    assertThat(problem.column()).isEqualTo(column);
    assertThat(problem.cause()).contains(cause);
    assertThat(problem.cure()).isNotBlank();
  }

  private static int lastLine(String file) {
    return switch (file) {
      case "people.csv" -> 5;
      case "sites.csv", "senders.csv" -> 3;
      case "roster.csv" -> 6;
      default -> 4;
    };
  }

  @Test
  void every_error_of_every_file_is_told_at_once() {
    List<ImportProblem> problems =
        Directory.problemsOf(
            Directory.right()
                .plus("people.csv", "x,123,,B,,,,,")
                .plus("sites.csv", "s,S,1,martin,")
                .plus("codes.csv", "inconnu,X,martin,")
                .read());

    assertThat(problems)
        .extracting(ImportProblem::file)
        .containsExactlyInAnyOrder("people.csv", "people.csv", "sites.csv", "codes.csv");
  }

  @Test
  void lines_are_counted_as_in_an_editor_even_after_a_text_on_two_lines() {
    List<ImportProblem> problems =
        Directory.problemsOf(
            Directory.right()
                .plus("sites.csv", "s,\"deux\nlignes\",,martin,")
                .plus("sites.csv", "")
                .plus("sites.csv", "t,T,,inconnu,")
                .read());

    assertThat(problems).singleElement().extracting(ImportProblem::line).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sender,code,practitioner           | Il manque la colonne site.",
        "sender,code,practitioner,site,note | La colonne n° 5 n'est pas connue.",
        "sender,code,practitioner,site,site | La colonne site est donnée deux fois.",
        "'\"sender,code'                    | un guillemet ouvert",
      })
  void a_wrong_header_is_told(String header, String cause) {
    List<ImportProblem> problems =
        Directory.problemsOf(Directory.right().with("codes.csv", header).read());

    assertThat(problems).anyMatch(p -> p.cause().contains(cause));
    assertThat(problems).allMatch(p -> p.file().equals("codes.csv"));
  }

  @Test
  void an_empty_file_is_told() {
    List<CsvFile> files = Directory.right().files();
    files.set(4, new CsvFile("codes.csv", Content.of("", UTF_8)));

    assertThat(Directory.problemsOf(Directory.importing(files, Roster.EMPTY, false)))
        .singleElement()
        .extracting(ImportProblem::cause)
        .isEqualTo("Le fichier est vide.");
  }

  @Test
  void a_file_that_cannot_be_read_does_not_make_every_reference_wrong() {
    List<ImportProblem> problems =
        Directory.problemsOf(Directory.right().with("people.csv", "id,nom").read());

    assertThat(problems).isNotEmpty().allMatch(p -> p.file().equals("people.csv"));
  }

  @Test
  void a_file_with_an_unknown_name_is_not_left_aside_in_silence() {
    List<ImportProblem> problems =
        Directory.problemsOf(Directory.right().with("poeple.csv", "id").read());

    assertThat(problems).singleElement().extracting(ImportProblem::file).isEqualTo("poeple.csv");
  }

  @Test
  void no_file_at_all_is_an_error() {
    assertThat(Directory.importing(List.of(), Directory.right().roster(), false))
        .isInstanceOf(RosterImport.NotImported.class);
  }

  @Test
  void a_directory_without_the_last_rung_is_refused() {
    List<ImportProblem> problems =
        Directory.problemsOf(
            Directory.right()
                .changed("roster.csv", "OPERATOR_DUTY,lenoir", "ABSENCE,lenoir")
                .read());

    assertThat(problems)
        .singleElement()
        .extracting(ImportProblem::cause)
        .asString()
        .startsWith("Le dernier échelon manque");
  }

  @Test
  void a_last_rung_held_by_someone_who_cannot_practise_is_missing() {
    List<ImportProblem> problems =
        Directory.problemsOf(
            Directory.right().changed("people.csv", "Hugues,,,,,", "Hugues,,,,J-1,").read());

    assertThat(problems)
        .singleElement()
        .extracting(ImportProblem::cause)
        .asString()
        .startsWith("Le dernier échelon manque");
  }

  @ParameterizedTest
  @CsvSource({"J, 1", "J+1, 0"})
  void a_referent_is_refused_from_the_day_he_can_no_longer_practise(String day, int errors) {
    RosterImport result =
        Directory.right().changed("people.csv", "19:00,,,", "19:00,," + day + ",").read();

    assertThat(Directory.problemsOf(result)).hasSize(errors);
  }
}
