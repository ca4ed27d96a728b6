// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.GeneralPractitioners.Share;
import fr.relais.core.model.FollowUpPriority;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GeneralPractitionersTest {
  private static final Map<Share, String> FRENCH =
      Map.of(
          Share.NOTHING, "rien",
          Share.COPY, "une copie",
          Share.OFFER, "une proposition",
          Share.INFORMED, "le résultat, aussitôt");

  @Test
  void every_combination_of_facts_has_one_row_and_is_decided_as_it_says() throws Exception {
    MarkdownTable table = MarkdownTable.read("general-practitioner.md", 1);
    Set<Map<String, String>> used = new HashSet<>();
    for (FollowUpPriority priority : FollowUpPriority.values()) {
      for (int bits = 0; bits < 16; bits++) {
        boolean reachable = (bits & 1) > 0;
        boolean owns = (bits & 2) > 0;
        boolean elsewhere = (bits & 4) > 0;
        boolean copiesOnly = (bits & 8) > 0;
        Map<String, String> row =
            table.row(
                Map.of(
                    "urgence du résultat", priority.french(),
                    "joignable", yes(reachable),
                    "déjà responsable", yes(owns),
                    "proposé à un autre par une règle", yes(elsewhere),
                    "a refusé, ou s'est tu deux fois", yes(copiesOnly)));
        used.add(row);
        assertThat(
                FRENCH.get(
                    GeneralPractitioners.share(priority, reachable, owns, elsewhere, copiesOnly)))
            .isEqualTo(row.get("-> il reçoit"));
      }
    }
    assertThat(used).as("every row is reached").hasSize(table.rows().size());
  }

  private static String yes(boolean fact) {
    return fact ? "oui" : "non";
  }
}
