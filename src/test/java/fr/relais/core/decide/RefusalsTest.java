// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  private static final Map<Refusals.After, String> STATES =
      Map.of(
          Refusals.After.DONE, "SENT",
          Refusals.After.AGAIN, "READY",
          Refusals.After.NEXT_DOOR, "SECOND_CHANNEL, sinon EXPIRED",
          Refusals.After.NEVER, "EXPIRED");
  private static final Map<Refusals.Told, String> PEOPLE =
      Map.of(
          Refusals.Told.NOBODY, "personne",
          Refusals.Told.OWNER, "le médecin responsable",
          Refusals.Told.OPERATOR, "l'exploitant");

  @Test
  void each_refusal_ends_as_its_row_says() throws Exception {
    List<Map<String, String>> rows = MarkdownTable.read("refusals.md", 1).rows();
    for (Map<String, String> row : rows) {
      String code = row.get("code").replace("`", "");
      Refusals refusal = Refusals.of(code).orElseThrow(() -> new AssertionError(code));
      assertThat(STATES).as(code).containsEntry(refusal.after(), row.get("-> état de l'envoi"));
      assertThat(refusal.after() == Refusals.After.AGAIN)
          .as(code)
          .isEqualTo(row.get("-> réessayé").equals("oui"));
      assertThat(PEOPLE).as(code).containsEntry(refusal.told(), row.get("-> qui est prévenu"));
      assertThat(refusal.french()).as(code).isEqualTo(row.get("-> phrase"));
    }
    assertThat(rows).hasSize(Refusals.values().length);
  }

  @Test
  void a_code_that_is_not_in_the_table_is_left_to_its_channel() {
    assertThat(Refusals.of("DOOR_DOWN")).isEmpty();
    assertThat(Refusals.of("")).isEmpty();
  }
}
