// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Cover that would fail on the day is told at the import, while there is time. */
class CoverWarningsTest {
  private static final String HEADER = "kind,practitioner,site,from,to,stands_in_for";

  private static List<String> warnings(String... lines) {
    Directory directory =
        Directory.right()
            .with(
                "roster.csv",
                HEADER,
                "PRESENCE,boyer,noyers,J,J+1,",
                "DUTY,martin,noyers,J-30,J+365,",
                "OPERATOR_DUTY,lenoir,,J-30,J+365,");
    for (String line : lines) {
      directory.plus("roster.csv", line);
    }
    return of(directory);
  }

  private static List<String> of(Directory directory) {
    return Directory.warningsOf(directory.read()).stream().map(ImportProblem::cause).toList();
  }

  @Test
  void two_doctors_who_replace_each_other_at_the_same_time_are_told_once() {
    assertThat(warnings("REPLACEMENT,martin,,J+1,J+5,boyer", "REPLACEMENT,boyer,,J+3,J+9,martin"))
        .singleElement()
        .asString()
        .contains("cercle", "boyer", "martin");
  }

  @Test
  void a_circle_of_three_is_found_where_all_three_overlap() {
    assertThat(
            warnings(
                "REPLACEMENT,martin,,J+1,J+5,boyer",
                "REPLACEMENT,lenoir,,J+3,J+9,martin",
                "REPLACEMENT,boyer,,J+4,J+6,lenoir"))
        .singleElement()
        .asString()
        .contains("cercle", "boyer", "lenoir", "martin");
  }

  @Test
  void one_after_the_other_is_no_circle() {
    assertThat(warnings("REPLACEMENT,martin,,J+1,J+2,boyer", "REPLACEMENT,boyer,,J+3,J+9,martin"))
        .isEmpty();
  }

  @Test
  void a_circle_that_is_over_is_left_alone() {
    assertThat(warnings("REPLACEMENT,martin,,J-9,J-5,boyer", "REPLACEMENT,boyer,,J-9,J-5,martin"))
        .isEmpty();
  }

  @Test
  void a_replacement_who_is_away_himself_is_told() {
    assertThat(warnings("ABSENCE,lenoir,,J+4,J+6,", "REPLACEMENT,lenoir,,J+2,J+5,boyer"))
        .hasSize(2)
        .anyMatch(c -> c.contains("remplacement de lenoir") && c.contains("23/11/2026 à 00:00"))
        .anyMatch(c -> c.contains("garde de lenoir"));
  }

  @Test
  void a_duty_doctor_who_is_away_during_his_duty_is_told() {
    assertThat(warnings("ABSENCE,martin,,J+4 12:00,J+4 18:00,"))
        .singleElement()
        .asString()
        .contains("garde de martin", "23/11/2026 à 12:00");
  }

  @Test
  void a_duty_past_the_end_of_a_mission_is_told() {
    assertThat(warnings("DUTY,boyer,noyers,2027-04-30,2027-05-01,")).isEmpty();
    assertThat(warnings("DUTY,boyer,noyers,2027-05-01,2027-05-02,"))
        .singleElement()
        .asString()
        .contains("fin de sa mission", "01/05/2027");
  }

  @Test
  void an_hour_ahead_without_the_operators_doctor_is_told() {
    Directory directory =
        Directory.right()
            .changed(
                "roster.csv",
                "OPERATOR_DUTY,lenoir,,J-30,J+365",
                "OPERATOR_DUTY,lenoir,,J-30,J+3 20:00\nOPERATOR_DUTY,lenoir,,J+3 21:00,J+365");

    assertThat(of(directory)).singleElement().asString().contains("22/11/2026 à 20:00");
  }

  @Test
  void a_lent_place_whose_referent_leaves_before_its_next_clinic_is_told() {
    Directory directory =
        Directory.right()
            .changed("roster.csv", "2026-11-18 08:00,2026-11-20 18:00", "J-2,J-1")
            .plus("sites.csv", "salle,Salle,,boyer,non")
            .plus("roster.csv", "DUTY,personne,salle,J-1,J+365")
            .plus("roster.csv", "PRESENCE,martin,salle,2027-05-03 08:00,2027-05-03 18:00");

    assertThat(of(directory))
        .singleElement()
        .asString()
        .contains("salle", "03/05/2027", "référent");
  }
}
