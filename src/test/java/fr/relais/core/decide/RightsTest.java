// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Handover;
import fr.relais.core.model.HandoverState;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.Roster;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RightsTest {
  private static final Instant NOW = Instant.parse("2026-11-19T09:00:00Z");
  private static final Map<String, String> WHO =
      Map.of(
          "responsable", "owner",
          "prescripteur", "requester",
          "prescripteur écarté par le patient", "refused",
          "proposition en attente", "offered",
          "destinataire du résultat", "handed",
          "de garde, référent ou d'astreinte", "duty",
          "prévenu par un avis", "told",
          "personne", "stranger");
  private static final Map<Rights.View, String> SEES =
      Map.of(
          Rights.View.WHOLE, "tout",
          Rights.View.EMERGENCY, "accès d'urgence",
          Rights.View.HANDED_ELSEWHERE, "remis à un autre",
          Rights.View.NOTHING, "rien");

  @Test
  void every_combination_of_facts_has_one_row_and_is_decided_as_it_says() throws Exception {
    MarkdownTable table = MarkdownTable.read("rights.md", 1);
    Set<Map<String, String>> used = new HashSet<>();
    for (Map.Entry<String, String> who : WHO.entrySet()) {
      for (int bits = 0; bits < 8; bits++) {
        boolean open = (bits & 1) > 0;
        boolean pressing = (bits & 2) > 0;
        boolean climbed = (bits & 4) > 0;
        Map<String, String> row =
            table.row(
                Map.of(
                    "ce qu'il est pour ce résultat", who.getKey(),
                    "ouvert", yes(open),
                    "critique ou urgent", yes(pressing),
                    "un échelon atteint", yes(climbed)));
        used.add(row);
        Rights.Reading reading =
            Rights.of(
                followUp(open, pressing, climbed),
                who.getValue(),
                List.of("owner", "handed", "refused"),
                List.of("owner", "handed", "told", "refused"),
                "refused",
                new Cover(
                    Map.of(Ladder.Stand.OWNER, "owner", Ladder.Stand.DUTY_DOCTOR, "duty"),
                    Roster.EMPTY,
                    NOW));
        assertThat(SEES.get(reading.view()))
            .as(who.getKey() + " " + bits)
            .isEqualTo(row.get("-> il voit"));
        assertThat(reading.basis()).isNotBlank();
      }
    }
    assertThat(used).as("every row is reached").hasSize(table.rows().size());
  }

  private static FollowUp followUp(boolean open, boolean pressing, boolean climbed) {
    return new FollowUp(
        "id",
        "7F3K",
        open ? FollowUpState.OPEN : FollowUpState.CONCLUDED,
        pressing ? FollowUpPriority.URGENT : FollowUpPriority.ABNORMAL,
        ReportKind.BIOLOGY,
        "owner",
        "site",
        "requester",
        NOW,
        NOW,
        NOW,
        open ? NOW : null,
        climbed ? 1 : 0,
        0,
        0,
        List.of(new Handover("owner", "offered", NOW, HandoverState.OFFERED)),
        null,
        null,
        null,
        1);
  }

  private static String yes(boolean fact) {
    return fact ? "oui" : "non";
  }
}
