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

class RosterGuardTest {

  @Test
  void an_import_that_empties_a_list_waits_for_a_confirmation() {
    Roster before = withCodes(2);

    assertThat(Directory.problemsOf(Directory.importing(codes(0, 0), before, false)))
        .singleElement()
        .asString()
        .contains("viderait toute la liste (2 lignes", "en le confirmant");
    assertThat(Directory.rosterOf(Directory.importing(codes(0, 0), before, true)).codes())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // rows in place, rows of the file that were there, new rows, refused
    "40, 38,  0, false",
    "40, 37,  0, true",
    "40, 37, 10, true",
    "20, 19,  0, false",
    "20, 18,  0, true",
    "19, 18,  0, true",
    "2,   1,  0, true",
    "2,   1,  1, true",
    "2,   2,  1, false",
    "21, 20,  0, false",
    "21, 19,  0, true",
  })
  void an_import_that_removes_over_five_percent_waits_for_a_confirmation(
      int had, int kept, int added, boolean refused) {
    Roster before = withCodes(had);

    assertThat(Directory.problemsOf(Directory.importing(codes(kept, added), before, false)))
        .hasSize(refused ? 1 : 0);
    assertThat(Directory.problemsOf(Directory.importing(codes(kept, added), before, true)))
        .isEmpty();
  }

  @Test
  void periods_that_ended_may_go_and_those_to_come_may_not() {
    Directory old = Directory.right();
    Directory coming = Directory.right();
    for (int day = 1; day <= 30; day++) {
      old.plus("roster.csv", "ABSENCE,martin,,J-" + (day + 1) + ",J-" + day);
      coming.plus("roster.csv", "ABSENCE,martin,,J+" + day + ",J+" + (day + 1));
    }
    List<CsvFile> shorter = Directory.right().files().subList(2, 3);

    assertThat(Directory.problemsOf(Directory.importing(shorter, old.roster(), false))).isEmpty();
    assertThat(Directory.problemsOf(Directory.importing(shorter, coming.roster(), false)))
        .singleElement()
        .asString()
        .contains("retirerait 30 lignes sur 34");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "keller,89970010339,KELLER,Paul,,,,,; true",
        "keller,89970010339,KELLER,Paul,,,J-3,,; false",
        "keller,89970010339,KELLER,Paul,,,,J-3,; false",
      })
  void of_a_small_list_a_doctor_who_practises_does_not_go_unseen(String row, boolean waits) {
    Roster before = Directory.right().plus("people.csv", row).roster();
    List<CsvFile> without = Directory.right().files().subList(0, 1);

    assertThat(Directory.problemsOf(Directory.importing(without, before, false)))
        .hasSize(waits ? 1 : 0);
  }

  @Test
  void one_period_of_a_few_may_go_and_two_may_not() {
    Roster before = Directory.right().plus("roster.csv", "ABSENCE,martin,,J+3,J+4").roster();
    List<CsvFile> one = Directory.right().files().subList(2, 3);
    List<CsvFile> two =
        Directory.right()
            .changed("roster.csv", "ABSENCE,boyer,,2026-12-01,2026-12-02\n", "")
            .files()
            .subList(2, 3);

    assertThat(Directory.problemsOf(Directory.importing(one, before, false))).isEmpty();
    assertThat(Directory.problemsOf(Directory.importing(two, before, false)))
        .singleElement()
        .asString()
        .contains("retirerait 2 lignes sur 5");
  }

  @Test
  void a_dated_address_that_moves_a_mailbox_is_told_of_its_own_file() {
    Directory with =
        Directory.right()
            .with("endpoints.csv", "practitioner,channel,address,from,to", "martin,FOLDER,m,J-9,");
    Roster before = with.roster();
    List<CsvFile> moved =
        Directory.right()
            .with("endpoints.csv", "practitioner,channel,address,from,to", "martin,FOLDER,n,J-9,")
            .files()
            .subList(5, 6);

    assertThat(Directory.problemsOf(Directory.importing(moved, before, false)))
        .extracting(ImportProblem::toString)
        .anyMatch(p -> p.startsWith("endpoints.csv, colonne address : Le dossier de martin"))
        .noneMatch(p -> p.contains("people.csv"));
  }

  private static Roster withCodes(int count) {
    List<CsvFile> files = Directory.right().files();
    files.set(4, codes(count, 0).get(0));
    return Directory.rosterOf(Directory.importing(files, Roster.EMPTY, false));
  }

  private static List<CsvFile> codes(int count, int added) {
    StringBuilder text = new StringBuilder("sender,code,practitioner,site\n");
    for (int i = 0; i < count; i++) {
      text.append("labo-serein,C").append(i).append(",martin,\n");
    }
    for (int i = 0; i < added; i++) {
      text.append("labo-serein,N").append(i).append(",martin,\n");
    }
    return List.of(new CsvFile("codes.csv", Content.of(text.toString(), UTF_8)));
  }
}
