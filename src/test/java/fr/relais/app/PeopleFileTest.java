// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.directory.CsvFile;
import fr.relais.adapters.directory.ImportProblem;
import fr.relais.adapters.store.MemoryStore;
import fr.relais.core.model.Content;
import fr.relais.core.model.Period;
import fr.relais.core.model.Roster;
import fr.relais.flow.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a Bundle changes in the roster, and what of it is refused or left out. */
class PeopleFileTest {
  private final PeopleExample people = new PeopleExample();

  @Test
  void the_same_facts_make_the_same_roster_by_csv_and_by_fhir() {
    people.warnings();
    Store other = new MemoryStore("other");
    new Intake(other, PeopleExample.CLOCK).take(asCsv(), true, "import");

    Roster byFhir = people.store.roster();
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
    for (CsvFile file : PeopleExample.cast()) {
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
    people.warnings();
    Roster first = people.store.roster();
    people.warnings();
    assertThat(people.store.roster()).isSameAs(first);

    people.warnings("\"2026-12-11T18:00:00+01:00\"", "\"2026-12-09T18:00:00+01:00\"");

    assertThat(people.given())
        .filteredOn(p -> "keller".equals(p.practitioner()))
        .extracting(Period::to)
        .containsExactly(Instant.parse("2026-12-09T17:00:00Z"));
    assertThat(people.given())
        .hasSameSizeAs(
            first.periods().stream().filter(p -> PeopleExample.SOURCE.equals(p.source())).toList());
  }

  @Test
  void free_times_are_proposed_and_go_away_with_the_extract_that_no_longer_gives_them() {
    people.warnings();
    assertThat(people.free("boyer")).containsExactly(Instant.parse("2026-12-05T10:00:00Z"));

    people.warnings("\"status\": \"free\"", "\"status\": \"busy\"");
    assertThat(people.free("boyer")).isEmpty();

    people.warnings();
    people.warnings("\"id\": \"boyer-samedis\",", "\"id\": \"boyer-samedis\", \"active\": false,");
    assertThat(people.free("boyer")).isEmpty();
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
        people.warnings(
            from.replace("\"2.999", "\"urn:oid:2.999"), to.replace("\"2.999", "\"urn:oid:2.999"));

    assertThat(warnings).anyMatch(w -> w.column().equals(place) && w.cause().contains(what));
    assertThat(people.given()).isNotEmpty().noneMatch(p -> "keller".equals(p.practitioner()));
    assertThat(people.store.roster().practitioners()).hasSize(11);
  }

  @Test
  void a_slot_that_has_passed_is_told_and_left_out() {
    List<ImportProblem> warnings =
        people.warnings(
            "\"start\": \"2026-12-05T11:00:00+01:00\"", "\"start\": \"2026-11-18T11:00:00+01:00\"",
            "\"end\": \"2026-12-05T11:20:00+01:00\"", "\"end\": \"2026-11-18T11:20:00+01:00\"");

    assertThat(warnings)
        .anyMatch(
            w -> w.column().equals("Bundle.entry[4].resource") && w.cause().contains("passé"));
    assertThat(people.free("boyer")).isEmpty();
    assertThat(people.given()).isNotEmpty();
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
    Roster before = people.store.roster();

    List<ImportProblem> problems = people.refused(from, to);

    assertThat(problems).anyMatch(p -> p.column().equals(place) && p.cause().contains(cause));
    assertThat(problems.toString()).doesNotContain("BOYER", "serein.mssante");
    assertThat(people.store.roster()).isSameAs(before);
    assertThat(people.free("boyer")).isEmpty();
  }

  @Test
  void nobody_is_at_two_places_at_a_time() {
    assertThat(people.refused("89970010339", "89970010222", "\"noyers\"", "\"sainte-aube\""))
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

    assertThat(people.refused(name, name + second))
        .extracting(ImportProblem::cause)
        .anyMatch(c -> c.contains("deux messageries"));
  }

  @Test
  void an_absence_from_one_of_two_places_is_refused() {
    List<ImportProblem> problems =
        people.refused(
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

  @Test
  void care_teams_bear_the_same_ending_and_are_told_apart() {
    assertThat(CareTeamFile.is(PeopleExample.FILE)).isFalse();
    assertThat(CareTeamFile.is(PeopleExample.FILE.resolveSibling("care-teams.fhir.json"))).isTrue();
  }
}
