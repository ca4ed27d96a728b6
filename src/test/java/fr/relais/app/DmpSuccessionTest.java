// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Checkpoint;
import fr.relais.sandbox.dmp.Filed;
import fr.relais.sandbox.dmp.Filed.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several documents of one result in the DMP: which stands beside which, over real sockets. */
class DmpSuccessionTest {
  private static final String FIRST = "127-document-filed-once-in-the-dmp";
  private static final Duration SOON = Duration.ofMinutes(1);

  private final SandboxDmp dmp = DmpHouse.dmp(FIRST, Map.of());

  @AfterEach
  void close() {
    dmp.close();
  }

  private DmpHouse house() {
    return new DmpHouse(FIRST, dmp, Checkpoint.NONE);
  }

  @Test
  void another_exam_of_the_same_order_stands_beside_the_first() {
    try (DmpHouse house = house()) {
      house.receives("labo-serein", DmpHouse.message(FIRST, "encore.xml"));
      house.delivers(SOON);
      house.receives("labo-serein", otherExam());
      house.delivers(SOON);

      assertThat(house.open()).hasSize(1);
      assertThat(house.attempts()).containsExactly("DMP_FILED", "DMP_FILED");
      assertThat(house.filed()).hasSize(2).extracting(Filed::state).containsOnly(State.APPROVED);
    }
  }

  /** Under the same number of the laboratory, in a document of its own. */
  private static Content otherExam() {
    return Content.of(
        DmpHouse.message(FIRST, "encore.xml")
            .text(StandardCharsets.UTF_8)
            .replace("1.2.250.1.999.1.127", "1.2.250.1.999.1.129")
            .replace("2823-3", "3016-3")
            .replace("Potassium", "TSH")
            .replace("2951-2", "1988-5")
            .replace("Sodium", "CRP")
            .replace("14682-9", "2276-4")
            .replace("Créatinine", "Ferritine"),
        StandardCharsets.UTF_8);
  }

  @Test
  void another_content_under_the_number_of_what_was_filed_is_asked_about() {
    try (DmpHouse house = house()) {
      house.receives("labo-serein", DmpHouse.message(FIRST, "encore.xml"));
      house.delivers(SOON);
      house.receives(
          "labo-serein",
          Content.of(
              DmpHouse.message(FIRST, "encore.xml")
                  .text(StandardCharsets.UTF_8)
                  .replace("value=\"6.4\"", "value=\"6.9\""),
              StandardCharsets.UTF_8));
      house.delivers(SOON);

      assertThat(house.filed()).hasSize(1);
      assertThat(asked(house))
          .singleElement()
          .satisfies(
              item -> {
                assertThat(item.evidence()).contains("même identifiant");
                assertThat(item.owner()).isEqualTo("boyer");
              });
    }
  }

  @Test
  void what_takes_the_place_of_two_replaces_the_last_and_the_other_is_asked_about() {
    try (DmpHouse house = house()) {
      house.receives("labo-serein", DmpHouse.message(FIRST, "encore.xml"));
      house.delivers(SOON);
      house.receives("labo-serein", otherExam());
      house.delivers(SOON);
      assertThat(asked(house)).isEmpty();
      house.receives("labo-serein", bothExams());
      house.delivers(SOON);

      assertThat(house.attempts()).containsExactly("DMP_FILED", "DMP_FILED", "DMP_REPLACED");
      assertThat(house.filed())
          .filteredOn(filed -> filed.state() == State.APPROVED)
          .extracting(Filed::uniqueId)
          .containsExactlyInAnyOrder("1.2.250.1.999.1.127.1", "1.2.250.1.999.1.130.1");
      assertThat(asked(house))
          .singleElement()
          .satisfies(
              item -> {
                assertThat(item.evidence()).contains("un document plus ancien reste en vigueur");
                assertThat(item.owner()).isEqualTo("boyer");
              });
    }
  }

  /** A later document of its own, with the values of both. */
  private static Content bothExams() {
    String first = DmpHouse.message(FIRST, "encore.xml").text(StandardCharsets.UTF_8);
    String other = otherExam().text(StandardCharsets.UTF_8);
    String end = "</act></entry></section>";
    String values = other.substring(other.indexOf("1.3.6.1.4.1.19376.1.3.1.6"), other.indexOf(end));
    String entry = "<entryRelationship typeCode=\"COMP\"><observation classCode=\"OBS\" ";
    return Content.of(
        first
            .replace("1.2.250.1.999.1.127", "1.2.250.1.999.1.130")
            .replace(
                "<effectiveTime value=\"20261119095500", "<effectiveTime value=\"20261119105500")
            .replace(end, entry + "moodCode=\"EVN\"><templateId root=\"" + values + end),
        StandardCharsets.UTF_8);
  }

  private static List<WorkItem> asked(DmpHouse house) {
    String row = house.open().get(0).id();
    return house.store().inTransaction(tx -> tx.workItemsOf(row)).stream()
        .filter(item -> item.question() == WorkItem.Question.LEFT_IN_DMP)
        .toList();
  }
}
