// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Channel;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.flow.StagedImports.Staged;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a Bundle waits for a named person, and comes into force then. */
class PeopleWaitingTest {
  private final PeopleExample people = new PeopleExample();

  @Test
  void an_address_that_would_change_waits_for_a_named_person_with_all_that_came_beside_it() {
    Roster before = people.store.roster();

    Staged waiting = Objects.requireNonNull(people.take(false).waiting());

    assertThat(waiting.reasons()).singleElement().asString().contains("boyer", "date donnée");
    assertThat(waiting.differences()).anyMatch(d -> d.startsWith("endpoints.csv"));
    assertThat(people.store.roster()).isSameAs(before);
    assertThat(people.free("boyer")).isEmpty();

    people.intake.takeStaged(waiting, "lenoir");
    assertThat(people.given()).isNotEmpty();
    assertThat(people.free("boyer")).hasSize(1);
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

    Staged waiting = Objects.requireNonNull(people.take(false, undated).waiting());
    assertThat(waiting.reasons()).singleElement().asString().contains("messagerie de boyer");
    people.intake.takeStaged(waiting, "lenoir");

    Practitioner boyer = people.store.roster().practitioner("boyer").orElseThrow();
    assertThat(boyer.address(Channel.MAIL)).isEqualTo("anne.boyer@serein.mssante.test");
    assertThat(people.store.roster().endpoints()).isEmpty();
    assertThat(boyer.missionEnds()).isEqualTo(LocalDate.parse("2027-05-18"));
  }

  @Test
  void an_extract_that_empties_its_periods_waits() {
    people.warnings();

    Staged waiting =
        Objects.requireNonNull(
            people
                .take(false, "89970010222", "89970011113", "89970010339", "89970011113")
                .waiting());

    assertThat(waiting.reasons()).anyMatch(r -> r.contains("viderait"));
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
    Staged waiting = Objects.requireNonNull(people.take(false, from, to).waiting());

    assertThat(waiting.reasons()).anyMatch(r -> r.contains(what) && r.contains("boyer"));
  }

  @Test
  void someone_who_only_replaces_becomes_a_replacement() {
    people.warnings(
        "TRE_R23-ModeExercice/FHIR/TRE-R23-ModeExercice\", \"code\": \"B\"",
        "TRE_R22-GenreActivite/FHIR/TRE-R22-GenreActivite\", \"code\": \"GENR02\"");

    Practitioner boyer = people.store.roster().practitioner("boyer").orElseThrow();
    assertThat(boyer.role()).isEqualTo(Role.REPLACEMENT);
    assertThat(boyer.missionEnds()).isEqualTo(LocalDate.parse("2027-05-18"));
  }
}
