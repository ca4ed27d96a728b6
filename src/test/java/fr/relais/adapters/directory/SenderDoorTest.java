// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Roster;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a sender takes acknowledgements, as {@code senders.csv} says it. */
class SenderDoorTest {
  private static Directory taking(String door) {
    return Directory.right()
        .with(
            "senders.csv",
            "id,name,finess,application,facility,folder,hprim_code,site,cumulative,acknowledgements",
            "labo-serein,Laboratoire du Serein,890009991,SIL-SEREIN,LBM DU SEREIN,labo-serein,"
                + "SEREINBIO,noyers,oui,"
                + door);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mllp://sil.serein.example:2576", "mllp://127.0.0.1:1", "serein-accuses"})
  void an_address_or_a_folder_is_kept_as_it_is_written(String door) {
    assertThat(taking(door).roster().senders())
        .singleElement()
        .satisfies(sender -> assertThat(sender.acknowledgements()).isEqualTo(door));
  }

  @Test
  void without_the_column_or_its_cell_there_is_none() {
    assertThat(taking("").roster().senders().get(0).acknowledgements()).isNull();
    assertThat(Directory.right().roster().senders().get(0).acknowledgements()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "mllp://sil.serein.example, MLLP",
    "mllp://sil.serein.example:0, MLLP",
    "mllp://a b:2576, MLLP",
    "mllp://:2576, MLLP",
    "../etc, dossier simple",
    "http://x:80, dossier simple",
    "martin, médecin",
  })
  void what_is_neither_or_someone_elses_is_refused(String door, String cause) {
    assertThat(Directory.problemsOf(taking(door).read()))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.column()).isEqualTo("acknowledgements");
              assertThat(problem.cause()).contains(cause);
            });
  }

  @Test
  void an_import_that_sends_them_elsewhere_waits_for_a_person() {
    Roster before = taking("serein-accuses").roster();

    List<ImportProblem> problems =
        Directory.problemsOf(
            Directory.importing(taking("mllp://10.0.0.9:2576").files(), before, false));

    assertThat(problems).extracting(ImportProblem::column).contains("acknowledgements");
  }
}
