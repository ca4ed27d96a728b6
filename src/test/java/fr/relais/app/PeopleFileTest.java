// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.directory.CsvFile;
import fr.relais.adapters.directory.ImportProblem;
import fr.relais.adapters.store.MemoryStore;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Slot;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Rules;
import fr.relais.flow.StagedImports.Staged;
import fr.relais.flow.Store;
import fr.relais.flow.Visits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example Bundle over the sandbox's people; today is 19 November 2026. */
class PeopleFileTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-19T10:00:00Z"));
  private static final Path EXAMPLE =
      Path.of("test-fixtures", "fhir", "people-over-time.fhir.json");
  private static final String SOURCE = "fhir:people-over-time";

  private final Store store = new MemoryStore("node");
  private final Intake intake = new Intake(store, CLOCK);

  PeopleFileTest() {
    intake.take(cast(), true, "import");
  }

  private static List<CsvFile> cast() {
    try {
      return CsvFile.inResources("/fr/relais/sandbox/people");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The example, with pairs of words changed. */
  private static CsvFile example(String... changes) {
    try {
      String text = Files.readString(EXAMPLE);
      for (int i = 0; i < changes.length; i += 2) {
        assertThat(text).contains(changes[i]);
        text = text.replace(changes[i], changes[i + 1]);
      }
      return new CsvFile("people-over-time.fhir.json", Content.of(text, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Intake.Outcome take(boolean confirmed, String... changes) {
    return intake.take(List.of(example(changes)), confirmed, "import");
  }

  private List<ImportProblem> warnings(String... changes) {
    return take(true, changes)
        .result()
        .fold(
            taken -> taken.warnings(),
            refused -> {
              throw new AssertionError(refused.problems().toString());
            });
  }

  private List<Period> given() {
    return store.roster().periods().stream().filter(p -> SOURCE.equals(p.source())).toList();
  }

  private List<Instant> free(String practitioner) {
    return new Visits(store, Rules.sandbox("n1"), CLOCK, new CountedIds(), Checkpoint.NONE)
        .free(practitioner).slots().stream().map(Slot::start).toList();
  }

  @Test
  void the_same_facts_make_the_same_roster_by_csv_and_by_fhir() {
    warnings();
    Store other = new MemoryStore("other");
    new Intake(other, CLOCK).take(asCsv(), true, "import");

    Roster byFhir = store.roster();
    Roster byCsv = other.roster();
    assertThat(byFhir.practitioners()).isEqualTo(byCsv.practitioners());
    assertThat(byFhir.endpoints()).isEqualTo(byCsv.endpoints()).hasSize(1);
    assertThat(byFhir.periods().stream().map(PeopleFileTest::unsourced))
        .containsExactlyInAnyOrderElementsOf(byCsv.periods())
        .hasSizeGreaterThan(80);
  }

  private static Period unsourced(Period p) {
    return new Period(p.kind(), p.practitioner(), p.site(), p.standsInFor(), p.from(), p.to());
  }

  private static List<CsvFile> asCsv() {
    List<CsvFile> files = new ArrayList<>();
    for (CsvFile file : cast()) {
      String text = file.content().text(UTF_8);
      files.add(
          new CsvFile(
              file.name(),
              Content.of(
                  switch (file.name()) {
                    case "people.csv" -> text.replace("J+180", "2027-06-30");
                    case "endpoints.csv" ->
                        text.strip()
                            + "\nboyer,MAIL,anne.boyer@serein.mssante.test,2027-01-04,2027-06-30\n";
                    case "roster.csv" ->
                        text.strip().replace("\n", ",\n").replaceFirst("to,\n", "to,recurs\n")
                            + ",\nPRESENCE,boyer,noyers,2026-11-24 08:00,2026-11-24 18:00,"
                            + "\"FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270630\"\n"
                            + "ABSENCE,boyer,,2026-12-24,2027-01-03,\n"
                            + "PRESENCE,boyer,noyers,2026-12-05 09:00,2026-12-05 12:00,"
                            + "FREQ=MONTHLY;BYDAY=1SA;UNTIL=20270630\n"
                            + "PRESENCE,keller,noyers,2026-12-07 08:00,2026-12-11 18:00,\n";
                    default -> text;
                  },
                  UTF_8)));
    }
    return files;
  }

  @Test
  void the_same_extract_again_makes_no_new_version_and_another_replaces_what_it_gave() {
    warnings();
    Roster first = store.roster();
    warnings();
    assertThat(store.roster()).isSameAs(first);

    warnings("\"2026-12-11T18:00:00+01:00\"", "\"2026-12-09T18:00:00+01:00\"");

    assertThat(given())
        .filteredOn(p -> "keller".equals(p.practitioner()))
        .extracting(Period::to)
        .containsExactly(Instant.parse("2026-12-09T17:00:00Z"));
    assertThat(given())
        .hasSameSizeAs(first.periods().stream().filter(p -> SOURCE.equals(p.source())).toList());
  }

  @Test
  void free_times_are_proposed_and_go_away_with_the_extract_that_no_longer_gives_them() {
    warnings();
    assertThat(free("boyer")).containsExactly(Instant.parse("2026-12-05T10:00:00Z"));

    warnings("\"status\": \"free\"", "\"status\": \"busy\"");
    assertThat(free("boyer")).isEmpty();

    warnings();
    warnings("\"id\": \"boyer-samedis\",", "\"id\": \"boyer-samedis\", \"active\": false,");
    assertThat(free("boyer")).isEmpty();
  }

  @Test
  void an_address_that_would_change_waits_for_a_named_person_with_all_that_came_beside_it() {
    Roster before = store.roster();

    Staged waiting = Objects.requireNonNull(take(false).waiting());

    assertThat(waiting.reasons()).singleElement().asString().contains("boyer", "date donnée");
    assertThat(waiting.differences()).anyMatch(d -> d.startsWith("endpoints.csv"));
    assertThat(store.roster()).isSameAs(before);
    assertThat(free("boyer")).isEmpty();

    intake.takeStaged(waiting, "lenoir");
    assertThat(given()).isNotEmpty();
    assertThat(free("boyer")).hasSize(1);
  }

  @Test
  void a_mailbox_without_dates_takes_the_place_of_that_of_the_person_once_someone_agreed() {
    String[] undated = {
      "\"period\": { \"start\": \"2027-01-04\", \"end\": \"2027-06-30\" },",
      "",
      "\"period\": { \"start\": \"2026-11-23\", \"end\": \"2027-06-30\" },",
      "",
      "\"availableTime\": [\n"
          + "          { \"daysOfWeek\": [ \"tue\", \"thu\" ], \"availableStartTime\":"
          + " \"08:00:00\", \"availableEndTime\": \"18:00:00\" }\n"
          + "        ],",
      "",
    };

    Staged waiting = Objects.requireNonNull(take(false, undated).waiting());
    assertThat(waiting.reasons()).singleElement().asString().contains("messagerie de boyer");
    intake.takeStaged(waiting, "lenoir");

    Practitioner boyer = store.roster().practitioner("boyer").orElseThrow();
    assertThat(boyer.address(Channel.MAIL)).isEqualTo("anne.boyer@serein.mssante.test");
    assertThat(store.roster().endpoints()).isEmpty();
    assertThat(boyer.missionEnds()).isEqualTo(LocalDate.parse("2027-05-18"));
  }

  @Test
  void an_extract_that_empties_its_periods_waits() {
    warnings();

    Staged waiting =
        Objects.requireNonNull(
            take(false, "89970010222", "89970011113", "89970010339", "89970011113").waiting());

    assertThat(waiting.reasons()).anyMatch(r -> r.contains("viderait"));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"89970010339\" | \"89970011113\" | Bundle.entry[6].resource.planningHorizon | personne",
        "\"2.999.250.3\", \"value\": \"noyers\" | \"2.999.250.3\", \"value\": \"ailleurs\" |"
            + " Bundle.entry[6].resource.planningHorizon | lieu",
      })
  void whoever_is_not_known_is_told_with_the_place_and_left_out(
      String from, String to, String place, String what) {
    List<ImportProblem> warnings =
        warnings(
            from.replace("\"2.999", "\"urn:oid:2.999"), to.replace("\"2.999", "\"urn:oid:2.999"));

    assertThat(warnings).anyMatch(w -> w.column().equals(place) && w.cause().contains(what));
    assertThat(given()).isNotEmpty().noneMatch(p -> "keller".equals(p.practitioner()));
    assertThat(store.roster().practitioners()).hasSize(11);
  }

  @Test
  void a_slot_that_has_passed_is_told_and_left_out() {
    List<ImportProblem> warnings =
        warnings(
            "\"start\": \"2026-12-05T11:00:00+01:00\"", "\"start\": \"2026-11-18T11:00:00+01:00\"",
            "\"end\": \"2026-12-05T11:20:00+01:00\"", "\"end\": \"2026-11-18T11:20:00+01:00\"");

    assertThat(warnings)
        .anyMatch(
            w -> w.column().equals("Bundle.entry[4].resource") && w.cause().contains("passé"));
    assertThat(free("boyer")).isEmpty();
    assertThat(given()).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-12-05T10:20:00Z | 2026-12-05T10:10:00Z | Bundle.entry[5].resource | recouvre",
        "\"code\": \"MONTHLY\" | \"code\": \"HOURLY\" | Bundle.entry[3].resource.extension[0] |"
            + " répétition",
        "anne.boyer@serein | anne boyer@serein | Bundle.entry[2].resource.endpoint[0] | adresse",
      })
  void what_contradicts_itself_is_refused_whole(
      String from, String to, String place, String cause) {
    Roster before = store.roster();

    List<ImportProblem> problems = refused(from, to);

    assertThat(problems).anyMatch(p -> p.column().equals(place) && p.cause().contains(cause));
    assertThat(problems.toString()).doesNotContain("BOYER", "serein.mssante");
    assertThat(store.roster()).isSameAs(before);
    assertThat(free("boyer")).isEmpty();
  }

  private List<ImportProblem> refused(String... changes) {
    return take(true, changes).result().fold(taken -> List.of(), refused -> refused.problems());
  }

  @Test
  void nobody_is_at_two_places_at_a_time() {
    assertThat(refused("89970010339", "89970010222", "\"noyers\"", "\"sainte-aube\""))
        .extracting(ImportProblem::cause)
        .anyMatch(c -> c.contains("Bundle.entry[2]") && c.contains("deux lieux"));
  }

  @Test
  void nobody_has_two_mailboxes_the_same_day() {
    String name = "\"name\": [ { \"family\": \"BOYER\", \"given\": [ \"Anne\" ] } ]";
    String second =
        ", \"telecom\": [ { \"system\": \"email\", \"value\": \"autre@mss.test\", \"period\": {"
            + " \"start\": \"2027-06-01\" }, \"extension\": [ { \"url\":"
            + " \"https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type\","
            + " \"valueCodeableConcept\": { \"coding\": [ { \"code\": \"MSSANTE\" } ] } } ] } ]";

    assertThat(refused(name, name + second))
        .extracting(ImportProblem::cause)
        .anyMatch(c -> c.contains("deux messageries"));
  }

  @Test
  void an_absence_from_one_of_two_places_is_refused() {
    List<ImportProblem> problems =
        refused(
            "89970010339", "89970010222",
            "\"noyers\"", "\"sainte-aube\"",
            "2026-12-07T", "2026-12-04T",
            "2026-12-11T", "2026-12-04T");

    assertThat(problems)
        .singleElement()
        .extracting(ImportProblem::cause)
        .asString()
        .contains("un des lieux");
    assertThat(problems.get(0).column()).contains("notAvailable[0]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"period\": { \"start\": \"2026-11-23\", \"end\": \"2027-06-30\" } |"
            + " \"period\": { \"start\": \"2025-11-24\", \"end\": \"2026-10-30\" } | mission",
        "TRE_R23-ModeExercice/FHIR/TRE-R23-ModeExercice\", \"code\": \"B\" |"
            + " TRE_R22-GenreActivite/FHIR/TRE-R22-GenreActivite\", \"code\": \"GENR03\" | rôle",
      })
  void a_mission_that_would_be_over_or_another_role_waits(String from, String to, String what) {
    Staged waiting = Objects.requireNonNull(take(false, from, to).waiting());

    assertThat(waiting.reasons()).anyMatch(r -> r.contains(what) && r.contains("boyer"));
  }

  @Test
  void someone_who_only_replaces_becomes_a_replacement() {
    warnings(
        "TRE_R23-ModeExercice/FHIR/TRE-R23-ModeExercice\", \"code\": \"B\"",
        "TRE_R22-GenreActivite/FHIR/TRE-R22-GenreActivite\", \"code\": \"GENR02\"");

    Practitioner boyer = store.roster().practitioner("boyer").orElseThrow();
    assertThat(boyer.role()).isEqualTo(Role.REPLACEMENT);
    assertThat(boyer.missionEnds()).isEqualTo(LocalDate.parse("2027-05-18"));
  }

  @Test
  void care_teams_bear_the_same_ending_and_are_told_apart() {
    assertThat(CareTeamFile.is(EXAMPLE)).isFalse();
    assertThat(CareTeamFile.is(EXAMPLE.resolveSibling("care-teams.fhir.json"))).isTrue();
  }
}
