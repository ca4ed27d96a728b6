// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.Ladder.Stand;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.ReportKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LadderTest {
  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
  private static final Map<Stand, String> WHO =
      Map.of(
          Stand.OWNER, "responsable",
          Stand.DUTY_DOCTOR, "garde",
          Stand.REFERENT, "référent",
          Stand.OPERATOR_DOCTOR, "opérateur");

  @Test
  void the_rungs_are_those_of_the_table_that_clinicians_read() throws Exception {
    MarkdownTable table = MarkdownTable.read("escalation.md", 1);
    for (Map<String, String> row : table.rows()) {
      Ladder ladder =
          Ladder.of(
              clock(row.get("attente")),
              priority(row.get("urgence")),
              row.get("nature").equals("imagerie") ? ReportKind.IMAGING : ReportKind.BIOLOGY,
              at(row.get("arrivée")),
              Policy.DEFAULT);
      Ladder.Rung rung = ladder.rung(Integer.parseInt(row.get("échelon")));
      assertThat(show(rung.at())).as("%s", row).isEqualTo(row.get("-> à"));
      Set<String> who = rung.who().stream().map(WHO::get).collect(Collectors.toSet());
      assertThat(who).as("%s", row).isEqualTo(Set.of(row.get("-> qui").split(", ")));
      assertThat(rung.rings() ? "oui" : "non").as("%s", row).isEqualTo(row.get("-> sonne"));
      assertThat(show(ladder.deadline())).as("%s", row).isEqualTo(row.get("-> échéance"));
    }
  }

  @Test
  void every_clock_of_every_priority_has_rungs_for_ever_each_later_than_the_one_before() {
    Random random = new Random(20261121);
    for (int n = 0; n < 2_000; n++) {
      Instant start =
          Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(100_000_000));
      for (Clock clock : Clock.values()) {
        for (FollowUpPriority priority : FollowUpPriority.values()) {
          Ladder ladder = Ladder.of(clock, priority, ReportKind.BIOLOGY, start, Policy.DEFAULT);
          Instant before = start;
          for (int rung = 1; rung < 9; rung++) {
            Instant at = ladder.rung(rung).at();
            assertThat(at).as("seed 20261121, %s %s %s", clock, priority, start).isAfter(before);
            before = at;
          }
          assertThat(ladder.deadline()).isAfter(start);
        }
      }
    }
  }

  @Test
  void rounds_that_were_slept_through_are_reached_once() {
    Instant start = at("2026-11-19 10:00");
    Ladder ladder =
        Ladder.of(
            Clock.TAKE_CHARGE,
            FollowUpPriority.CRITICAL,
            ReportKind.BIOLOGY,
            start,
            Policy.DEFAULT);
    assertThat(ladder.next(0, start.plus(Duration.ofDays(1)))).isEqualTo(1);
    int last = ladder.next(3, start.plus(Duration.ofDays(1)));
    assertThat(ladder.rung(last).at()).isBeforeOrEqualTo(start.plus(Duration.ofDays(1)));
    assertThat(ladder.rung(last + 1).at()).isAfter(start.plus(Duration.ofDays(1)));
  }

  private static Clock clock(String french) {
    return switch (french) {
      case "prendre en charge" -> Clock.TAKE_CHARGE;
      case "décider" -> Clock.DECIDE;
      case "noter l'issue" -> Clock.OUTCOME;
      case "voir l'annulation" -> Clock.WITHDRAWAL_SEEN;
      default -> throw new IllegalArgumentException(french);
    };
  }

  private static FollowUpPriority priority(String french) {
    return Arrays.stream(FollowUpPriority.values())
        .filter(p -> p.french().equals(french))
        .findFirst()
        .orElseThrow();
  }

  private static Instant at(String text) {
    return LocalDateTime.parse(text, FORM).atZone(ParisTime.ZONE).toInstant();
  }

  private static String show(Instant at) {
    return at.atZone(ParisTime.ZONE).format(FORM);
  }
}
