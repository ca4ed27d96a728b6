// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.Ladder.Stand;
import fr.relais.core.decide.Ownership.Requester;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnershipTest {
  private static final Map<Requester, String> REQUESTER =
      Map.of(
          Requester.ACTIVE, "connu, présent",
          Requester.AWAY, "connu, absent",
          Requester.MISSION_ENDED, "connu, mission terminée",
          Requester.CANNOT_PRACTISE, "connu, ne peut plus exercer",
          Requester.REFUSED_BY_PATIENT, "connu, écarté par le patient",
          Requester.UNKNOWN, "non identifié");

  @Test
  void every_combination_of_facts_has_one_row_and_is_decided_as_it_says() throws Exception {
    MarkdownTable table = MarkdownTable.read("ownership.md", 1);
    Set<Map<String, String>> used = new HashSet<>();
    for (Ownership.Facts facts : combinations()) {
      Map<String, String> row =
          table.row(
              Map.of(
                  "prescripteur", REQUESTER.get(facts.requester()),
                  "site connu", yes(facts.siteKnown()),
                  "médecin de garde à cette heure", yes(facts.onDuty()),
                  "règle signée : à la garde", yes(facts.awayToDuty())));
      used.add(row);
      Ownership.Decision decision = Ownership.decide(facts);
      assertThat(stand(decision.owner(), "prescripteur")).isEqualTo(row.get("-> responsable"));
      assertThat(stand(decision.offerTo(), "personne")).isEqualTo(row.get("-> proposé à"));
      assertThat(yes(decision.ask())).isEqualTo(row.get("-> question posée"));
      assertThat(decision.row()).isEqualTo(row.get("-> ligne"));
      assertThat(decision.reason()).endsWith(".");
    }
    assertThat(used).as("every row is reached").hasSize(table.rows().size());
  }

  @Test
  void an_unknown_requester_is_never_replaced_by_a_guess() {
    for (Ownership.Facts facts : combinations()) {
      if (facts.requester() == Requester.UNKNOWN) {
        assertThat(Ownership.decide(facts).owner()).isNotNull();
        assertThat(Ownership.decide(facts).ask()).isTrue();
      }
    }
  }

  private static List<Ownership.Facts> combinations() {
    List<Ownership.Facts> all = new ArrayList<>();
    for (Requester requester : Requester.values()) {
      for (int bits = 0; bits < 8; bits++) {
        all.add(new Ownership.Facts(requester, (bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0));
      }
    }
    return all;
  }

  private static String yes(boolean fact) {
    return fact ? "oui" : "non";
  }

  private static String stand(Stand stand, String none) {
    return stand == null
        ? none
        : switch (stand) {
          case OWNER -> "responsable";
          case DUTY_DOCTOR -> "garde";
          case REFERENT -> "référent";
          case OPERATOR_DOCTOR -> "opérateur";
        };
  }
}
