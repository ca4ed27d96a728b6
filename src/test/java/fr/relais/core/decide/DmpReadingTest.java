// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.Rights.Relation;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DmpReadingTest {
  @Test
  void who_gathers_what_is_known_of_a_patient_is_who_the_table_says() throws Exception {
    MarkdownTable table = MarkdownTable.read("dmp-reading.md", 1);
    for (Relation relation : Relation.values()) {
      Map<String, String> row = table.row(Map.of("pour le patient", name(relation)));
      assertThat(yes(Rights.gathers(relation)))
          .as(relation.name())
          .isEqualTo(row.get("-> il rassemble"));
    }
    assertThat(table.rows()).hasSize(Relation.values().length);
  }

  @Test
  void every_combination_has_one_row_and_the_obstacle_that_it_says() throws Exception {
    MarkdownTable table = MarkdownTable.read("dmp-reading.md", 2);
    Set<Map<String, String>> used = new HashSet<>();
    for (Relation relation : Relation.values()) {
      for (int bits = 0; bits < 64; bits++) {
        DmpReading.Facts facts =
            new DmpReading.Facts(
                relation,
                (bits & 1) > 0,
                (bits & 2) > 0,
                (bits & 4) > 0,
                (bits & 8) > 0,
                (bits & 16) > 0,
                (bits & 32) > 0);
        Map<String, String> row =
            table.row(
                Map.of(
                    "rassemble", yes(Rights.gathers(relation)),
                    "écarté", yes(facts.refused()),
                    "refuse la lecture", yes(facts.opposed()),
                    "doute", yes(facts.doubt()),
                    "INS qualifiée", yes(facts.qualified()),
                    "RPPS connu", yes(facts.numbered()),
                    "FINESS connu", yes(facts.structured())));
        used.add(row);
        assertThat(said(DmpReading.obstacle(facts))).isEqualTo(row.get("-> le DMP"));
      }
    }
    assertThat(used).as("every row is reached").hasSize(table.rows().size());
  }

  private static String said(Optional<DmpReading.Obstacle> obstacle) {
    return obstacle
        .map(
            found ->
                switch (found) {
                  case OUTSIDE -> "hors de l'équipe de soins";
                  case REFUSED -> "refusé par le patient";
                  case OPPOSED -> "opposition";
                  case DOUBT -> "identité en question";
                  case INS -> "INS non qualifiée";
                  case READER -> "médecin sans RPPS";
                  case SITE -> "lieu sans FINESS";
                })
        .orElse("peut être interrogé");
  }

  private static String name(Relation relation) {
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

  private static String yes(boolean fact) {
    return fact ? "oui" : "non";
  }
}
