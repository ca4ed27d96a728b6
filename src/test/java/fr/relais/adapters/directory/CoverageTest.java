// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Roster;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CoverageTest {

  @Test
  void fourteen_days_without_a_duty_are_fourteen_warnings_and_no_error() {
    Directory directory =
        Directory.right()
            .changed("roster.csv", "DUTY,martin,noyers,J-30,J+365", "DUTY,martin,noyers,J-30,J-1");

    assertThat(CoverageGap.ahead(directory.roster(), Directory.NOW)).hasSize(14);
    assertThat(Directory.warningsOf(directory.read())).hasSize(14);
  }

  @Test
  void a_hole_of_a_few_hours_is_found() {
    Roster roster =
        Directory.right()
            .changed(
                "roster.csv", "DUTY,martin,noyers,J-30,J+365", "DUTY,martin,noyers,J-30,J+3 20:00")
            .plus("roster.csv", "DUTY,boyer,noyers,J+4 08:00,J+365")
            .roster();

    assertThat(CoverageGap.ahead(roster, Directory.NOW))
        .containsExactly(
            new CoverageGap(
                "noyers",
                LocalDate.of(2026, 11, 22),
                Instant.parse("2026-11-22T19:00:00Z"),
                Instant.parse("2026-11-22T23:00:00Z")),
            new CoverageGap(
                "noyers",
                LocalDate.of(2026, 11, 23),
                Instant.parse("2026-11-22T23:00:00Z"),
                Instant.parse("2026-11-23T07:00:00Z")));
  }

  @Test
  void hours_that_have_passed_do_not_count() {
    Roster roster = Directory.right().changed("roster.csv", "J-30,J+365", "J 11:00,J+365").roster();

    assertThat(CoverageGap.ahead(roster, Directory.NOW)).isEmpty();
    assertThat(CoverageGap.ahead(roster, Directory.NOW.minusSeconds(1))).hasSize(1);
  }

  @Test
  void centre_15_declared_is_cover() {
    Roster roster =
        Directory.right().changed("roster.csv", "DUTY,martin", "DUTY,personne").roster();

    assertThat(CoverageGap.ahead(roster, Directory.NOW)).isEmpty();
  }

  @Test
  void a_site_without_clinics_needs_none() {
    Roster roster = Directory.right().plus("sites.csv", "vide,Sans consultation,,martin,").roster();

    assertThat(CoverageGap.ahead(roster, Directory.NOW)).isEmpty();
  }

  @Test
  void a_duty_of_someone_who_can_no_longer_practise_is_a_warning() {
    RosterImport result =
        Directory.right()
            .plus("people.csv", "fabre,,FABRE,Denis,,,,J-60,")
            .plus("roster.csv", "DUTY,fabre,noyers,J,J+1")
            .read();

    assertThat(Directory.warningsOf(result)).singleElement().asString().contains("fabre");
  }

  @Test
  void a_sender_that_nothing_tells_is_a_warning() {
    RosterImport result = Directory.right().plus("senders.csv", "muet,Muet,,,,,,,").read();

    assertThat(Directory.warningsOf(result)).singleElement().asString().contains("muet");
  }
}
