// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.relais.core.model.Content;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.core.model.SenderCharset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterCsvTest {

  @Test
  void five_right_files_make_a_roster() {
    Roster roster = Directory.right().roster();

    assertThat(roster.version()).isEqualTo(1);
    assertThat(roster.practitioner("martin"))
        .contains(
            new Practitioner(
                "martin",
                "89970010115",
                "MARTIN",
                "Claire",
                LocalTime.of(8, 30),
                LocalTime.of(19, 0),
                null,
                null,
                "martin",
                null,
                null,
                null,
                null,
                null,
                Role.DOCTOR,
                null,
                null));
    assertThat(roster.practitioner("boyer").orElseThrow().missionEnds())
        .isEqualTo(LocalDate.of(2027, 5, 1));
    assertThat(roster.site("noyers").orElseThrow().carePlace()).isTrue();
    assertThat(roster.senders())
        .containsExactly(
            new Sender(
                "labo-serein",
                "Laboratoire du Serein",
                "890009991",
                "SIL-SEREIN",
                "LBM DU SEREIN",
                "labo-serein",
                "SEREINBIO",
                "noyers",
                true,
                null));
    assertThat(roster.code("labo-serein", "MSPNOY").orElseThrow().site()).isEqualTo("noyers");
    assertThat(roster.dutyDoctor("noyers", Directory.NOW).orElseThrow().id()).isEqualTo("martin");
    assertThat(roster.operatorDoctor(Directory.NOW).orElseThrow().id()).isEqualTo("lenoir");
  }

  @Test
  void a_sender_may_declare_his_character_set_and_his_certificate() {
    String columns =
        "id,name,finess,application,facility,folder,hprim_code,site,cumulative,charset,certificate";

    Roster roster =
        Directory.right()
            .with("codes.csv", "sender,code,practitioner,site")
            .with(
                "senders.csv",
                columns,
                "a,A,,SIL-A,,,,,non,cp1252,labo-a.example",
                "b,B,,SIL-B,,,,,non,,")
            .roster();

    assertThat(roster.senders())
        .extracting(Sender::charset, Sender::certificate)
        .containsExactly(tuple(SenderCharset.WINDOWS_1252, "labo-a.example"), tuple(null, null));
    assertThat(
            Directory.right()
                .with("codes.csv", "sender,code,practitioner,site")
                .with("senders.csv", columns, "a,A,,SIL-A,,,,,non,EBCDIC,")
                .read()
                .<List<String>>fold(
                    taken -> List.of(),
                    refused -> refused.problems().stream().map(ImportProblem::cure).toList()))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("windows-1252", "CP850", "UTF-8");
  }

  @Test
  void a_spreadsheet_with_semicolons_a_mark_at_the_start_and_quotes_is_read_alike() {
    String text =
        "\uFEFFname;id;finess;care_place;referent\r\n"
            + "\"MSP du Serein; dite \"\"la MSP\"\"\";noyers;890009986;oui;martin\r\n";
    List<CsvFile> files = Directory.right().files();
    files.set(1, new CsvFile("sites.csv", Content.of(text, UTF_8)));

    Roster roster = Directory.rosterOf(Directory.importing(files, Roster.EMPTY, false));

    assertThat(roster.site("noyers").orElseThrow().name())
        .isEqualTo("MSP du Serein; dite \"la MSP\"");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-19 08:00, 2026-11-19 18:30, 2026-11-19T07:00:00Z, 2026-11-19T17:30:00Z",
    "2026-11-19,       2026-11-19,       2026-11-18T23:00:00Z, 2026-11-19T23:00:00Z",
    "J-1 08:00,        J,                2026-11-18T07:00:00Z, 2026-11-19T23:00:00Z",
    "J,                J+30 08:00,       2026-11-18T23:00:00Z, 2026-12-19T07:00:00Z",
    "2026-03-29,       2026-03-29,       2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
    "2026-10-25,       2026-10-25,       2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
  })
  void dates_are_read_on_the_clock_of_paris(String from, String to, Instant start, Instant end) {
    Roster roster =
        Directory.right().plus("roster.csv", "ABSENCE,martin,," + from + "," + to).roster();

    assertThat(roster.periods())
        .contains(new Period(Period.Kind.ABSENCE, "martin", null, null, start, end));
  }

  @Test
  void the_day_of_the_import_is_that_of_paris() {
    Instant afterMidnight = Instant.parse("2026-11-18T23:30:00Z");
    List<CsvFile> files =
        Directory.right().plus("roster.csv", "ABSENCE,martin,,J 08:00,J 09:00").files();

    Roster roster =
        Directory.rosterOf(
            new RosterCsv(InstantSource.fixed(afterMidnight))
                .importFiles(files, Roster.EMPTY, false));

    assertThat(roster.absent("martin", Instant.parse("2026-11-19T07:30:00Z"))).isTrue();
  }

  @Test
  void a_duty_of_nobody_is_centre_15s() {
    Roster roster =
        Directory.right()
            .changed("roster.csv", "DUTY,martin,noyers", "DUTY,personne,noyers")
            .roster();

    assertThat(roster.dutyDoctor("noyers", Directory.NOW)).isEmpty();
    assertThat(roster.periods()).anyMatch(p -> p.kind() == Period.Kind.DUTY);
  }

  @Test
  void one_file_replaces_its_part_and_the_rest_stays() {
    Roster before = Directory.right().roster();
    List<CsvFile> codes =
        List.of(
            new CsvFile(
                "codes.csv",
                Content.of("sender,code,practitioner,site\nlabo-serein,NEW,martin,\n", UTF_8)));

    Roster after = Directory.rosterOf(Directory.importing(codes, before, true));

    assertThat(after.version()).isEqualTo(2);
    assertThat(after.codes()).singleElement().extracting("code").isEqualTo("NEW");
    assertThat(after.practitioners()).isEqualTo(before.practitioners());
    assertThat(after.periods()).isEqualTo(before.periods());
  }

  @Test
  void a_person_still_referred_to_by_what_is_in_place_cannot_go() {
    Roster before = Directory.right().roster();
    List<CsvFile> people =
        Directory.right().changed("people.csv", "boyer,", "autre,").files().subList(0, 1);

    List<ImportProblem> problems = Directory.problemsOf(Directory.importing(people, before, true));

    assertThat(problems).extracting(ImportProblem::file).contains("roster.csv", "codes.csv");
    assertThat(problems).allMatch(p -> p.line() == 0 && p.cause().startsWith("Déjà en place, "));
  }

  @Test
  void a_folder_is_read_from_disk(@TempDir Path folder) throws IOException {
    for (CsvFile file : Directory.right().files()) {
      Files.write(folder.resolve(file.name()), file.content().bytes());
    }
    Files.writeString(folder.resolve("notes.txt"), "à ne pas lire");

    RosterImport result =
        new RosterCsv(InstantSource.fixed(Directory.NOW))
            .importPaths(List.of(folder), Roster.EMPTY, false);

    assertThat(Directory.rosterOf(result).practitioners()).hasSize(3);
  }

  @Test
  void a_path_that_is_not_there_is_told(@TempDir Path folder) {
    RosterImport result =
        new RosterCsv(InstantSource.fixed(Directory.NOW))
            .importPaths(List.of(folder.resolve("absent.csv")), Roster.EMPTY, false);

    assertThat(Directory.problemsOf(result)).hasSize(1);
  }

  @Test
  void a_file_in_another_charset_is_refused_and_not_guessed() {
    List<CsvFile> files = Directory.right().files();
    files.set(
        1,
        new CsvFile(
            "sites.csv",
            Content.of("id,name,finess,referent,care_place\nnoyers,Santé,,martin,\n", ISO_8859_1)));

    List<ImportProblem> problems =
        Directory.problemsOf(Directory.importing(files, Roster.EMPTY, false));

    assertThat(problems).singleElement().asString().startsWith("sites.csv : ").contains("UTF-8");
  }

  @Test
  void the_bundled_cast_is_right_and_shows_its_one_gap() throws IOException {
    RosterImport result =
        Directory.importing(CsvFile.inResources("/fr/relais/sandbox/people"), Roster.EMPTY, false);

    Roster roster = Directory.rosterOf(result);
    assertThat(roster.code("labo-serein", "BOYEAN").orElseThrow().practitioner())
        .isEqualTo("boyer");
    assertThat(roster.presentOn("boyer", LocalDate.of(2026, 11, 18))).contains("noyers");
    assertThat(roster.absent("roux", Directory.NOW)).isTrue();
    assertThat(roster.operatorDoctor(Directory.NOW).orElseThrow().id()).isEqualTo("lenoir");
    assertThat(Directory.warningsOf(result))
        .singleElement()
        .asString()
        .contains("noyers", "29/11/2026", "00:00 à 24:00");
  }

  @Test
  void the_page_of_the_cast_says_what_the_files_say() throws IOException {
    String page = Files.readString(Path.of("test-fixtures/people.md"));
    Roster roster =
        Directory.rosterOf(
            Directory.importing(
                CsvFile.inResources("/fr/relais/sandbox/people"), Roster.EMPTY, false));

    for (Practitioner p : roster.practitioners()) {
      String second = p.rpps() == null ? p.role().name() : p.rpps();
      assertThat(page).contains("| `" + p.id() + "` | " + p.title() + " | " + second + " |");
    }
    for (Sender s : roster.senders()) {
      assertThat(page).contains("| `" + s.id() + "` | " + s.name() + " | " + s.finess() + " |");
    }
    roster.codes().stream()
        .filter(c -> c.sender().equals("labo-serein"))
        .forEach(c -> assertThat(page).contains("`" + c.code() + "`"));
  }

  @Test
  void the_patients_of_the_cast_have_test_numbers_with_a_right_key() throws IOException {
    String page = Files.readString(Path.of("test-fixtures/people.md"));

    List<String> numbers =
        Pattern.compile("\\b\\d{15}\\b").matcher(page).results().map(MatchResult::group).toList();

    assertThat(numbers).hasSize(8).doesNotHaveDuplicates();
    for (String ins : numbers) {
      assertThat(ins.substring(7, 10)).as(ins).isEqualTo("999");
      long body = Long.parseLong(ins.substring(0, 13));
      assertThat(Integer.parseInt(ins.substring(13))).as(ins).isEqualTo(97 - (int) (body % 97));
    }
  }

  @Test
  void a_doctor_who_comes_and_goes_without_the_end_of_a_mission_is_told() {
    Directory visits =
        Directory.right()
            .plus("people.csv", "keller,89970010339,KELLER,Paul,,,,,")
            .plus("roster.csv", "PRESENCE,keller,noyers,J 08:00,J+4 18:00");
    Directory lives =
        Directory.right()
            .plus("people.csv", "keller,89970010339,KELLER,Paul,,,,,")
            .plus("roster.csv", "PRESENCE,keller,noyers,J-30,J+365");

    assertThat(Directory.warningsOf(visits.read()))
        .singleElement()
        .asString()
        .startsWith("people.csv, colonne mission_end : keller vient par périodes")
        .contains("médecin résident");
    assertThat(Directory.warningsOf(lives.read())).isEmpty();
  }
}
