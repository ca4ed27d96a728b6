// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.Rights.Field;
import fr.relais.core.decide.Rights.Relation;
import fr.relais.core.decide.Rights.View;
import fr.relais.core.model.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RightsTest {
  private static final Policy.Disclosure ALL = new Policy.Disclosure(true, true);

  @Test
  void every_role_and_relation_has_one_row_and_sees_what_it_says() throws Exception {
    MarkdownTable table = MarkdownTable.read("rights.md", 1);
    Set<Map<String, String>> used = new HashSet<>();
    for (Role role : Role.values()) {
      for (Relation relation : Relation.values()) {
        for (int bits = 0; bits < 32; bits++) {
          Rights.Facts facts =
              new Rights.Facts(
                  (bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0, (bits & 8) > 0, (bits & 16) > 0);
          Map<String, String> row =
              table.row(
                  Map.of(
                      "rôle", role(role),
                      "pour ce résultat", relation(role, relation),
                      "ouvert", yes(facts.live()),
                      "critique ou urgent", yes(facts.pressing()),
                      "échelon atteint", yes(facts.climbed()),
                      "doute", yes(facts.doubt()),
                      "masque", yes(facts.masked())));
          used.add(row);
          Rights.Reading reading = Rights.of(role, relation, facts, ALL);
          assertThat(view(reading.view()))
              .as(role + " " + relation + " " + facts)
              .isEqualTo(row.get("-> il voit"));
          assertThat(reading.basis()).isNotBlank();
        }
      }
    }
    assertThat(used).as("every row is reached").hasSize(table.rows().size());
  }

  @Test
  void every_view_holds_the_fields_that_its_row_names_and_no_other() throws Exception {
    MarkdownTable table = MarkdownTable.read("rights.md", 2);
    Set<Map<String, String>> used = new HashSet<>();
    for (View view : View.values()) {
      for (int bits = 0; bits < 8; bits++) {
        boolean withheld = (bits & 1) > 0;
        Policy.Disclosure signed = new Policy.Disclosure((bits & 2) > 0, (bits & 4) > 0);
        Map<String, String> row =
            table.row(
                Map.of(
                    "vue", view(view),
                    "réservé", yes(withheld),
                    "examen réglé", yes(signed.examName()),
                    "valeurs réglées", yes(signed.values())));
        used.add(row);
        Set<Field> fields = Rights.fields(view, withheld, signed);
        Map<String, String> shown = new HashMap<>();
        for (Field field : Field.values()) {
          shown.put(column(field), yes(fields.contains(field)));
        }
        assertThat(row).as(view + " " + bits).containsAllEntriesOf(shown);
      }
    }
    assertThat(used).as("every row is reached").hasSize(table.rows().size());
  }

  @Test
  void an_earlier_result_is_read_as_its_row_says() throws Exception {
    MarkdownTable table = MarkdownTable.read("rights.md", 3);
    Set<Map<String, String>> used = new HashSet<>();
    for (Relation relation : Relation.values()) {
      for (int bits = 0; bits < 8; bits++) {
        boolean refused = (bits & 1) > 0;
        boolean doubt = (bits & 2) > 0;
        boolean masked = (bits & 4) > 0;
        Map<String, String> row =
            table.row(
                Map.of(
                    "pour le résultat lu", relation(Role.DOCTOR, relation),
                    "écarté de l'antérieur par le patient", yes(refused),
                    "antérieur réservé", yes(doubt || masked)));
        used.add(row);
        boolean reads =
            Rights.history(
                relation,
                refused ? Relation.REFUSED : Relation.NONE,
                new Rights.Facts(false, false, false, doubt, masked));
        assertThat(yes(reads)).as(relation + " " + bits).isEqualTo(row.get("-> il le lit"));
      }
    }
    assertThat(used).as("every row is reached").hasSize(table.rows().size());
  }

  @Test
  void each_reading_records_its_basis_and_shows_what_its_view_holds() {
    Rights.Facts critical = new Rights.Facts(true, true, false, false, false);
    Rights.Reading owner = Rights.of(Role.DOCTOR, Relation.OWNER, critical, ALL);
    Rights.Reading duty = Rights.of(Role.DOCTOR, Relation.COVERING, critical, ALL);
    Rights.Reading operator = Rights.of(Role.OPERATOR, Relation.NONE, critical, ALL);

    assertThat(owner.basis()).isEqualTo("responsable");
    assertThat(duty.basis()).isEqualTo("accès d'urgence : garde, référent ou astreinte");
    assertThat(List.of(owner, duty, operator))
        .extracting(reading -> reading.view().clinical())
        .containsExactly(true, true, false);
    assertThat(List.of(owner, duty, operator))
        .extracting(reading -> reading.sees(Field.VALUES))
        .containsExactly(true, true, false);
    assertThat(operator.sees(Field.COUNTS)).isTrue();
  }

  private static String role(Role role) {
    return switch (role) {
      case DOCTOR, JUNIOR, REPLACEMENT -> "médecin";
      case SECRETARY -> "secrétariat";
      case HOST_AGENT -> "agent du lieu";
      case OPERATOR -> "opérateur";
      case SITE -> "logiciel du site";
    };
  }

  /** Those who are no doctors have one relation that counts: the others are alike to them. */
  private static String relation(Role role, Relation relation) {
    boolean counts =
        role.doctor() || relation == (role == Role.SITE ? Relation.HANDED : Relation.OF_SITE);
    if (!counts) {
      return "une autre";
    }
    return switch (relation) {
      case OWNER -> "responsable";
      case REFUSED -> "écarté par le patient";
      case REQUESTER -> "prescripteur";
      case SUPERVISOR -> "répond du junior";
      case OFFERED -> "proposition en attente";
      case HANDED -> "destinataire";
      case REPLACEMENT -> "remplaçant";
      case COVERING -> "couvre";
      case PRESENT -> "présent ce jour";
      case OF_SITE -> "du site";
      case NONE -> "personne";
    };
  }

  private static String view(View view) {
    return switch (view) {
      case WHOLE -> "tout";
      case EMERGENCY -> "accès d'urgence";
      case TRAITS -> "traits et urgence";
      case OFFICE -> "secrétariat";
      case APPOINTMENT -> "rendez-vous";
      case HEADERS -> "en-têtes";
      case HANDED_ELSEWHERE -> "remis à un autre";
      case NOTHING -> "rien";
    };
  }

  private static String column(Field field) {
    return "-> "
        + switch (field) {
          case EXISTENCE -> "existence";
          case IDENTITY -> "identité";
          case URGENCY -> "urgence";
          case INSTRUCTION -> "consigne";
          case PHONES -> "téléphones";
          case EXAM_NAME -> "examen";
          case VALUES -> "valeurs";
          case DOCUMENTS -> "documents";
          case HISTORY -> "histoire";
          case COUNTS -> "nombres";
        };
  }

  private static String yes(boolean fact) {
    return fact ? "oui" : "non";
  }
}
