// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may answer for what. */
class RoleCheckTest {
  private static final String PEOPLE = "id,rpps,family,given,opens,closes,mission_end,revoked_on";

  /** The right directory, with everyone's role, an address that has dates and a replacement. */
  private static Directory team() {
    return Directory.right()
        .with(
            "people.csv",
            PEOPLE + ",folder,role,supervisor,site",
            "martin,89970010115,MARTIN,Claire,08:30,19:00,,,martin,,,",
            "boyer,89970010222,BOYER,Anne,,,2027-05-01,,boyer,,,",
            "lenoir,89970010776,LENOIR,Hugues,,,,,,,,",
            "junior,,PRÉVOST,Nina,,,,,,JUNIOR,martin,",
            "second,,AUBIN,Théo,,,,,,JUNIOR,martin,",
            "renfort,,FAURE,Élise,,,,,,REPLACEMENT,,",
            "accueil,,BLIN,Sophie,,,,,,SECRETARY,,noyers",
            "mairie,,COTE,Guy,,,,,,HOST_AGENT,,noyers",
            "exploit,,HUE,Marc,,,,,,OPERATOR,,")
        .with(
            "endpoints.csv",
            "practitioner,channel,address,from,to",
            "boyer,CALL,06 39 98 00 09,J,J+10",
            "site:noyers,MAIL,msp@sandbox.mssante.example,J,")
        .with(
            "roster.csv",
            "kind,practitioner,site,from,to,stands_in_for",
            "PRESENCE,boyer,noyers,2026-11-18 08:00,2026-11-20 18:00,",
            "REPLACEMENT,renfort,,J+1,J+2,boyer",
            "DUTY,martin,noyers,J-30,J+365,",
            "OPERATOR_DUTY,lenoir,,J-30,J+365,");
  }

  @Test
  void a_right_team_is_taken() {
    assertThat(Directory.problemsOf(team().read())).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "people.csv    | x,,A,B,,,,,,JUNIOR,inconnu,       | supervisor    | people.csv",
        "people.csv    | x,,A,B,,,,,,JUNIOR,accueil,       | supervisor    | pas médecin",
        "people.csv    | x,,A,B,,,,,,JUNIOR,exploit,       | supervisor    | pas médecin",
        "people.csv    | x,,A,B,,,,,,JUNIOR,junior,        | supervisor    | n'est pas junior",
        "people.csv    | x,,A,B,,,,,,JUNIOR,x,             | supervisor    | autre médecin",
        "people.csv    | x,,A,B,,,,,,SECRETARY,,ailleurs   | site          | sites.csv",
        "people.csv    | x,,A,B,,,,,,SITE,,                | role          | pas une personne",
        "sites.csv     | s,S,,accueil,oui                  | referent      | pas médecin",
        "sites.csv     | s,Salle,,mairie,non               | referent      | pas médecin",
        "roster.csv    | DUTY,accueil,noyers,J,J,          | practitioner  | pas médecin",
        "roster.csv    | OPERATOR_DUTY,exploit,,J,J,       | practitioner  | pas médecin",
        "roster.csv    | OPERATOR_DUTY,junior,,J,J,        | practitioner  | dernier échelon",
        "roster.csv    | REPLACEMENT,mairie,,J,J,boyer     | practitioner  | pas médecin",
        "roster.csv    | REPLACEMENT,renfort,,J,J,inconnu  | stands_in_for | people.csv",
        "roster.csv    | REPLACEMENT,renfort,,J,J,accueil  | stands_in_for | pas médecin",
        "roster.csv    | REPLACEMENT,boyer,,J,J,boyer      | stands_in_for | soi-même",
        "endpoints.csv | inconnu,CALL,06 39 98 00 08,,     | practitioner  | people.csv",
        "endpoints.csv | site:ailleurs,MAIL,a@b.test,,     | practitioner  | people.csv",
      })
  void whoever_may_not_answer_is_refused_with_the_place(
      String file, String line, String column, String cause) {
    List<ImportProblem> problems = Directory.problemsOf(team().plus(file, line).read());

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).file()).isEqualTo(file);
    assertThat(problems.get(0).line()).isPositive();
    assertThat(problems.get(0).column()).isEqualTo(column);
    assertThat(problems.get(0).cause()).contains(cause);
  }
}
