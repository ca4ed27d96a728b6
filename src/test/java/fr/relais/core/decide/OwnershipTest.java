// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.Ownership.Ask;
import fr.relais.core.decide.Ownership.Party;
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
          Requester.JUNIOR, "docteur junior",
          Requester.SUPERVISOR_AWAY, "docteur junior, encadrant absent ou parti",
          Requester.SITE_PAPER, "ordonnance ou licence du site",
          Requester.UNKNOWN, "non identifié");

  private static final Map<Ask, String> ASKED =
      Map.of(
          Ask.NOTHING, "non",
          Ask.WHO_ORDERED, "qui a prescrit ?",
          Ask.IS_IT_OURS, "étranger à Relais ?");

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
                  "règle signée : à la garde", yes(facts.awayToDuty()),
                  "remplacé", yes(facts.replaced()),
                  "prescription ou site connus", yes(facts.ours())));
      used.add(row);
      Ownership.Decision decision = Ownership.decide(facts);
      assertThat(party(decision.owner())).isEqualTo(row.get("-> responsable"));
      assertThat(party(decision.offerTo())).isEqualTo(row.get("-> proposé à"));
      assertThat(ASKED.get(decision.ask())).isEqualTo(row.get("-> question posée"));
      assertThat(decision.row()).isEqualTo(row.get("-> ligne"));
      assertThat(decision.reason()).endsWith(".");
    }
    assertThat(used).as("every row is reached").hasSize(table.rows().size());
  }

  @Test
  void an_unknown_requester_is_never_replaced_by_a_guess() {
    for (Ownership.Facts facts : combinations()) {
      if (facts.requester() == Requester.UNKNOWN) {
        assertThat(Ownership.decide(facts).owner()).isNotEqualTo(Party.REQUESTER);
        assertThat(Ownership.decide(facts).ask()).isEqualTo(Ask.WHO_ORDERED);
      }
    }
  }

  private static List<Ownership.Facts> combinations() {
    List<Ownership.Facts> all = new ArrayList<>();
    for (Requester requester : Requester.values()) {
      for (int bits = 0; bits < 32; bits++) {
        all.add(
            new Ownership.Facts(
                requester,
                (bits & 1) > 0,
                (bits & 2) > 0,
                (bits & 4) > 0,
                (bits & 8) > 0,
                (bits & 16) > 0));
      }
    }
    return all;
  }

  private static String yes(boolean fact) {
    return fact ? "oui" : "non";
  }

  private static String party(Party party) {
    return party == null
        ? "personne"
        : switch (party) {
          case REQUESTER -> "prescripteur";
          case SUPERVISOR -> "encadrant";
          case REPLACEMENT -> "remplaçant";
          case DUTY_DOCTOR -> "garde";
          case REFERENT -> "référent";
          case OPERATOR_DOCTOR -> "opérateur";
        };
  }
}
